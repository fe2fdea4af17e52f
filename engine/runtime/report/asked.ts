import { InvalidValueError } from '../../errors.ts'
import {
  REPORT_KINDS,
  reportDays,
  reportPeriod,
  type ReportContent,
  type ReportDays,
  type ReportKind,
} from '../../figures/index.ts'
import { dayOf, instant, type Instant } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

/** Which report. */
export interface ReportAsked {
  readonly kind: ReportKind
  readonly from: LocalDate
  readonly to: LocalDate
  /** The day as at which it is written. */
  readonly asAt: LocalDate
  /** A moment of that day: what was recorded later is left out. Now, or the end of the day, when left out. */
  readonly knownAt?: Instant
}

/**
 * The days of a report. Written as at today it knows of everything until now; as at an earlier day, of what was recorded
 * by the end of that day.
 *
 * @throws InvalidValueError when they are the wrong way round, or not over yet.
 */
export function daysOfReport({ clock }: Pick<Runtime, 'clock'>, asked: ReportAsked): ReportDays {
  const { from, to, asAt, knownAt } = asked
  const now = clock.now()
  const today = dayOf(now)
  if (asAt > today) throw new InvalidValueError('day that has come', asAt)
  if (asAt < from) throw new InvalidValueError('day on or after the first of the report', asAt)
  const period = reportPeriod(from, to)
  if (knownAt !== undefined) return reportDays(period, { on: asAt, at: knownAt < now ? knownAt : now })
  return reportDays(period, asAt === today ? { on: today, at: now } : asAt)
}

/** Which report it is that counted so: asked again, it gives the same. */
export function askedOf({ kind, days }: Pick<ReportContent, 'kind' | 'days'>): ReportAsked {
  const { period, writtenOn, knownAt } = days
  const isWholeDay = reportDays(period, writtenOn).knownAt === knownAt
  return { kind, from: period.from, to: period.to, asAt: writtenOn, ...(!isWholeDay && { knownAt }) }
}

/** What a draft is called in an address: `annual_2020-04-01_2021-03-31_2021-06-30`, with the moment where it has one. */
export function draftId({ kind, from, to, asAt, knownAt }: ReportAsked): string {
  return [kind, from, to, asAt, ...(knownAt === undefined ? [] : [knownAt.slice(11).replaceAll(/\D/g, '')])].join('_')
}

/** Undefined where that names no draft. */
export function draftOf(id: string): ReportAsked | undefined {
  const [kind = '', from = '', to = '', asAt = '', time, ...more] = id.split('_')
  const known = REPORT_KINDS.find((each) => each === kind)
  if (known === undefined || more.length > 0 || !isLocalDate(from) || !isLocalDate(to) || !isLocalDate(asAt)) {
    return undefined
  }
  if (from > to) return undefined
  const asked = { kind: known, from, to, asAt }
  if (time === undefined) return asked
  const knownAt = momentOf(asAt, time)
  return knownAt === undefined ? undefined : { ...asked, knownAt }
}

/** @param time - `131205123`, of UTC. */
function momentOf(day: LocalDate, time: string): Instant | undefined {
  const [, hours, minutes, seconds, millis] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\d{3})$/.exec(time) ?? []
  if (hours === undefined) return undefined
  return instant(`${day}T${hours}:${minutes ?? ''}:${seconds ?? ''}.${millis ?? ''}Z`)
}
