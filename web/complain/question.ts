import type { Council, LocalDate } from '../../engine/index.ts'
import { field, fieldList, type Fields } from '../frame/index.ts'

/** Answers of a form that is being written, by the names of their fields. Kept encrypted. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

/** What the words of a question depend on. */
export interface Asking {
  readonly council: Council
  readonly answers: Answers
  /** Children are asked in simpler words. */
  readonly isChild: boolean
  readonly today: LocalDate
}

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** Asked when this one is chosen. */
  readonly reveals?: readonly Simple[]
  /** Stands before it: `or`. */
  readonly divider?: string
  /** Of tick boxes: it takes away the others. */
  readonly exclusive?: boolean
}

/** A field without others in it. */
export interface Simple {
  readonly kind: 'text' | 'textarea' | 'date' | 'select'
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What is said when it is left empty; without it, it may be. */
  readonly missing?: string
  /** Characters. */
  readonly max?: number
  readonly rows?: number
  readonly autocomplete?: string
  readonly type?: 'email' | 'tel' | 'text'
  readonly width?: string
  readonly options?: readonly { readonly value: string; readonly text: string }[]
  /** What is wrong with a value; undefined when nothing is. */
  readonly check?: (value: string, asking: Asking) => string | undefined
}

export interface Choice {
  readonly kind: 'radios' | 'checkboxes'
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly missing?: string
  readonly options: readonly Option[]
}

export type Field = Simple | Choice

export function isChoice(field: Field): field is Choice {
  return field.kind === 'radios' || field.kind === 'checkboxes'
}

/** What a page asks. Where it has one field, the title is that field's label. */
export interface QuestionPage {
  readonly title: string
  /** A sentence or two each. */
  readonly intro?: readonly string[]
  readonly fields: readonly Field[]
  readonly details?: { readonly summary: string; readonly text: readonly string[] }
}

/** One page of the form. */
export interface Question {
  /** Below `/complain/`. */
  readonly path: string
  readonly applies: (answers: Answers) => boolean
  readonly page: (asking: Asking) => QuestionPage
}

export interface Fault {
  readonly name: string
  readonly text: string
}

export interface ReadAnswers {
  /** All fields of the page; those that are empty or were not asked are not among them. */
  readonly answers: Answers
  readonly faults: readonly Fault[]
  /** Names of all the page's fields: what they held before goes. */
  readonly names: readonly string[]
}

/** Reads what was sent for a page: only what it asks, and only what a chosen option reveals. */
export function readAnswers(fields: readonly Field[], body: Fields, asking: Asking): ReadAnswers {
  const answers: Record<string, string | readonly string[]> = {}
  const faults: Fault[] = []
  const names: string[] = []
  for (const each of fields) {
    names.push(each.name)
    if (!isChoice(each)) {
      read(each)
      continue
    }
    const offered = new Set(each.options.map(({ value }) => value))
    const given = fieldList(body, each.name).filter((value) => offered.has(value))
    const chosen = each.kind === 'radios' ? given.slice(0, 1) : given
    if (chosen.length > 0) answers[each.name] = each.kind === 'radios' ? (chosen[0] ?? '') : chosen
    else if (each.missing !== undefined) faults.push({ name: each.name, text: each.missing })
    for (const { value, reveals = [] } of each.options) {
      names.push(...reveals.map(({ name }) => name))
      if (chosen.includes(value)) reveals.forEach(read)
    }
  }
  return { answers, faults, names }

  function read(simple: Simple): void {
    const value = simple.kind === 'date' ? readDate(simple.name, body) : clean(field(body, simple.name), simple)
    if (value === '') {
      if (simple.missing !== undefined) faults.push({ name: simple.name, text: simple.missing })
      return
    }
    answers[simple.name] = value
    const fault = tooLong(simple, value) ?? unknownOption(simple, value) ?? simple.check?.(value, asking)
    if (fault !== undefined) faults.push({ name: simple.name, text: fault })
  }
}

/** One value of the answers; `''` when there is none. */
export function one(answers: Answers, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value : ''
}

export function many(answers: Answers, name: string): readonly string[] {
  const value = answers[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

export const LONGEST = 10_000

/** Takes out what cannot be stored; a line stays one line. */
function clean(value: string, { kind }: Simple): string {
  const lines = value.replaceAll('\r\n', '\n').replace(/\p{Surrogate}/gu, '')
  return (kind === 'textarea' ? lines.replace(/[^\P{Cc}\n\t]/gu, '') : lines.replace(/\p{Cc}/gu, ' ')).trim()
}

function tooLong({ label, kind, max = kind === 'textarea' ? LONGEST : 200 }: Simple, value: string) {
  return value.length > max ? `${label}: use ${max.toLocaleString('en-GB')} characters or fewer` : undefined
}

function unknownOption({ kind, options = [], missing }: Simple, value: string): string | undefined {
  if (kind !== 'select' || options.some((option) => option.value === value)) return undefined
  return missing ?? 'Choose one from the list'
}

/** `2026-03-09` from three fields; as it was typed where it is no day, which `check` then says. */
function readDate(name: string, body: Fields): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => field(body, `${name}-${part}`).slice(0, 10))
  if (!day && !month && !year) return ''
  return `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
}
