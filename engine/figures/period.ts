import { InvalidValueError } from '../errors.ts'
import { fromMillis, startOf, toMillis, type Instant } from '../values/instant.ts'
import { addDays, localDate, type LocalDate } from '../values/local-date.ts'

/** The first and last day that a report is of. */
export interface ReportPeriod {
  /** `2020-21` for a financial year of a council, `2020-21-q1` for a quarter of it, else `2020-05-01..2020-05-31`. */
  readonly id: string
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Of which days a report is, and what was known when it was written. */
export interface ReportDays {
  readonly period: ReportPeriod
  /** Mostly later than the period's end: cases are still being closed while a report is written. */
  readonly writtenOn: LocalDate
  /** What was recorded after that moment is left out, so that the same report can be worked out again at any time. */
  readonly knownAt: Instant
}

/**
 * The days of a report.
 *
 * @param asAt - The day as at which it is written: what happened later, or was recorded later, is left out; or the moment
 *   of that day, where even the rest of the day is.
 */
export function reportDays(
  period: ReportPeriod,
  asAt: LocalDate | { readonly on: LocalDate; readonly at: Instant },
): ReportDays {
  return typeof asAt === 'string'
    ? { period, writtenOn: asAt, knownAt: endOf(asAt) }
    : { period, writtenOn: asAt.on, knownAt: asAt.at }
}

/** The last day of the period that the report can know of. */
export function lastDayOf({ period, writtenOn }: ReportDays): LocalDate {
  return period.to < writtenOn ? period.to : writtenOn
}

/** @throws InvalidValueError when the first day comes after the last. */
export function reportPeriod(from: LocalDate, to: LocalDate): ReportPeriod {
  if (from > to) throw new InvalidValueError('first day that is not after the last', `${from} to ${to}`)
  return { id: named(from, to) ?? `${from}..${to}`, from, to }
}

/** @param id - `2020-21`. @throws InvalidValueError when it is not two years that follow each other. */
export function reportYear(id: string): ReportPeriod {
  const [, first = '', second = ''] = /^(20\d\d)-(\d\d)$/.exec(id) ?? []
  if (first === '' || (Number(first) + 1) % 100 !== Number(second)) {
    throw new InvalidValueError('financial year such as 2020-21', id)
  }
  return { id, from: localDate(`${first}-04-01`), to: localDate(`${Number(first) + 1}-03-31`) }
}

/** The four quarters of a financial year, April to June first. */
export function quartersOf(year: ReportPeriod): readonly ReportPeriod[] {
  const first = Number(year.from.slice(0, 4))
  return [
    [`${first}-04-01`, `${first}-06-30`],
    [`${first}-07-01`, `${first}-09-30`],
    [`${first}-10-01`, `${first}-12-31`],
    [`${first + 1}-01-01`, `${first + 1}-03-31`],
  ].map(([from = '', to = ''], index) => ({
    id: `${year.id}-q${index + 1}`,
    from: localDate(from),
    to: localDate(to),
  }))
}

/** The same days of the year before: `2019-20` for `2020-21`. */
export function periodBefore({ from, to }: ReportPeriod): ReportPeriod {
  return reportPeriod(yearEarlier(from), yearEarlier(to))
}

export function isWithin(
  day: string | undefined,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): boolean {
  return day !== undefined && day >= from && day <= to
}

/** The last millisecond of the day in London. */
function endOf(day: LocalDate): Instant {
  return fromMillis(toMillis(startOf(addDays(day, 1))) - 1)
}

/** 29 February becomes 28 February. */
function yearEarlier(day: LocalDate): LocalDate {
  const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return localDate(earlier.endsWith('-02-29') ? earlier.replace(/29$/, '28') : earlier)
}

function named(from: LocalDate, to: LocalDate): string | undefined {
  if (!from.startsWith('20')) return undefined
  const first = Number(from.slice(0, 4)) - (from.slice(5) < '04-01' ? 1 : 0)
  const year = reportYear(`${first}-${String((first + 1) % 100).padStart(2, '0')}`)
  return [year, ...quartersOf(year)].find((period) => period.from === from && period.to === to)?.id
}
