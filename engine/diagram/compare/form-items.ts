import type { Item } from './item.ts'
import { isObject, leavesOf, listAt, objectAt, shown, textAt, type Json, type JsonObject } from './json-facts.ts'

/** A form, a field of it, a fact that it records, or what must hold between its answers. */
export interface FormItem extends Item {
  readonly type: 'form' | 'field' | 'record' | 'rule'
  /** What it is called on the page. */
  readonly title: string
}

const ITSELF: ReadonlySet<string> = new Set([
  'properties',
  'required',
  'allOf',
  'x-redress',
  'items',
  'enum',
  'x-labels',
])

/** The things of a form: itself, its fields as they follow each other, those of a list's rows too, then the rest. */
export function formItems(schema: JsonObject): readonly FormItem[] {
  const own = objectAt(schema, 'x-redress')
  return [
    { key: 'form', type: 'form', element: '', title: textAt(schema, 'title'), facts: formFacts(schema, own) },
    ...fieldsOf(schema, '', objectAt(own, 'display')),
    ...rulesOf(schema),
    ...recordsOf(listAt(own, 'records')),
  ]
}

function formFacts(schema: JsonObject, own: JsonObject): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const [key, value] of Object.entries(schema)) if (!APART.has(key)) put(facts, key, value)
  for (const [key, value] of Object.entries(own)) if (!OWN.has(key)) put(facts, key, value)
  for (const name of listAt(own, 'variables')) facts.set(`variable[${shown(name)}]`, shown(name))
  for (const [key, value] of Object.entries({ ...schema, ...own }))
    if (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
      facts.set(`empty[${key}]`, 'yes')
  const fields = objectAt(schema, 'properties')
  facts.set('order', Object.keys(fields).join(' '))
  // What is asked for, or shown, and is no field.
  for (const name of listAt(schema, 'required'))
    if (!(shown(name) in fields)) facts.set(`required[${shown(name)}]`, 'yes')
  for (const [name, value] of Object.entries(objectAt(own, 'display')))
    if (!(name in fields)) put(facts, `display[${name}]`, value)
  return facts
}

const APART: ReadonlySet<string> = new Set(['properties', 'required', 'allOf', 'x-redress'])
const OWN: ReadonlySet<string> = new Set(['records', 'variables', 'display'])

function fieldsOf(schema: JsonObject, path: string, display: JsonObject): readonly FormItem[] {
  const required = listAt(schema, 'required')
  return Object.entries(objectAt(schema, 'properties')).flatMap(([name, value]): FormItem[] => {
    const at = path === '' ? name : `${path}/${name}`
    const field = isObject(value) ? value : {}
    const facts = fieldFacts(field, objectAt(display, name))
    if (required.includes(name)) facts.set('required', 'yes')
    if (!isObject(value)) facts.set('schema', shown(value))
    const title = textAt(field, 'title') || name
    const rows = objectAt(field, 'items')
    return [
      { key: `field:${at}`, type: 'field', element: at, title, facts },
      ...fieldsOf(rows, at, {}),
      ...fieldsOf(field, at, {}),
    ]
  })
}

/** Everything that is said of a field but its own fields. */
function fieldFacts(field: JsonObject, display: JsonObject, prefix = ''): Map<string, string> {
  const facts = new Map<string, string>()
  for (const [key, value] of Object.entries(field)) if (!ITSELF.has(key)) put(facts, `${prefix}${key}`, value)
  const labels = objectAt(field, 'x-labels')
  const options = listAt(field, 'enum')
  for (const option of options) facts.set(`${prefix}option[${shown(option)}]`, shown(labels[shown(option)] ?? option))
  if (options.length > 0) facts.set(`${prefix}options`, options.map(shown).join(' '))
  for (const [option, label] of Object.entries(labels))
    if (!options.some((each) => shown(each) === option)) facts.set(`${prefix}label[${option}]`, shown(label))
  if (Array.isArray(field['allOf'])) put(facts, `${prefix}allOf`, field['allOf'])
  const rows = field['items']
  if (isObject(rows)) {
    for (const [fact, value] of fieldFacts(rows, {}, `${prefix}items/`)) facts.set(fact, value)
    facts.set(`${prefix}order`, Object.keys(objectAt(rows, 'properties')).join(' '))
    for (const name of listAt(rows, 'required'))
      if (!(shown(name) in objectAt(rows, 'properties'))) facts.set(`${prefix}items/required[${shown(name)}]`, 'yes')
  } else if (rows !== undefined) facts.set(`${prefix}items`, shown(rows))
  const inner = objectAt(field, 'properties')
  for (const name of listAt(field, 'required'))
    if (prefix === '' && !(shown(name) in inner)) facts.set(`required[${shown(name)}]`, 'yes')
  if (prefix === '' && Object.keys(inner).length > 0) facts.set('order', Object.keys(inner).join(' '))
  for (const [key, value] of Object.entries(display)) put(facts, `display/${key}`, value)
  if (field['x-redress'] !== undefined) put(facts, `${prefix}x-redress`, field['x-redress'])
  return facts
}

/** Conditions whole: their parts say nothing by themselves. */
const WHOLE: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'contains',
  'conditionalOn',
])

function put(facts: Map<string, string>, key: string, value: Json | undefined): void {
  if (value === undefined) return
  if (WHOLE.has(key.split('/').at(-1) ?? key)) facts.set(key, shown(value))
  else for (const [path, leaf] of leavesOf(value)) facts.set(path === '' ? key : `${key}/${path}`, leaf)
}

/** What must hold between the answers; the same rule is the one that asks the same. */
function rulesOf(schema: JsonObject): readonly FormItem[] {
  const counts = new Map<string, number>()
  return listAt(schema, 'allOf').map((rule): FormItem => {
    const parts = isObject(rule) ? rule : { rule }
    const asks = shown(parts['if'])
    const count = (counts.get(asks) ?? 0) + 1
    counts.set(asks, count)
    const facts = new Map(Object.entries(parts).map(([key, value]) => [key, shown(value)]))
    const [element = ''] = ['if', 'then'].flatMap((part) => Object.keys(objectAt(objectAt(parts, part), 'properties')))
    return { key: `rule:${asks}#${count}`, type: 'rule', element, title: '', facts }
  })
}

function recordsOf(records: readonly Json[]): readonly FormItem[] {
  const counts = new Map<string, number>()
  return records.map((record): FormItem => {
    const parts = isObject(record) ? record : { record }
    const fact = textAt(parts, 'fact')
    const count = (counts.get(fact) ?? 0) + 1
    counts.set(fact, count)
    const facts = new Map<string, string>()
    for (const [key, value] of Object.entries(parts)) {
      if (key === 'data' && isObject(value))
        for (const [property, source] of Object.entries(value)) facts.set(`data/${property}`, shown(source))
      else facts.set(key, shown(value))
    }
    return { key: `record:${fact}#${count}`, type: 'record', element: fact, title: fact, facts }
  })
}
