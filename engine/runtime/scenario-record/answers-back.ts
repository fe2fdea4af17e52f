import { InvalidVariablesError, type Fault } from '../../errors.ts'
import type { Variables } from '../../tokens/token-state.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Form, FormRecord } from '../form.ts'

/** A fact that a form recorded. */
export interface RecordedFact {
  readonly type: string
  readonly on: LocalDate
  readonly data: object
}

/** What is on record of a form that somebody filled in. */
export interface FilledIn {
  /** Those that it recorded, in order. */
  readonly facts: readonly RecordedFact[]
  readonly variables: Variables
  readonly today: LocalDate
  /** Types of which some may have been recorded on the way, and not by the form. */
  readonly onTheWay: ReadonlySet<string>
}

export interface AnswersBack {
  readonly answers: Readonly<Record<string, unknown>>
  /** The form gives these very facts and variables for them. */
  readonly exact: boolean
}

type Answers = Record<string, unknown>
type Properties = Readonly<Record<string, JsonSchema>>
interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: JsonSchema
  readonly properties?: Properties
  readonly required?: readonly string[]
  readonly oneOf?: readonly JsonSchema[]
}

/** How often what is missing is filled in: each round may show that more is asked for. */
const MOST_ROUNDS = 12

/** How what is asked and not on record is answered: as usual, with the least, or with the other choice. */
const FILLINGS = ['usual', 'least', 'other'] as const
type Filling = (typeof FILLINGS)[number]

/**
 * The answers with which a form was filled in, worked out from what it recorded: its facts and its variables. What it
 * asked and recorded nowhere is answered with what is usual, or so that nothing else is recorded.
 */
export function answersBack(form: Form, recorded: FilledIn, usual: Readonly<Record<string, unknown>>): AnswersBack {
  const [asUsual, ...others] = FILLINGS.map((filling) => filledIn(form, recorded, usual, filling))
  return [asUsual, ...others].find((each) => each?.exact) ?? asUsual ?? { answers: {}, exact: false }
}

