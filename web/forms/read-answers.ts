import { isLocalDate } from '../../engine/index.ts'
import type { Field, FormLayout, Group, SimpleField } from './field.ts'
import { inRow, rowCount, textAt, valuesAt, type Posted } from './posted.ts'
import { forbiddenBy, holds, requiredBy } from './rules.ts'

/** Something that a page sees to be wrong before the engine is asked. */
export interface Misread {
  /** JSON pointer into the answers, as the engine's own faults have it. */
  readonly at: string
  readonly kind: 'not-a-date' | 'half-a-date' | 'not-a-number' | 'not-money'
  /** The part of a date that is missing, or wrong. */
  readonly part?: 'day' | 'month' | 'year'
}

export interface ReadForm {
  readonly answers: Readonly<Record<string, unknown>>
  readonly misread: readonly Misread[]
  /** For each list the rows of the page that its items stand in: rows left empty are no items. */
  readonly rows: Readonly<Record<string, readonly number[]>>
}

type Answers = Record<string, unknown>

/**
 * The answers in what a browser posted. What is hidden by a condition is left out, as it was not asked; what is empty is
 * left out, so that the engine says what is missing.
 */
export function readAnswers({ fields, schema }: FormLayout, posted: Posted): ReadForm {
  const misread: Misread[] = []
  const rows: Record<string, readonly number[]> = {}
  const read: Answers = {}
  for (const each of fields) {
    const value = readField(each, posted, misread, rows)
    if (value !== undefined) read[each.name] = value
  }
  const answers = withoutHidden(fields, schema, read)
  const required = requiredBy(schema, answers)
  const forbidden = forbiddenBy(schema, answers)
  const shown = fields.filter((each) => !isHidden(each, answers) && !forbidden.has(each.name))
  for (const each of shown) fillIn(each, posted, answers, required.has(each.name), rows)
  const names = new Set(shown.map(({ name }) => name))
  return { answers, misread: misread.filter(({ at }) => names.has(topOf(at))), rows }
}

function topOf(pointer: string): string {
  return pointer.split('/')[1] ?? ''
}

function isHidden({ shownWhen }: Field, answers: Answers): boolean {
  return shownWhen !== undefined && !holds(shownWhen, answers)
}

/** Without what a condition hides; that may hide more. */
function withoutHidden(fields: readonly Field[], schema: FormLayout['schema'], answers: Answers): Answers {
  const forbidden = forbiddenBy(schema, answers)
  const hidden = new Set(
    fields.filter((each) => isHidden(each, answers) || forbidden.has(each.name)).map(({ name }) => name),
  )
  const kept = Object.entries(answers).filter(([name]) => !hidden.has(name))
  return kept.length === Object.keys(answers).length ? answers : withoutHidden(fields, schema, Object.fromEntries(kept))
}

/** What is asked for and may be empty is there, empty; rows of points that were left out are told as missing. */
function fillIn(
  field: Field,
  posted: Posted,
  answers: Answers,
  isRequired: boolean,
  rows: Record<string, readonly number[]>,
): void {
  const { name } = field
  if (field.kind === 'text' && field.mayBeEmpty && isRequired) answers[name] ??= ''
  if (field.kind === 'texts' || field.kind === 'several-of') {
    if (isRequired) answers[name] ??= []
  }
  if (field.kind !== 'group') return
  if (isRequired) answers[name] ??= []
  if (field.eachPoint === undefined || !Array.isArray(answers[name])) return
  // Every point is decided, or none.
  const all = readRows(field, name, posted, [])
  answers[name] = all.map(({ value }) => value)
  rows[name] = all.map(({ row }) => row)
}

