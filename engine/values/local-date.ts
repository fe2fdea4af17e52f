import { InvalidValueError } from '../errors.ts'
import type { Brand } from './brand.ts'

/** A civil day in Europe/London, `YYYY-MM-DD`. Sorts as text. A deadline is a day, never a moment. */
export type LocalDate = Brand<string, 'LocalDate'>

const DAY_MS = 86_400_000
const FORM = /^\d{4}-\d{2}-\d{2}$/

/** @throws InvalidValueError when `text` is not a day that exists, written `YYYY-MM-DD`. */
export function localDate(text: string): LocalDate {
  if (!FORM.test(text) || !sameDay(text)) throw new InvalidValueError('day written YYYY-MM-DD', text)
  return text as LocalDate
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isLocalDate(text: unknown): text is LocalDate {
  return typeof text === 'string' && FORM.test(text) && sameDay(text)
}

/** The day `days` calendar days later, or earlier where `days` is negative. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(utcOf(day) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate
}

/** Calendar days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utcOf(to) - utcOf(from)) / DAY_MS)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: LocalDate): number {
  return new Date(utcOf(day)).getUTCDay() || 7
}

/** Saturday or Sunday. */
export function isWeekend(day: LocalDate): boolean {
  return weekdayOf(day) > 5
}

function utcOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function sameDay(text: string): boolean {
  const at = utcOf(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
