import {
  addDays,
  addWorkingDays,
  calendarOf,
  daysBetween,
  workingDaysBetween,
  type LocalDate,
} from '../../engine/index.ts'
import type { Seeded } from './seeded.ts'

/** The days on which the simulated staff are at work. */
export const OFFICE = calendarOf('children-act')

/** So many days of the office later; 0 is the day itself, or the next one on which the office is open. */
export function officeDaysAfter(day: LocalDate, days: number): LocalDate {
  if (days > 0) return addWorkingDays(day, days, OFFICE)
  return isOfficeDay(day) ? day : addWorkingDays(day, 1, OFFICE)
}

export function isOfficeDay(day: LocalDate): boolean {
  return OFFICE.notWorking(day) === undefined
}

/** A day from `from` up to and with `to`. */
export function dayBetween(chance: Seeded, from: LocalDate, to: LocalDate): LocalDate {
  return addDays(from, chance.between(0, daysBetween(from, to)))
}

/** How many days of the office lie between the two, the first not counted. */
export function workingDaysFrom(first: LocalDate, last: LocalDate): number {
  return workingDaysBetween(first, last, OFFICE)
}
