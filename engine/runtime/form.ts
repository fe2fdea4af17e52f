import type { NewFact } from '../case/fact.ts'
import { InvalidVariablesError } from '../errors.ts'
import { compileSchema, mustFit, type Check } from '../schema.ts'
import type { Variables, VariableValue } from '../tokens/token-state.ts'
import { isLocalDate, type LocalDate } from '../values/local-date.ts'

/** A form as it stands in `forms/<id>.json`: JSON Schema (draft 2020-12) with an `x-redress` part. */
export interface FormSchema {
  readonly $id: string
  readonly title: string
  readonly properties?: Readonly<Record<string, object>>
  readonly 'x-redress'?: {
    readonly records?: readonly FormRecord[]
    readonly variables?: readonly string[]
    /**
     * A partner body may answer it through the link that it was sent, for the process whose variable `body` names it.
     * Holds the fields that the link itself answers, and that the partner is not asked.
     */
    readonly byLink?: Readonly<Record<string, unknown>>
  }
}

/** One fact (or, with `each`, one for every item of a list) that a completed form records. */
export interface FormRecord {
  readonly fact: string
  /** The field with the day on which it happened; `today` when left out. */
  readonly on?: string
  readonly data?: Readonly<Record<string, FormSource>>
  /** Recorded only when the field has that value, or one of those values. */
  readonly when?: { readonly field: string; readonly equals: unknown }
  /** A field that holds a list: one fact an item, `data` then reads the item's own properties first. */
  readonly each?: string
}

/** A field's name, a fixed value, or a variable of the process that asks: the body that a task is about, say. */
export type FormSource = string | { readonly const: unknown } | { readonly variable: string }

export interface Form {
  readonly id: string
  readonly schema: FormSchema
  /** The answers' facts and the variables for the gateways, or an InvalidVariablesError with every fault. */
  readonly read: (answers: unknown, today: LocalDate, variables?: Variables) => FormAnswers
}

export interface FormAnswers {
  /** Not yet checked against the facts' own schemas. */
  readonly facts: readonly { readonly type: string; readonly on: LocalDate; readonly data: object }[]
  readonly variables: Variables
}

type Answers = Readonly<Record<string, unknown>>

/** A form, compiled when it is first answered: of all that a version holds, a service reads a few in its first minutes. */
export function makeForm(schema: FormSchema): Form {
  let check: Check | undefined
  return {
    id: schema.$id,
    schema,
    read(answers, today, variables = {}) {
      check ??= compileSchema(schema)
      mustFit(`The form '${schema.title}'`, check, answers)
      const given = answers as Answers
      return {
        facts: (schema['x-redress']?.records ?? []).flatMap((record) =>
          factsOf(schema, record, given, today, variables),
        ),
        variables: variablesOf(schema, given),
      }
    },
  }
}

/** A `NewFact` once the fact's own schema has let it through (`checkNewFact`). */
export type UncheckedFact = FormAnswers['facts'][number] | NewFact

function factsOf(
  schema: FormSchema,
  record: FormRecord,
  answers: Answers,
  today: LocalDate,
  variables: Variables,
): FormAnswers['facts'] {
  if (record.when !== undefined && !meets(answers[record.when.field], record.when.equals)) return []
  const on = dayOfRecord(schema, record, answers, today)
  const items = record.each === undefined ? [answers] : listAt(answers, record.each)
  return items.map((item) => ({ type: record.fact, on, data: dataOf(record, answers, item, variables) }))
}

function meets(value: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
}

function dayOfRecord(schema: FormSchema, { on }: FormRecord, answers: Answers, today: LocalDate): LocalDate {
  if (on === undefined || on === 'today') return today
  const day = answers[on]
  if (day === undefined) return today
  if (isLocalDate(day)) return day
  throw new InvalidVariablesError(`The form '${schema.title}'`, [{ at: `/${on}`, message: 'is not a day that exists' }])
}

function listAt(answers: Answers, field: string): readonly Answers[] {
  const list = answers[field]
  return Array.isArray(list) ? (list as readonly Answers[]) : []
}

function dataOf(record: FormRecord, answers: Answers, item: Answers, variables: Variables): object {
  const data = Object.entries(record.data ?? {}).flatMap(([property, source]): [string, unknown][] => {
    if (typeof source !== 'string' && 'const' in source) return [[property, source.const]]
    const value = typeof source === 'string' ? answerAt(item, answers, source) : variables[source.variable]
    return value === undefined ? [] : [[property, value]]
  })
  return Object.fromEntries(data)
}

function answerAt(item: Answers, answers: Answers, field: string): unknown {
  return Object.hasOwn(item, field) ? item[field] : answers[field]
}

function variablesOf(schema: FormSchema, answers: Answers): Variables {
  const names = schema['x-redress']?.variables ?? []
  return Object.fromEntries(
    names.flatMap((name): [string, VariableValue][] =>
      Object.hasOwn(answers, name) ? [[name, answers[name] as VariableValue]] : [],
    ),
  )
}
