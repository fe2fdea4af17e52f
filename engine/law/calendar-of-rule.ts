import type { LocalDate } from '../values/local-date.ts'
import { policyCalendar } from './policy-calendar.ts'
import { procedureNamed } from './procedures.ts'
import { calendarOf, DEADLINE_RULES, INSTRUMENTS } from './rules.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/** Whose working days count where neither the rule nor the procedure is known. */
const USUAL = 'adult-social-care'

/**
 * Whose working days a rule counts, where only its id is at hand: those of the instrument with which the id begins,
 * else of the procedure's. Of a council's own target the days on which the council is closed are left out too.
 */
export function calendarOfRule(
  rule: string | null | undefined,
  procedure: string,
  closureDays: readonly LocalDate[],
): WorkingDayDefinition {
  const [prefix = ''] = (rule ?? '').split('.')
  const named = [prefix, procedureNamed(prefix), procedureNamed(procedure)]
  const calendar = calendarOf(named.find((name) => INSTRUMENTS.some(({ id }) => id === name)) ?? USUAL)
  const law = DEADLINE_RULES.find(({ id }) => id === rule)
  return law !== undefined && law.kind !== 'policy' ? calendar : policyCalendar(calendar, closureDays)
}

/** Working days that are no one law's: how long nobody has told somebody anything. */
export const USUAL_CALENDAR: WorkingDayDefinition = calendarOf(USUAL)
