import type { LocalDate } from '../values/local-date.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/**
 * A calendar that also leaves out the days on which the council is closed, for its own targets alone. In law those
 * days are working days: no regulation and no code makes an exception for a council that shuts between Christmas and
 * New Year.
 */
export function policyCalendar(base: WorkingDayDefinition, closureDays: readonly LocalDate[]): WorkingDayDefinition {
  if (closureDays.length === 0) return base
  const days = closureDays.toSorted().join()
  const last = lastMade.get(base)
  if (last?.days === days) return last.calendar
  const calendar = closedOn(base, new Set(closureDays))
  lastMade.set(base, { days, calendar })
  return calendar
}

/** A council has one list of closure days; the calendar that it makes is laid out once and kept. */
const lastMade = new WeakMap<WorkingDayDefinition, { readonly days: string; readonly calendar: WorkingDayDefinition }>()

function closedOn(base: WorkingDayDefinition, closed: ReadonlySet<string>): WorkingDayDefinition {
  return {
    ...base,
    id: `policy:${base.id}`,
    notWorking: (day) => base.notWorking(day) ?? (closed.has(day) ? 'council closed (local targets only)' : undefined),
  }
}
