import { clauseOf, type Citation } from '../../law/citation.ts'
import { instrumentOfDuty } from '../../law/duties.ts'
import type { Duty, DutyPeriod, Severity } from '../../law/duty.ts'

/** A duty as those see it who check it. */
export interface RuleView {
  /** `C05`. */
  readonly rule: string
  readonly title: string
  readonly severity: Severity
  /** Id of its body of rules, and its name. */
  readonly instrument: string
  readonly instrumentTitle: string
  /** The instrument and its provision in one line. */
  readonly clause: string
  readonly citation: Citation
  /** How we read it. */
  readonly reading: string
  /** In which procedures it is owed; left out: in every one. */
  readonly procedures?: readonly string[]
  readonly periods: readonly DutyPeriod[]
  /** Ids of the deadline rules by whose clocks it is judged. */
  readonly clocks: readonly string[]
}

export function ruleView(duty: Duty): RuleView {
  const { id, title, severity, citation, reading, procedures, periods, clocks = [] } = duty
  const instrument = instrumentOfDuty(duty)
  return {
    rule: id,
    title,
    severity,
    instrument: instrument.id,
    instrumentTitle: instrument.title,
    clause: clauseOf(citation),
    citation,
    reading,
    ...(procedures !== undefined && { procedures }),
    periods,
    clocks,
  }
}