function filledIn(
  form: Form,
  recorded: FilledIn,
  usual: Readonly<Record<string, unknown>>,
  filling: Filling,
): AnswersBack {
  const { schema } = form
  const fields = (schema.properties ?? {}) as Properties
  const answers: Answers = {}
  const asked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(recorded.variables)) if (value !== null) answers[name] = value
  const rest = [...recorded.facts]
  const records = schema['x-redress']?.records ?? []
  for (const record of records) take(record, rest)
  const told = new Set(Object.keys(answers))
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const faults = faultsOf(form, answers, recorded.today, asked)
    if (faults.length === 0) break
    for (const fault of faults) mend(fault)
  }
  return { answers, exact: isSame() }

  function take(record: FormRecord, left: RecordedFact[]): void {
    const items: Answers[] = []
    const known = record.when === undefined ? undefined : answers[record.when.field]
    if (record.when !== undefined && known !== undefined && !meets(known, record.when.equals)) return
    const isOwn = ({ type, data }: RecordedFact) => type === record.fact && fitsConstants(record, data)
    const from = left.findIndex(isOwn)
    for (const fact of from < 0 ? [] : left.slice(from)) {
      if (!isOwn(fact) || (record.each === undefined && items.length > 0)) break
      items.push(into(record, fact))
    }
    left.splice(Math.max(0, from), items.length)
    if (record.each !== undefined && (items.length > 0 || known !== undefined)) answers[record.each] ??= items
    if (items.length > 0 && record.when !== undefined) {
      const { field, equals } = record.when
      answers[field] ??= Array.isArray(equals) ? (equals as unknown[])[0] : equals
    }
  }

  /** What the fact says goes back to the fields from which it came; gives those that belong to an item of a list. */
  function into(record: FormRecord, { on, data }: RecordedFact): Answers {
    const item: Answers = {}
    const ofItem = record.each === undefined ? {} : (fields[record.each]?.items?.properties ?? {})
    if (record.on !== undefined && record.on !== 'today') answers[record.on] = on
    const has = data as Readonly<Record<string, unknown>>
    for (const [property, source] of Object.entries(record.data ?? {})) {
      const value = has[property]
      if (value === undefined) continue
      if (typeof source !== 'string') {
        if ('variable' in source) asked[source.variable] = value
      } else if (Object.hasOwn(ofItem, source)) item[source] = value
      else answers[source] = value
    }
    return item
  }

  function mend({ at, message }: Fault): void {
    const path = at.split('/').slice(1)
    const name = path.at(-1) ?? ''
    const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Answers | undefined)?.[key], answers)
    if (typeof holder !== 'object' || holder === null) return
    const inside = holder as Answers
    if (message !== 'is missing') {
      // Not told by the record, and not to be answered here.
      if (path.length > 1 || !told.has(name)) Reflect.deleteProperty(inside, name)
      return
    }
    const schemaOf = path.reduce<JsonSchema | undefined>(
      (under, key) => (/^\d+$/.test(key) ? under?.items : under?.properties?.[key]),
      schema,
    )
    if (path.length === 1 && records.some(({ each }) => each === name)) inside[name] = leastOf(schemaOf, [])
    else if (path.length === 1 && filling === 'usual' && usual[name] !== undefined) inside[name] = usual[name]
    else inside[name] = filling === 'other' ? otherOf(schemaOf) : leastOf(schemaOf, avoided(name))
  }

  /** Values of a field with which the form would record what it did not. */
  function avoided(field: string): readonly unknown[] {
    return records.flatMap(({ when }) => (when?.field === field ? [when.equals].flat() : []))
  }

  function isSame(): boolean {
    try {
      const { facts, variables } = form.read(answers, recorded.today, asked as Variables)
      const wanted = recorded.facts
        .filter((fact) => !recorded.onTheWay.has(fact.type) || !rest.includes(fact))
        .map(({ type, on, data }) => ({ type, on, data }))
      return same(facts, wanted) && same(withoutNulls(variables), withoutNulls(recorded.variables))
    } catch (error) {
      if (error instanceof InvalidVariablesError) return false
      throw error
    }
  }
}

function faultsOf(form: Form, answers: Answers, today: LocalDate, asked: Answers): readonly Fault[] {
  try {
    form.read(answers, today, asked as Variables)
    return []
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return error.faults
  }
}

function meets(value: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
}

function fitsConstants({ data = {} }: FormRecord, recorded: object): boolean {
  const has = recorded as Readonly<Record<string, unknown>>
  return Object.entries(data).every(
    ([property, source]) => typeof source === 'string' || !('const' in source) || same(has[property], source.const),
  )
}

/** The least that a field takes. */
function leastOf(schema: JsonSchema = {}, avoided: readonly unknown[]): unknown {
  const choices = schema.enum ?? schema.oneOf?.map((one) => one.const) ?? []
  if (schema.const !== undefined) return schema.const
  if (choices.length > 0) return choices.find((choice) => !avoided.includes(choice)) ?? choices[0]
  switch (schema.type) {
    case 'boolean':
      return avoided.includes(false)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'array':
      return (schema.minItems ?? 0) === 0 ? [] : [leastOf(schema.items, [])]
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, leastOf(schema.properties?.[name], [])]))
    default:
      return schema.format === 'date' ? '2026-01-05' : 'x1'
  }
}

/** Of a choice the last, of a question yes. */
function otherOf(schema: JsonSchema = {}): unknown {
  const choices = schema.enum ?? schema.oneOf?.map((one) => one.const) ?? []
  if (schema.type === 'boolean' && schema.const === undefined) return true
  return choices.at(-1) ?? leastOf(schema, [])
}

function withoutNulls(variables: Variables): object {
  const entries = Object.entries(variables).filter(([, value]) => value !== null)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Whatever the order of the properties. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]))
}
