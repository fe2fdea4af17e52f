import type { FactType } from '../case/fact.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { CaseRecord } from './case-record.ts'
import { clauseOf } from './citation.ts'
import { periodOn } from './deadline-rule.ts'
import type { Duty, DutyResult, Judgement } from './duty.ts'

/** What an auditor finds of one duty on one case. */
export interface DutyFinding {
  readonly duty: string
  readonly caseId: string
  /** The gravest of `judgements`: not met, cannot tell, not yet due, met; not applicable where there are none. */
  readonly result: Exclude<DutyResult, 'waived'>
  readonly judgements: readonly Judgement[]
}

/** What tells when a case began, in which procedure it is, and which of its facts stand: without these no duty can be judged. */
const READ_BY_EVERY_DUTY: readonly FactType[] = [
  'complaint-received',
  'complaint-classified',
  'complaint-rerouted',
  'procedure-begun',
  'case-reopened',
  'fact-corrected',
]

/** Every type of fact that can change what is found of the duty. */
export function readsOf({ reads }: Pick<Duty, 'reads'>): readonly FactType[] {
  return [...new Set([...READ_BY_EVERY_DUTY, ...reads])]
}

const GRAVEST_FIRST = ['not-met', 'cannot-tell', 'not-yet-due', 'met', 'not-applicable'] as const

/** Judges the duty on the record. A gap where the duty reads is *cannot tell*, whatever else stands there. */
export function judgeDuty(duty: Duty, record: CaseRecord): DutyFinding {
  const judgements = judgementsOf(duty, record)
  const result = GRAVEST_FIRST.find((each) => judgements.some((judgement) => judgement.result === each))
  return { duty: duty.id, caseId: record.caseId, result: result ?? 'not-applicable', judgements }
}

function judgementsOf(duty: Duty, record: CaseRecord): readonly Judgement[] {
  const gaps = record.gaps.filter(({ type }) => type === undefined || readsOf(duty).includes(type))
  const [first] = gaps
  if (first !== undefined) {
    const which =
      gaps.length === 1 ? `Fact ${first.n} is` : `${gaps.length} facts, the first of them number ${first.n}, are`
    return [{ result: 'cannot-tell', because: `${which} missing from the record of the case.`, facts: [] }]
  }
  if (!isOwedIn(duty, record)) return []
  const { receivedOn } = record
  if (receivedOn === undefined) {
    return [{ result: 'cannot-tell', because: 'Nothing says when the case began.', facts: [] }]
  }
  if (periodOn(duty, receivedOn) === undefined) {
    const because = `${clauseOf(duty.citation)} was not in force on ${dayInWords(receivedOn)}.`
    return [{ result: 'not-applicable', because, facts: [] }]
  }
  return duty.judge(record)
}

function isOwedIn({ procedures }: Duty, record: CaseRecord): boolean {
  return procedures === undefined || record.procedures.some((each) => procedures.includes(each))
}
