import { dayInWords } from '../../values/day-in-words.ts'
import { isLocalDate } from '../../values/local-date.ts'
import type { PlainTime } from './operation.ts'

export const SPAN_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
export type SpanUnit = (typeof SPAN_UNITS)[number]

/** Three hours. */
export interface Span {
  readonly count: number
  readonly unit: SpanUnit
}

/** A time that can be said in words; London's where a time of day is named. */
export type PlainTimer =
  | { readonly kind: 'duration'; readonly after: Span }
  | { readonly kind: 'date'; readonly day: string; readonly time?: string }
  | {
      readonly kind: 'cycle'
      readonly every: Span
      /** Without end when left out. */
      readonly times?: number
      /** From then on, and not from when it begins to wait. */
      readonly from?: { readonly day: string; readonly time?: string }
    }

const LETTERS: Readonly<Record<SpanUnit, readonly [before: string, after: string]>> = {
  minutes: ['PT', 'M'],
  hours: ['PT', 'H'],
  days: ['P', 'D'],
  weeks: ['P', 'W'],
  months: ['P', 'M'],
  years: ['P', 'Y'],
}
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::00)?)?$/

export function writeTimer(timer: PlainTimer): PlainTime {
  const { kind } = timer
  if (kind === 'duration') return { kind, text: writeSpan(timer.after) }
  if (kind === 'date') return { kind, text: writeMoment(timer) }
  const from = timer.from === undefined ? '' : `${writeMoment(timer.from)}/`
  return { kind, text: `R${timer.times ?? ''}/${from}${writeSpan(timer.every)}` }
}

function writeSpan({ count, unit }: Span): string {
  return `${LETTERS[unit][0]}${count}${LETTERS[unit][1]}`
}

function writeMoment({ day, time }: { readonly day: string; readonly time?: string }): string {
  return time === undefined ? day : `${day}T${time}`
}

/** The time in parts; undefined where it says more, or is worked out. */
export function readTimer({ kind, text }: PlainTime): PlainTimer | undefined {
  if (kind === 'duration') {
    const after = readSpan(text)
    return after && { kind, after }
  }
  if (kind === 'date') {
    const moment = readMoment(text)
    return moment && { kind, ...moment }
  }
  const [, times, start, period] = /^R(\d*)\/(?:([^/]+)\/)?(P[^/]+)$/.exec(text) ?? []
  const every = period === undefined ? undefined : readSpan(period)
  const from = start === undefined ? undefined : readMoment(start)
  if (every === undefined || (start !== undefined && from === undefined)) return undefined
  return { kind, every, ...(times !== '' && { times: Number(times) }), ...(from && { from }) }
}

function readSpan(text: string): Span | undefined {
  for (const unit of SPAN_UNITS) {
    const [before, after] = LETTERS[unit]
    const count = new RegExp(`^${before}(\\d{1,6})${after}$`).exec(text)?.[1]
    if (count !== undefined) return { count: Number(count), unit }
  }
  return undefined
}

function readMoment(text: string): { readonly day: string; readonly time?: string } | undefined {
  const [, day, time] = MOMENT.exec(text) ?? []
  if (day === undefined) return undefined
  return { day, ...(time !== undefined && { time }) }
}

/** `after 3 hours`, `every 2 days, 3 times`, `on 2026-04-01 at 09:00`; what only FEEL says stands as it is written. */
export function timerWords(time: PlainTime): string {
  const timer = readTimer(time)
  switch (timer?.kind) {
    case 'duration':
      return `After ${spanWords(timer.after)}`
    case 'date':
      return `On ${momentWords(timer)}`
    case 'cycle': {
      const times =
        timer.times === undefined ? ', without end' : `, ${timer.times === 1 ? 'once' : `${timer.times} times`}`
      return `Every ${spanWords(timer.every)}${times}${timer.from === undefined ? '' : `, from ${momentWords(timer.from)}`}`
    }
    case undefined:
      return `At the time ${time.text}`
  }
}

function spanWords({ count, unit }: Span): string {
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`
}

function momentWords({ day, time }: { readonly day: string; readonly time?: string }): string {
  const said = isLocalDate(day) ? dayInWords(day) : day
  return time === undefined ? said : `${said} at ${time}`
}
