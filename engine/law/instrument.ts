import type { DeadlineRule, InstrumentId } from './deadline-rule.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/** One body of rules, as the person who checks it holds it in the hand. */
export interface Instrument {
  readonly id: InstrumentId
  readonly title: string
  readonly workingDay: WorkingDayDefinition
  readonly deadlines: readonly DeadlineRule[]
}
