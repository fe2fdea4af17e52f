import type { FactType } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseRecord } from './case-record.ts'
import type { Citation } from './citation.ts'

/**
 * One duty that a law, a code, guidance or good practice lays on the council, as an auditor checks it on one case: from
 * the facts alone, by the same clocks that told the dates.
 */
export interface Duty {
  /** As auditors know it: a letter for the part of the law and two digits, `C05`. Never given to another duty. */
  readonly id: string
  /** What must be so, a whole sentence in plain words. */
  readonly title: string
  readonly severity: Severity
  readonly citation: Citation
  /** How we read the words where they leave a choice, and why. */
  readonly reading: string
  /** Procedures in which it is owed, as `procedureNamed` gives them; left out: in every one. */
  readonly procedures?: readonly string[]
  /** Oldest first. It is owed on cases received in one of them. */
  readonly periods: readonly [DutyPeriod, ...DutyPeriod[]]
  /**
   * Every type of fact whose presence or absence can change what it judges, besides those that every duty reads (`readsOf`).
   * A gap in the record there is *cannot tell*.
   */
  readonly reads: readonly FactType[]
  /** Each deadline rule whose clocks it looks at; its finding must agree with the dates that the store keeps for them. */
  readonly clocks?: readonly string[]
  /**
   * What the record shows, one judgement for each time that it was owed: for each body, each enquiry, each reading that
   * is open. None at all: it was never owed. Never throws; never takes missing evidence as kept.
   */
  readonly judge: (record: CaseRecord) => readonly Judgement[]
}

/** `statutory-limit`: C, a limit or right with likely injustice. `duty`: H. `guidance`: M. `good-practice`: L. */
export type Severity = 'statutory-limit' | 'duty' | 'guidance' | 'good-practice'

export interface DutyPeriod {
  readonly from: LocalDate
  /** Last day, when the period has ended. */
  readonly to?: LocalDate
}

export type DutyResult = 'met' | 'not-met' | 'not-yet-due' | 'not-applicable' | 'cannot-tell' | 'waived'

/** What the record shows of a duty, once. */
export interface Judgement {
  readonly result: Exclude<DutyResult, 'waived'>
  /** One sentence that names no person: what was done or not, on which day, against which. */
  readonly because: string
  /** Which one of several: the body, the enquiry, the stage. */
  readonly subject?: string | undefined
  /** Where sources disagree and each reading is judged: `request`, `agreed`. */
  readonly reading?: string | undefined
  /** Last day in time. */
  readonly due?: LocalDate | undefined
  readonly doneOn?: LocalDate | undefined
  /** It was broken, but the complainant had agreed to wait: still broken, and shown as such. */
  readonly consented?: true | undefined
  /** Ids of the facts that it rests on, in the order of the record. */
  readonly facts: readonly string[]
}
