import { addDays, type LocalDate } from '../values/local-date.ts'
import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.ts'

/*
 * A case's clocks are computed anew on every command, and one clock of 65 working days walks over 91 days. So the days
 * that the list of bank holidays covers are laid out once, and each definition of a working day is asked about each of
 * them once.
 */

/** Every day that the list of bank holidays covers, in order. */
const DAYS: readonly LocalDate[] = daysCovered()
const PLACES: ReadonlyMap<string, number> = new Map(DAYS.map((day, place) => [day, place]))

/** One definition of a working day, laid out over the days that are covered. */
export interface DayTable {
  /** Why the day at that place is not a working day. */
  readonly reasons: readonly (string | undefined)[]
  /** The working days, in order. */
  readonly workingDays: readonly LocalDate[]
  /** How many working days there are up to and with the day at that place. */
  readonly counts: readonly number[]
}

/** Where the day stands among the days covered; undefined outside them. */
export function placeOf(day: LocalDate): number | undefined {
  return PLACES.get(day)
}

/** The day at that place. */
export function dayAt(place: number): LocalDate | undefined {
  return DAYS[place]
}

const tables = new WeakMap<object, DayTable>()

/** @param definition - Asked once; the same object is never asked again. */
export function tableOf(definition: { readonly notWorking: (day: LocalDate) => string | undefined }): DayTable {
  const known = tables.get(definition)
  if (known !== undefined) return known
  const reasons = DAYS.map((day) => definition.notWorking(day))
  const workingDays = DAYS.filter((_, place) => reasons[place] === undefined)
  let count = 0
  const counts = reasons.map((reason) => (reason === undefined ? (count += 1) : count))
  const table = { reasons, workingDays, counts }
  tables.set(definition, table)
  return table
}

function daysCovered(): readonly LocalDate[] {
  const days: LocalDate[] = []
  for (let day = ENGLAND_BANK_HOLIDAYS.from; day <= ENGLAND_BANK_HOLIDAYS.to; day = addDays(day, 1)) days.push(day)
  return days
}
