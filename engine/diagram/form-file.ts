import { FACT_SCHEMAS, isFactType } from '../case/index.ts'
import { compileSchema } from '../schema.ts'
import type { Finding, FormDescription, VariableDescription } from './finding.ts'

/** A form of a procedure: its JSON Schema as it stands in the file, and what diagrams need to know of it. */
export interface FormFile {
  readonly path: string
  readonly schema: JsonObject
  readonly description: FormDescription
}

type JsonObject = Readonly<Record<string, unknown>>

const REMEDY = 'Correct the form; processes/README.md says how forms are written.'
/** Characters: what is checked against a form is made of it, at once, while nobody else is served. */
const LARGEST = 65_536
/** Levels of groups and lists within each other. */
const DEEPEST = 32

/**
 * The regular expressions that a form may hold, as strings. Any other could take hours over an answer that was made for
 * it, and each of these ends in a time that grows with the answer's length only.
 */
const PATTERNS: readonly string[] = [
  '\\S',
  '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$',
  '^[a-z][a-z0-9-]{0,63}$',
  String.raw`^[^\u0000-\u001f\u007f]*\S[^\u0000-\u001f\u007f]*$`,
]
/** Keywords that hold regular expressions as names, or by which a form can be checked against itself without end. */
const REFUSED: ReadonlySet<string> = new Set([
  ...['$ref', '$dynamicRef', '$recursiveRef', '$anchor', '$dynamicAnchor', '$defs', 'definitions'],
  'patternProperties',
])

