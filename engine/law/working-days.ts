import { NoLawForDateError } from '../errors.ts'
import { addDays, weekdayOf, type LocalDate } from '../values/local-date.ts'
import type { Citation } from './citation.ts'
import { dayAt, placeOf, tableOf } from './day-table.ts'
import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.ts'

/** What one instrument means by "working day". Instruments differ, so every time limit names its own. */
export interface WorkingDayDefinition {
  /** Id of the instrument, or of the policy, that defines it. */
  readonly id: string
  readonly citation: Citation
  /**
   * Why that day is not a working day (`Saturday`, `Good Friday`); undefined when it is one.
   *
   * @throws NoLawForDateError when `day` is outside the years whose bank holidays are known.
   */
  readonly notWorking: (day: LocalDate) => string | undefined
}

export interface DayNotCounted {
  readonly day: LocalDate
  readonly why: string
}

const HOLIDAYS: ReadonlyMap<string, string> = new Map(
  ENGLAND_BANK_HOLIDAYS.holidays.map(({ day, name }) => [day, name] as const),
)

/**
 * Reads a definition of the usual form: not a weekend, not one of the days that it names, not a bank holiday.
 *
 * @param named - `MM-DD` of the days that the instrument names besides bank holidays, with their names.
 */
export function definedBy(
  id: string,
  citation: Citation,
  named: Readonly<Record<string, string>>,
): WorkingDayDefinition {
  return {
    id,
    citation,
    notWorking(day) {
      mustBeKnown(day)
      return weekendName(day) ?? named[day.slice(5)] ?? holidayReason(day)
    },
  }
}

/**
 * The bank holiday that `day` is in England, by name; undefined when it is none.
 *
 * @throws NoLawForDateError when the bank holidays of that day are not known.
 */
export function bankHolidayOn(day: LocalDate): string | undefined {
  mustBeKnown(day)
  return HOLIDAYS.get(day)
}

/**
 * The last day of a period of working days. The first day is not counted.
 *
 * @param start - The day of the event that starts the clock.
 * @param length - Length in working days, a whole number of at least 1.
 * @throws NoLawForDateError when the period leaves the years whose bank holidays are known.
 */
export function addWorkingDays(start: LocalDate, length: number, definition: WorkingDayDefinition): LocalDate {
  return nthWorkingDay(start, length, 1, definition)
}

/**
 * The nth working day strictly before a day: the last day on which something can be done "at least n working days
 * before" it.
 *
 * @throws NoLawForDateError when the period leaves the years whose bank holidays are known.
 */
export function subtractWorkingDays(end: LocalDate, length: number, definition: WorkingDayDefinition): LocalDate {
  return nthWorkingDay(end, length, -1, definition)
}

/**
 * Working days in (`after`, `upTo`]: 0 when `upTo` is not later. A limit of n is broken when more than n have gone.
 *
 * @throws NoLawForDateError when one of these days is outside the years whose bank holidays are known.
 */
export function workingDaysBetween(after: LocalDate, upTo: LocalDate, definition: WorkingDayDefinition): number {
  if (upTo <= after) return 0
  const first = mustBeKnown(addDays(after, 1))
  const { counts } = tableOf(definition)
  return (counts[mustBeKnown(upTo)] ?? 0) - (counts[first - 1] ?? 0)
}

/**
 * The days of [`first`, `last`] that are not working days, with the reason of each.
 *
 * @throws NoLawForDateError when one of these days is outside the years whose bank holidays are known.
 */
export function daysNotWorking(
  first: LocalDate,
  last: LocalDate,
  definition: WorkingDayDefinition,
): readonly DayNotCounted[] {
  if (last < first) return []
  const { reasons } = tableOf(definition)
  const found: DayNotCounted[] = []
  const end = mustBeKnown(last)
  for (let place = mustBeKnown(first); place <= end; place += 1) {
    const why = reasons[place]
    const day = dayAt(place)
    if (why !== undefined && day !== undefined) found.push({ day, why })
  }
  return found
}

/** `day` itself when it is a working day, else the next one. */
export function rollForward(day: LocalDate, definition: WorkingDayDefinition): LocalDate {
  return definition.notWorking(day) === undefined ? day : nthWorkingDay(day, 1, 1, definition)
}

/** The nth working day after `start` (`step` 1) or before it (`step` -1). */
function nthWorkingDay(start: LocalDate, length: number, step: 1 | -1, definition: WorkingDayDefinition): LocalDate {
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`Not a length in working days: ${length}`)
  const { counts, workingDays } = tableOf(definition)
  // working days up to the day before the first that is looked at, and then n on or back
  const next = mustBeKnown(addDays(start, step))
  const gone = step === 1 ? (counts[next - 1] ?? 0) : (counts[next] ?? 0)
  const found = workingDays[step === 1 ? gone + length - 1 : gone - length]
  if (found === undefined)
    throw unknownDay(addDays(step === 1 ? ENGLAND_BANK_HOLIDAYS.to : ENGLAND_BANK_HOLIDAYS.from, step))
  return found
}

/** The place of a day among the days covered. */
function mustBeKnown(day: LocalDate): number {
  const place = placeOf(day)
  if (place === undefined) throw unknownDay(day)
  return place
}

function unknownDay(day: LocalDate): NoLawForDateError {
  const { from, to } = ENGLAND_BANK_HOLIDAYS
  return new NoLawForDateError(
    `Bank holidays are not known for ${day}: the list runs from ${from} to ${to}, and we do not guess`,
  )
}

function weekendName(day: LocalDate): string | undefined {
  const weekday = weekdayOf(day)
  if (weekday === 6) return 'Saturday'
  return weekday === 7 ? 'Sunday' : undefined
}

/** Good Friday is named by every definition here, but moves; so it is told from the list of holidays. */
function holidayReason(day: LocalDate): string | undefined {
  const name = HOLIDAYS.get(day)
  if (name === undefined || name === 'Good Friday') return name
  return `bank holiday: ${name}`
}
