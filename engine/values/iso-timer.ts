import { DateTime } from 'luxon'
import { fromMillis, toMillis, ZONE, type Instant } from './instant.ts'

export type TimerKind = 'date' | 'duration' | 'cycle'

export interface TimerDue {
  readonly due: Instant
  /** How often a cycle fires in all; absent when it has no end, and for a date or duration. */
  readonly repeats?: number
}

/** In words, for the person who drew the timer. */
export interface TimerProblem {
  readonly problem: string
}

/** Calendar units, counted in London, and exact milliseconds. */
interface Period {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly milliseconds: number
}

interface Cycle {
  readonly repeats: number | undefined
  readonly start: Instant | undefined
  readonly period: Period
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/
const DURATION =
  /^P(?=.)(?:(\d{1,4})W|(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?)$/
const CYCLE = /^R(\d{0,6})\/(?:([^/]+)\/)?(P[^/]*)$/

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONTH = 30.436875 * DAY
/** Moments sort as text up to the end of this year. */
const LAST_YEAR = 9999

/**
 * When a plain ISO 8601 timer is due.
 *
 * A date or time without an offset is read in Europe/London; years, months, weeks and days are counted in London's
 * calendar and keep the time of day, hours and less are exact. A cycle first fires one period after `from`, or at its own
 * start (`R3/2026-04-01T09:00/P1D`); occurrences that lie before `from` are left out.
 */
export function timerDue(kind: TimerKind, text: string, from: Instant): TimerDue | TimerProblem {
  switch (kind) {
    case 'date': {
      const due = readDate(text)
      return due === undefined ? notRead('date or time', text, '2026-04-01T09:00') : { due }
    }
    case 'duration': {
      const period = readDuration(text)
      if (period === undefined) return notRead('duration', text, 'P10D or PT1H')
      return withRepeats(occurrence(from, period, 1, text), undefined)
    }
    case 'cycle':
      return firstOf(text, from)
  }
}

/**
 * The first occurrence of a cycle after `previousDue`, by its schedule and not by the time at which it was seen to.
 * `from` is the moment at which the cycle was armed: counted from there, one of a month armed on 31 January comes on 28
 * February and 31 March.
 */
export function nextCycle(text: string, previousDue: Instant, from: Instant = previousDue): TimerDue | TimerProblem {
  const cycle = readCycle(text)
  if (cycle === undefined) return notRead('cycle', text, 'R3/PT1H')
  const anchor = cycle.start ?? from
  return withRepeats(
    occurrenceFrom(cycle.period, anchor, text, (due) => due > previousDue, previousDue),
    undefined,
  )
}

function firstOf(text: string, from: Instant): TimerDue | TimerProblem {
  const cycle = readCycle(text)
  if (cycle === undefined) return notRead('cycle', text, 'R3/PT1H')
  const { repeats, start, period } = cycle
  if (repeats === 0) return { problem: `The timer '${text}' repeats no times` }
  if (start === undefined) return withRepeats(occurrence(from, period, 1, text), repeats)
  if (start >= from) return withRepeats({ due: start, n: 0 }, repeats)
  const first = occurrenceFrom(period, start, text, (due) => due >= from, from)
  if ('problem' in first || repeats === undefined) return withRepeats(first, undefined)
  if (first.n >= repeats) return { problem: `All occurrences of the timer '${text}' are in the past` }
  return withRepeats(first, repeats - first.n)
}

function withRepeats(first: (TimerDue & { readonly n: number }) | TimerProblem, repeats: number | undefined) {
  if ('problem' in first) return first
  return repeats === undefined ? { due: first.due } : { due: first.due, repeats }
}

/** The first of the occurrences after the anchor that is late enough. */
function occurrenceFrom(
  period: Period,
  anchor: Instant,
  text: string,
  isLateEnough: (due: Instant) => boolean,
  near: Instant,
): (TimerDue & { readonly n: number }) | TimerProblem {
  // Calendars stray by a few days in all, so two periods back from the mean is early enough.
  let n = Math.max(1, Math.floor((toMillis(near) - toMillis(anchor)) / mean(period)) - 2)
  for (;;) {
    const next = occurrence(anchor, period, n, text)
    if ('problem' in next || isLateEnough(next.due)) return next
    n += 1
  }
}

/** The n-th occurrence after the anchor. */
function occurrence(
  anchor: Instant,
  { years, months, days, milliseconds }: Period,
  n: number,
  text: string,
): (TimerDue & { readonly n: number }) | TimerProblem {
  const exact = years === 0 && months === 0 && days === 0
  const at = exact
    ? toMillis(anchor) + n * milliseconds
    : DateTime.fromISO(anchor, { zone: ZONE })
        .plus({ years: n * years, months: n * months, days: n * days, milliseconds: n * milliseconds })
        .toMillis()
  const tooLate = !(at < Date.UTC(LAST_YEAR + 1, 0))
  return tooLate ? { problem: `The timer '${text}' is due after the year ${LAST_YEAR}` } : { due: fromMillis(at), n }
}

/** Milliseconds. */
function mean({ years, months, days, milliseconds }: Period): number {
  return (years * 12 + months) * MONTH + days * DAY + milliseconds
}

function readDate(text: string): Instant | undefined {
  if (!DATE.test(text)) return undefined
  const at = DateTime.fromISO(text, { zone: ZONE })
  if (!at.isValid) return undefined
  // An hour that comes twice in autumn is its first one; left alone, luxon's choice depends on today's date.
  return fromMillis(Math.min(...at.getPossibleOffsets().map((possible) => possible.toMillis())))
}

function readDuration(text: string): Period | undefined {
  const parts = DURATION.exec(text)
  if (!parts) return undefined
  const [weeks = 0, years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0))
  const milliseconds = hours * HOUR + minutes * 60_000 + Math.round(seconds * 1000)
  return { years, months, days: weeks * 7 + days, milliseconds }
}

function readCycle(text: string): Cycle | undefined {
  const [, count, startText, periodText] = CYCLE.exec(text) ?? []
  if (count === undefined || periodText === undefined) return undefined
  const period = readDuration(periodText)
  const start = startText === undefined ? undefined : readDate(startText)
  if (period === undefined || mean(period) === 0 || (startText !== undefined && start === undefined)) return undefined
  return { repeats: count === '' ? undefined : Number(count), start, period }
}

function notRead(what: string, text: string, example: string): TimerProblem {
  return { problem: `The timer '${text}' is not a ${what} such as ${example}` }
}
