import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { readDiagram, type Finding } from '../../diagram/index.ts'
import { levelOf, RULES } from '../../diagram/rules/index.ts'
import { examplesOfRules } from '../../diagram/self-test/index.ts'
import { InvalidVariablesError } from '../../errors.ts'
import { clauseOf, type Certainty } from '../../law/citation.ts'
import { ENGLAND_BANK_HOLIDAYS, type BankHoliday } from '../../law/england-bank-holidays.ts'
import { policyCalendar } from '../../law/policy-calendar.ts'
import { calendarOf, INSTRUMENTS } from '../../law/rules.ts'
import { addWorkingDays, daysNotWorking, type DayNotCounted } from '../../law/working-days.ts'
import { dayOf } from '../../values/instant.ts'
import { addDays, localDate, type LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

/** A rule that every diagram keeps before it is published. */
export interface DiagramRuleView {
  readonly id: string
  readonly about: string
  /** The clause behind it, where law is behind it. */
  readonly clause?: string
  /** How far the clause may be relied on. */
  readonly certainty?: Certainty
  readonly level: Finding['level']
  /** What it says of a diagram that breaks it, and how that one is mended. */
  readonly example?: { readonly wrong: string; readonly right: string }
}

/** Made once: each diagram that breaks a rule is read and checked. */
let examples: Promise<ReadonlyMap<string, Finding>> | undefined

/** Every rule on diagrams, in the order in which they are asked. */
export async function diagramRules(actor: Actor): Promise<readonly DiagramRuleView[]> {
  mustBeAllowed(actor, 'read-procedures')
  examples ??= examplesOfRules(readDiagram)
  const known = await examples
  return RULES.map(({ id, about, clause, certainty }) => {
    const found = known.get(id)
    return {
      ...{ id, about, level: levelOf(id) },
      ...(clause !== undefined && { clause }),
      ...(certainty !== undefined && { certainty }),
      ...(found !== undefined && { example: { wrong: found.message, right: found.remedy } }),
    }
  })
}

/** What one body of rules means by a working day. */
export interface CalendarView {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly text: string
  readonly certainty: Certainty
}

export interface Calendars {
  readonly calendars: readonly CalendarView[]
  /** From the first to the last day of which the bank holidays are known: nothing is counted beyond. */
  readonly known: { readonly from: LocalDate; readonly to: LocalDate; readonly version: string }
  /** Bank holidays of England that are still to come, and those of the last year. */
  readonly holidays: readonly BankHoliday[]
  /** Days on which the council is closed: they lengthen its own targets, and no limit of law. */
  readonly closureDays: readonly LocalDate[]
}

export function calendars({ clock, council }: Runtime, actor: Actor): Calendars {
  mustBeAllowed(actor, 'read-procedures')
  const since = addDays(dayOf(clock.now()), -365)
  const { from, to, version, holidays } = ENGLAND_BANK_HOLIDAYS
  return {
    calendars: INSTRUMENTS.map(({ id, title, workingDay: { citation } }) => ({
      ...{ id, title, clause: clauseOf(citation), text: citation.text, certainty: citation.certainty },
    })),
    known: { from, to, version },
    holidays: holidays.filter(({ day }) => day >= since),
    closureDays: council.closureDays.map(localDate),
  }
}

export interface TryCalendar {
  readonly calendar: string
  /** The day of the event; it is not counted. */
  readonly from: LocalDate
  readonly workingDays: number
  /** Of the council's own targets: leaves out the days on which it is closed. */
  readonly own: boolean
}

/**
 * The last day of so many working days, with each day that was not counted.
 *
 * @throws NotFoundError when there is no such calendar.
 * @throws NoLawForDateError beyond the days of which the bank holidays are known.
 */
export function tryCalendar(
  { council }: Runtime,
  actor: Actor,
  { calendar, from, workingDays, own }: TryCalendar,
): { readonly last: LocalDate; readonly notCounted: readonly DayNotCounted[] } {
  mustBeAllowed(actor, 'read-procedures')
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > 500) {
    throw new InvalidVariablesError('The calendar', [{ at: '/workingDays', message: 'must be 1 to 500' }])
  }
  const law = calendarOf(calendar)
  const definition = own ? policyCalendar(law, council.closureDays.map(localDate)) : law
  const last = addWorkingDays(from, workingDays, definition)
  return { last, notCounted: daysNotWorking(addDays(from, 1), last, definition) }
}
