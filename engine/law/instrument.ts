import type { DeadlineRule, InstrumentId } from './deadline-rule.ts'
import type { Duty } from './duty.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/** One body of rules, as the person who checks it holds it in the hand. */
export interface Instrument {
  readonly id: InstrumentId
  readonly title: string
  readonly workingDay: WorkingDayDefinition
  readonly deadlines: readonly DeadlineRule[]
  /** What an auditor checks on each case, by id. */
  readonly duties: readonly Duty[]
}
