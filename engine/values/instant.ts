import { DateTime } from 'luxon'
import { InvalidValueError } from '../errors.ts'
import type { Brand } from './brand.ts'
import type { LocalDate } from './local-date.ts'

/** A moment, as ISO 8601 in UTC with milliseconds (`2026-04-01T08:00:00.000Z`). Sorts as text. */
export type Instant = Brand<string, 'Instant'>

/** The time zone in which the law's days are read. */
export const ZONE = 'Europe/London'

/** @throws InvalidValueError when `text` is not an ISO 8601 moment with an offset or `Z`. */
export function instant(text: string): Instant {
  const at = DateTime.fromISO(text, { setZone: true })
  if (!at.isValid || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) throw new InvalidValueError('moment with a time zone', text)
  return fromMillis(at.toMillis())
}

/** The moment so many milliseconds after 1970-01-01T00:00:00Z. */
export function fromMillis(millis: number): Instant {
  return new Date(millis).toISOString() as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function toMillis(at: Instant): number {
  return Date.parse(at)
}

/** The day it is in London at that moment. */
export function dayOf(at: Instant): LocalDate {
  // London is whole hours away from UTC, so that all of one UTC hour is one day there.
  return remembered(DAYS, at.slice(0, 13), () => DateTime.fromISO(at, { zone: ZONE }).toISODate() as LocalDate)
}

/** Day and time in London at that moment, to the minute: `2026-04-01T09:00`. */
export function clockTimeOf(at: Instant): string {
  return DateTime.fromISO(at, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm")
}

/** The moment at which that day is `hour` o'clock in London; 0 is the first moment of the day. */
export function startOf(day: LocalDate, hour = 0): Instant {
  return remembered(STARTS, `${day} ${hour}`, () =>
    fromMillis(DateTime.fromISO(day, { zone: ZONE }).set({ hour }).toMillis()),
  )
}

const DAYS = new Map<string, LocalDate>()
const STARTS = new Map<string, Instant>()
/** Answers kept of each; a case asks for the same few days again and again. */
const KEPT = 20_000

function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const value = known.get(key)
  if (value !== undefined) return value
  if (known.size >= KEPT) known.clear()
  const fresh = work()
  known.set(key, fresh)
  return fresh
}
