import type { LocalDate } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { dayIn } from '../search/filters.ts'

/** A day in three fields of an address, as it was typed. */
export interface DayAsked {
  readonly id: string
  readonly title: string
  readonly day: LocalDate | undefined
  /** Something was typed, and it is no day. */
  readonly error?: { readonly text: string; readonly href: string }
  /** What govukDateInput takes. */
  readonly items: readonly { readonly name: string; readonly classes: string; readonly value: string }[]
}

const PARTS = [
  ['day', 2],
  ['month', 2],
  ['year', 4],
] as const

/** @param name - What the three fields' names begin with. */
export function dayAsked(query: Fields, name: string, title: string): DayAsked {
  const day = dayIn(query, name)
  const typed = PARTS.some(([part]) => field(query, `${name}-${part}`) !== '')
  return {
    id: name,
    title,
    day,
    ...(day === undefined &&
      typed && { error: { text: `${title} must be a real day, like 27 3 2026`, href: `#${name}-day` } }),
    items: PARTS.map(([part, width]) => ({
      name: part,
      classes: `govuk-input--width-${width}`,
      value: field(query, `${name}-${part}`),
    })),
  }
}
