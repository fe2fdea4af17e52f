import { holdersOf } from '../../case/consent.ts'
import type { Fact } from '../../case/fact.ts'
import { longestRetention, retentionDefaults } from '../../law/index.ts'
import type { CaseRow } from '../../store/rows.ts'
import type { CaseWork } from '../case-work.ts'
import { peopleOf } from '../messages.ts'

/**
 * Keeps by the case how long it must be there, within the command that closes it or says it. A case that closes without
 * anybody having said it is kept by the rules of its procedure.
 */
export async function keepRetention(work: CaseWork, status: CaseRow['status']): Promise<void> {
  const { unit, row, today } = work
  const set = work.done().newFacts.findLast((fact) => fact.type === 'retention-set')
  if (set?.type === 'retention-set') {
    const { rule, until } = set.data
    unit.keepCaseUntil({ caseId: row.id, rule, keepUntil: until })
    return
  }
  if (status !== 'closed' || row.status === 'closed') return
  const facts = work.recordedFacts()
  if (isSettled(facts.slice(0, facts.length - work.done().newFacts.length))) return
  const people = await peopleOf(work)
  const state = work.caseState()
  const child =
    holdersOf(state, 'child')[0] ?? (state.received?.byChild === true ? holdersOf(state, 'complainant')[0] : undefined)
  const bornOn = child === undefined ? undefined : people.get(child)?.dateOfBirth
  const { rule, until } = longestRetention(retentionDefaults(work.procedure.id), today, bornOn)
  // What was said of a case that was closed before is not cut short.
  const before = await unit.retention(row.id)
  if (before === undefined || before.keepUntil < until) unit.keepCaseUntil({ caseId: row.id, rule, keepUntil: until })
}

/**
 * Whether it was said how long a case is kept that now closes: since it was opened, or opened again.
 *
 * @param facts - Those before the closing, in the order of recording.
 */
export function isSettled(facts: readonly Pick<Fact, 'type'>[]): boolean {
  const said = facts.findLastIndex(({ type }) => type === 'retention-set')
  return said > facts.findLastIndex(({ type }) => type === 'case-closed')
}
