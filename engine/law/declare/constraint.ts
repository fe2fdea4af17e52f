import type { FactType } from '../../case/fact.ts'
import type { CaseRecord } from '../case-record.ts'
import type { Citation } from '../citation.ts'
import type { DutyResult, Judgement } from '../duty.ts'
import type { TemplateName } from './templates.ts'
import { traceOf, type Trace } from './trace.ts'

/**
 * Something that must be so between the facts of a case and that no diagram says: facts are recorded with the days on
 * which things happened, whatever step was taken when.
 */
export interface Constraint {
  /** `settled-before-investigation`; never given to another. */
  readonly id: string
  /** What must be so, a whole sentence in plain words. */
  readonly title: string
  readonly template: TemplateName
  readonly citation: Citation
  /** How we read the words where they leave a choice, and why. */
  readonly reading: string
  /** Procedures in which it counts, as `procedureNamed` gives them; left out: in every one. */
  readonly procedures?: readonly string[]
  /** Ids of duties that judge a part of it. */
  readonly duties: readonly string[]
  /** Types of fact that it looks at: a gap in the record there is *cannot tell*. */
  readonly reads: readonly FactType[]
  readonly judge: (trace: Trace) => readonly Judgement[]
}

export interface ConstraintFinding {
  readonly constraint: string
  /** The gravest of `judgements`. */
  readonly result: Exclude<DutyResult, 'waived'>
  readonly judgements: readonly Judgement[]
}

const GRAVEST_FIRST = ['not-met', 'cannot-tell', 'not-yet-due', 'met', 'not-applicable'] as const

/** Judges it on the record; a gap where it looks is *cannot tell*, whatever else stands there. */
export function judgeConstraint(constraint: Constraint, record: CaseRecord): ConstraintFinding {
  const judgements = judgementsOf(constraint, record)
  const result = GRAVEST_FIRST.find((each) => judgements.some((judgement) => judgement.result === each))
  return { constraint: constraint.id, result: result ?? 'not-applicable', judgements }
}

function judgementsOf({ procedures, reads, judge }: Constraint, record: CaseRecord): readonly Judgement[] {
  if (procedures !== undefined && !record.procedures.some((each) => procedures.includes(each))) return []
  const gap = record.gaps.find(({ type }) => type === undefined || reads.includes(type))
  if (gap !== undefined) {
    return [{ result: 'cannot-tell', because: `Fact ${gap.n} is missing from the record of the case.`, facts: [] }]
  }
  return judge(traceOf(record))
}
