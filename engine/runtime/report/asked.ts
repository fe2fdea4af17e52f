import { InvalidValueError } from '../../errors.ts'
import { REPORT_KINDS, reportDays, reportPeriod, type ReportDays, type ReportKind } from '../../figures/index.ts'
import { dayOf } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

/** Which report. */
export interface ReportAsked {
  readonly kind: ReportKind
  readonly from: LocalDate
  readonly to: LocalDate
  /** The day as at which it is written. */
  readonly asAt: LocalDate
}

/**
 * The days of a report. Written as at today it knows of everything until now; as at an earlier day, of what was recorded
 * by the end of that day.
 *
 * @throws InvalidValueError when they are the wrong way round, or not over yet.
 */
export function daysOfReport({ clock }: Pick<Runtime, 'clock'>, { from, to, asAt }: ReportAsked): ReportDays {
  const now = clock.now()
  const today = dayOf(now)
  if (asAt > today) throw new InvalidValueError('day that has come', asAt)
  if (asAt < from) throw new InvalidValueError('day on or after the first of the report', asAt)
  return reportDays(reportPeriod(from, to), asAt === today ? { on: today, at: now } : asAt)
}

/** What a draft is called in an address: `annual.2020-04-01.2021-03-31.2021-06-30`. */
export function draftId({ kind, from, to, asAt }: ReportAsked): string {
  return [kind, from, to, asAt].join('.')
}

/** Undefined where that names no draft. */
export function draftOf(id: string): ReportAsked | undefined {
  const [kind = '', from = '', to = '', asAt = '', ...more] = id.split('.')
  const known = REPORT_KINDS.find((each) => each === kind)
  if (known === undefined || more.length > 0 || !isLocalDate(from) || !isLocalDate(to) || !isLocalDate(asAt)) {
    return undefined
  }
  return from > to ? undefined : { kind: known, from, to, asAt }
}
