import { calendarOf, localDate, policyCalendar, type WorkingDayDefinition } from '../../engine/index.ts'
import type { ScenarioWorld } from './world.ts'

/** The working days that `$today+10wd` counts: those of the council, as its local targets do. */
export function calendar({ runtime }: ScenarioWorld): WorkingDayDefinition {
  return policyCalendar(calendarOf('children-act'), runtime.council.closureDays.map(localDate))
}
