import { dayInWords, type LocalDate, type Register } from '../../../engine/index.ts'
import type { LetterTask } from '../../letter-input.ts'

/** A gap that a letter of a procedure may have, and what fills it. */
export interface Placeholder {
  readonly doc: string
  /** What to record when the letter needs it and it is missing. */
  readonly record: string
  /** Says something about people: on paper only. */
  readonly sealed?: true
  /** For `[if …]` alone. */
  readonly conditionOnly?: true
  /** Several texts are several paragraphs. */
  readonly value: (task: LetterTask, register: Register) => string | readonly string[] | undefined
}

export type Placeholders = Readonly<Record<string, Placeholder>>

export function day(on: LocalDate | undefined): string | undefined {
  return on === undefined ? undefined : dayInWords(on)
}

/** `a`, `a and b`, `a, b and c`; undefined for none. */
export function andList(items: readonly string[]): string | undefined {
  const last = items.at(-1)
  if (last === undefined || items.length === 1) return last
  return `${items.slice(0, -1).join(', ')} and ${last}`
}

/** No paragraphs are no value. */
export function some(items: readonly string[]): readonly string[] | undefined {
  return items.length === 0 ? undefined : items
}

/** For a condition: holds, or not. */
export function yes(holds: boolean | undefined): string | undefined {
  return holds === true ? 'yes' : undefined
}
