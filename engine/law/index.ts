/** The law that the procedures keep: time limits with their sources, and the clocks that follow from a case's facts. */
export { INSTRUMENTS, DEADLINE_RULES, deadlineRule, calendarOf } from './rules.ts'
export type { Instrument } from './instrument.ts'
export type { Citation, Certainty } from './citation.ts'
export { clauseOf } from './citation.ts'
export type { DeadlineRule, DeadlinePeriod, ExtensionRule, HoldRule, InstrumentId, RuleKind } from './deadline-rule.ts'
export { INSTRUMENT_IDS, unitOf } from './deadline-rule.ts'
