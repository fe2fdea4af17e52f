import { decide, evolve, emptyCase, caseId, factId, type ComplaintCase } from '../../../engine/case/index.ts'
import type { Fact, FactType, NewFact } from '../../../engine/case/fact.ts'
import type { FactData } from '../../../engine/case/fact-data.ts'
import { instant } from '../../../engine/values/instant.ts'
import { localDate } from '../../../engine/values/local-date.ts'

/** `fact('2026-04-01', 'stage-opened', { stage: 'stage-1' })` */
export function fact<Type extends FactType>(on: string, type: Type, data: FactData[Type]): NewFact {
  return { type, on: localDate(on), data } as NewFact
}

/** The case after these facts, whether it allows them or not. */
export function caseOf(...facts: readonly NewFact[]): ComplaintCase {
  return facts.reduce(
    (state, next) => evolve(state, stamped(next, state.facts.length + 1)),
    emptyCase(caseId('SC-2026-00123')),
  )
}

export function stamped(next: NewFact, number: number): Fact {
  return {
    ...next,
    id: factId(caseId('SC-2026-00123'), number),
    recordedAt: instant('2026-12-01T09:00:00Z'),
    recordedBy: 'tester',
    role: 'complaints-manager',
  }
}

/** Why recording these facts is refused; '' when it is not. */
export function refusalOf(state: ComplaintCase, facts: readonly NewFact[], today = '2026-12-01'): string {
  const decision = decide(state, { kind: 'record-facts', facts }, localDate(today))
  return decision.kind === 'refused' ? decision.reason : ''
}

export const RECEIVED = fact('2026-04-01', 'complaint-received', { channel: 'email', oral: false, byChild: false })
export const CHILDRENS = fact('2026-04-01', 'complaint-classified', {
  procedure: 'children-act',
  functionCode: 's17',
  personCode: 'P2',
  reason: 'The child is in need.',
})

export function point(id: string): NewFact {
  return fact('2026-04-01', 'point-recorded', {
    point: id,
    text: `What went wrong (${id})`,
    desiredOutcome: 'An apology',
  })
}

export function found(id: string, outcome: FactData['point-decided']['outcome'], on = '2026-04-14'): NewFact {
  return fact(on, 'point-decided', { point: id, stage: 'stage-1', outcome, reason: 'We looked.', remedy: 'none' })
}

/** Stage 1 answered by `mo`, Stage 2 asked for, investigated by `io` with `ip`, adjudicated upheld by `ao`, answered. */
export const TO_STAGE_2_ANSWER: readonly NewFact[] = [
  RECEIVED,
  CHILDRENS,
  point('1'),
  fact('2026-04-01', 'stage-opened', { stage: 'stage-1' }),
  fact('2026-04-14', 'stage-1-answered', { contents: ['answer', 'stage-2-right'], person: 'mo' }),
  fact('2026-04-20', 'stage-2-requested', { channel: 'email', outstandingPoints: ['1'] }),
  fact('2026-04-20', 'stage-opened', { stage: 'stage-2' }),
  fact('2026-04-22', 'investigating-officer-appointed', { person: 'io', declaredIndependent: true }),
  fact('2026-04-22', 'independent-person-appointed', { person: 'ip', declaredIndependent: true }),
  fact('2026-05-18', 'adjudicating-officer-appointed', { person: 'ao', declaredIndependent: true }),
  fact('2026-05-20', 'complaint-adjudicated', {
    person: 'ao',
    points: [{ point: '1', outcome: 'upheld', reason: 'The visits were missed.', remedy: 'apology' }],
  }),
  fact('2026-05-22', 'stage-2-answered', { contents: ['adjudication'] }),
]