/** Reads `forms/<id>.json`. What is wrong in it is said all at once; the form is given where it has an id. */
export function readForm(
  { path, text }: { readonly path: string; readonly text: string },
  folder: string,
): { readonly form?: FormFile; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const report = (element: string, message: string) => {
    findings.push({
      file: `${folder}${path}`,
      element,
      rule: 'admission/bad-form',
      level: 'error',
      message,
      remedy: REMEDY,
    })
  }
  if (text.length > LARGEST) {
    report('/', `The file is larger than ${LARGEST / 1024} KiB.`)
    return { findings }
  }
  const schema = parsed(text)
  if (!schema) {
    report('/', 'The file is not a JSON object.')
    return { findings }
  }
  const id = textAt(schema, '$id')
  if (`forms/${id}.json` !== path.replace(/^uses\/[^/]+\//, ''))
    report('/$id', `Its $id is '${id}', and its file is called ${path}.`)
  if (textAt(schema, 'title') === '') report('/title', 'It has no title.')
  if (schema['type'] !== 'object') report('/type', 'Its type is not "object".')
  const costly = costlyIn(schema)
  if (costly !== undefined) {
    report(costly.at, costly.message)
    return { findings }
  }
  const wrong = faultOfSchema(schema)
  if (wrong !== undefined) report('/', `It is no JSON Schema of draft 2020-12: ${wrong}.`)
  const fields = objectAt(schema, 'properties')
  const redress = objectAt(schema, 'x-redress')
  for (const field of listAt(schema, 'required')) {
    if (!Object.hasOwn(fields, String(field))) report('/required', `It requires '${shown(field)}', which is no field.`)
  }
  const records = listAt(redress, 'records').flatMap((record, index) => readRecord(record, index, fields, report))
  const description: FormDescription = {
    id,
    title: textAt(schema, 'title'),
    records,
    variables: readVariables(listAt(redress, 'variables'), fields, report),
    fields: Object.keys(fields),
  }
  return id === '' ? { findings } : { form: { path, schema, description }, findings }
}

type Report = (element: string, message: string) => void

/** The first place at which checking an answer against the schema could take without end. */
function costlyIn(schema: JsonObject): { readonly at: string; readonly message: string } | undefined {
  const places: { readonly value: unknown; readonly at: string; readonly depth: number }[] = [
    { value: schema, at: '', depth: 1 },
  ]
  for (const { value, at, depth } of places) {
    if (typeof value !== 'object' || value === null) continue
    if (depth > DEEPEST) return { at, message: `It holds more than ${DEEPEST} levels of groups and lists.` }
    for (const [key, inner] of Object.entries(value)) {
      const place = { value: inner as unknown, at: `${at}/${key}`, depth: depth + 1 }
      if (REFUSED.has(key)) return { ...place, message: `The keyword '${key}' cannot be used in a form.` }
      if (key === 'pattern' && typeof inner === 'string' && !PATTERNS.includes(inner)) {
        return {
          ...place,
          message: `The pattern '${inner.slice(0, 80)}' cannot be used; these can: ${PATTERNS.join('   ')}.`,
        }
      }
      places.push(place)
    }
  }
  return undefined
}

function readRecord(record: unknown, index: number, fields: JsonObject, report: Report): readonly string[] {
  const at = `/x-redress/records/${index}`
  const { fact, on, data, when, each } = isObject(record) ? record : {}
  if (!isFactType(fact)) {
    report(at, `It records '${shown(fact)}', which is no fact that we know.`)
    return []
  }
  const items = typeof each === 'string' ? objectAt(objectAt(objectAt(fields, each), 'items'), 'properties') : {}
  const has = (name: unknown) => typeof name === 'string' && (Object.hasOwn(fields, name) || Object.hasOwn(items, name))
  if (each !== undefined && !has(each)) report(at, `It goes through '${shown(each)}', which is no field.`)
  if (on !== undefined && on !== 'today' && !has(on))
    report(at, `The day of ${fact} is '${shown(on)}', which is no field.`)
  if (isObject(when) && !has(when['field']))
    report(at, `${fact} hangs on '${shown(when['field'])}', which is no field.`)
  const { required, properties } = FACT_SCHEMAS[fact]
  const given = isObject(data) ? data : {}
  for (const [property, source] of Object.entries(given)) {
    if (!Object.hasOwn(properties, property)) report(at, `${fact} has no '${property}'.`)
    if (!has(source) && !isFixed(source)) {
      report(at, `'${property}' of ${fact} comes from '${shown(source)}', which is no field.`)
    }
  }
  for (const property of required) {
    if (!Object.hasOwn(given, property)) report(at, `It records ${fact} without its '${property}'.`)
  }
  return [fact]
}

/** A fixed value, or a variable of the process: of neither does a person say anything. */
function isFixed(source: unknown): boolean {
  return isObject(source) && (Object.hasOwn(source, 'const') || typeof source['variable'] === 'string')
}

function readVariables(
  names: readonly unknown[],
  fields: JsonObject,
  report: Report,
): Readonly<Record<string, VariableDescription>> {
  const variables = names.flatMap((name): [string, VariableDescription][] => {
    if (typeof name !== 'string' || !Object.hasOwn(fields, name)) {
      report('/x-redress/variables', `The variable '${shown(name)}' is no field.`)
      return []
    }
    const description = variableOf(objectAt(fields, name))
    if (description) return [[name, description]]
    report('/x-redress/variables', `The field '${name}' is free text, which no gateway may read.`)
    return []
  })
  return Object.fromEntries(variables)
}

/** What a field gives to gateways; undefined for free text, which stays out of tokens. */
function variableOf(field: JsonObject): VariableDescription | undefined {
  const choices = [...listAt(field, 'oneOf'), ...listAt(field, 'anyOf')].flatMap((one) =>
    isObject(one) && typeof one['const'] === 'string' ? [one['const']] : [],
  )
  const options = [...listAt(field, 'enum'), ...choices].filter((option) => typeof option === 'string')
  if (typeof field['const'] === 'string') options.push(field['const'])
  if (options.length > 0) return { type: 'option', options }
  switch (field['type']) {
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
    case 'number':
      return { type: 'number' }
    case 'array':
      return { type: 'list' }
    default:
      return field['format'] === 'date' ? { type: 'date' } : undefined
  }
}

function faultOfSchema(schema: JsonObject): string | undefined {
  try {
    compileSchema(schema)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value)
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key]
  return isObject(inner) ? inner : {}
}

function listAt(value: JsonObject, key: string): readonly unknown[] {
  const inner = value[key]
  return Array.isArray(inner) ? inner : []
}

function textAt(value: JsonObject, key: string): string {
  const inner = value[key]
  return typeof inner === 'string' ? inner.trim() : ''
}
