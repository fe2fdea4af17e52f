/** The law that the procedures keep: time limits with their sources, and the clocks that follow from a case's facts. */
export { DEADLINE_RULES, INSTRUMENTS, calendarOf, deadlineRule } from './rules.ts'
export type { Instrument } from './instrument.ts'
export { clauseOf, type Certainty, type Citation } from './citation.ts'
export {
  INSTRUMENT_IDS,
  periodOn,
  unitOf,
  type Counting,
  type DeadlinePeriod,
  type DeadlineRule,
  type ExtensionRule,
  type HoldRule,
  type InstrumentId,
  type RuleKind,
} from './deadline-rule.ts'
export {
  addWorkingDays,
  bankHolidayOn,
  subtractWorkingDays,
  workingDaysBetween,
  type DayNotCounted,
  type WorkingDayDefinition,
} from './working-days.ts'
export { ENGLAND_BANK_HOLIDAYS, type BankHoliday } from './england-bank-holidays.ts'
export { calendarOfRule, USUAL_CALENDAR } from './calendar-of-rule.ts'
export { policyCalendar } from './policy-calendar.ts'
export { dueOn, type HowLong } from './due.ts'
export { explain, type Explanation } from './explain.ts'
// `Clock` is what tells the time (ports.ts); to the outside a time limit that runs is a legal clock.
export {
  isLate,
  isOpen,
  type Clock as LegalClock,
  type ClockStatus,
  type LedgerEntry,
  type LedgerEvent,
  type Timeliness,
} from './clock.ts'
export { clocks, type ClockContext } from './clocks.ts'
export { localRule, type ClockRule, type LocalTarget } from './local-target.ts'
export { NO_STATUTE, procedureNamed } from './procedures.ts'
export { permitExtension, permitHold, permitRelease, type PermittedChange, type PermittedExtension } from './permit.ts'
export { lateWithoutReason, permitClose, type LatenessReason, type PermittedClosing } from './permit-close.ts'
export {
  longestRetention,
  RETENTION_RULES,
  retentionDefaults,
  type RetentionRule,
  type RetentionRuleId,
  WITHHELD_FOR,
  WITHHELD_UNDER,
  type WithheldFor,
} from './data-protection/index.ts'
export { isOneDuty } from './same-duty.ts'
export { deadlineMoment, type MomentBinding } from './deadline-moment.ts'
export { DUTIES, dutyNamed, instrumentOfDuty } from './duties.ts'
export type { Duty, DutyPeriod, DutyResult, Judgement, Severity } from './duty.ts'
export { caseRecord, type CaseRead, type CaseRecord, type Gap, type RecordParts } from './case-record.ts'
export { judgeDuty, readsOf, type DutyFinding } from './judge-duty.ts'
export { stageOfRule, STAGES_OF_RULES, type StageOfRule } from './stage-of-rule.ts'