function readField(field: Field, posted: Posted, misread: Misread[], rows: Record<string, readonly number[]>): unknown {
  switch (field.kind) {
    case 'group': {
      const filled = readRows(field, field.name, posted, misread).filter(({ isEmpty }) => !isEmpty)
      rows[field.name] = filled.map(({ row }) => row)
      return filled.length === 0 ? undefined : filled.map(({ value }) => value)
    }
    case 'texts':
      return orNothing(valuesAt(posted, field.name))
    case 'several-of': {
      const { wrap } = field
      const values = valuesAt(posted, field.name)
      return wrap === undefined ? orNothing(values) : orNothing(values.map((value) => ({ [wrap]: value })))
    }
    default:
      return readSimple(field, field.name, `/${field.name}`, posted, misread)
  }
}

function orNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

interface ReadRow {
  readonly row: number
  readonly value: Answers
  readonly isEmpty: boolean
}

function readRows(group: Group, list: string, posted: Posted, misread: Misread[]): readonly ReadRow[] {
  const count = Math.min(rowCount(posted, list) ?? 0, group.max)
  const rows: ReadRow[] = []
  let filled = 0
  for (let row = 0; row < count; row += 1) {
    const own: Misread[] = []
    const read: Answers = {}
    for (const field of group.fields) {
      const at = `/${list}/${filled}/${field.name}`
      const answer = readSimple(field, inRow(list, row, field.name), at, posted, own)
      if (answer !== undefined) read[field.name] = answer
    }
    const isNamedOnly = ({ name, kind }: SimpleField) => kind === 'numbered' || name === group.eachPoint
    const isEmpty =
      own.length === 0 && group.fields.every((field) => isNamedOnly(field) || read[field.name] === undefined)
    const value = withoutHiddenInRow(group, read)
    for (const field of group.fields) {
      if (field.kind === 'text' && field.mayBeEmpty && !field.optional && !isEmpty) value[field.name] ??= ''
    }
    rows.push({ row, value, isEmpty })
    misread.push(...own)
    if (!isEmpty || group.eachPoint !== undefined) filled += 1
  }
  return rows
}

function withoutHiddenInRow({ fields }: Group, value: Answers): Answers {
  const hidden = fields.filter(({ shownWhen }) => shownWhen !== undefined && !holds(shownWhen, value))
  return Object.fromEntries(Object.entries(value).filter(([name]) => !hidden.some((each) => each.name === name)))
}

function readSimple({ kind }: SimpleField, name: string, at: string, posted: Posted, misread: Misread[]): unknown {
  if (kind === 'date') return readDate(name, at, posted, misread)
  const text = textAt(posted, name).trim()
  if (text === '') return undefined
  switch (kind) {
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : undefined
    case 'confirm':
      return text === 'yes' ? true : undefined
    case 'number':
      if (/^-?\d{1,9}$/.test(text)) return Number(text)
      misread.push({ at, kind: 'not-a-number' })
      return undefined
    case 'money': {
      const pounds = /^£?\s*(\d{1,3}(?:,\d{3})*|\d{1,8})(?:\.(\d{2}))?$/.exec(text)
      if (pounds !== null) return Number((pounds[1] ?? '').replaceAll(',', '')) * 100 + Number(pounds[2] ?? 0)
      misread.push({ at, kind: 'not-money' })
      return undefined
    }
    default:
      return text
  }
}

function readDate(name: string, at: string, posted: Posted, misread: Misread[]): unknown {
  const parts = (['day', 'month', 'year'] as const).map((part) => ({
    part,
    text: textAt(posted, `${name}-${part}`).trim(),
  }))
  if (parts.every(({ text }) => text === '')) return undefined
  const missing = parts.find(({ text }) => text === '')
  if (missing !== undefined) {
    misread.push({ at, kind: 'half-a-date', part: missing.part })
    return undefined
  }
  const [day = '', month = '', year = ''] = parts.map(({ text }) => text)
  const date = `${year}-${monthNumber(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  if (/^\d{4}$/.test(year) && isLocalDate(date)) return date
  misread.push({ at, kind: 'not-a-date', part: /^\d{4}$/.test(year) ? 'day' : 'year' })
  return undefined
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `4`, `04`, `Apr` and `April` are all April. */
function monthNumber(text: string): string {
  const at = MONTHS.indexOf(text.slice(0, 3).toLowerCase())
  return at === -1 ? text : String(at + 1)
}
