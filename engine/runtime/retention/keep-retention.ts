import { holdersOf } from '../../case/consent.ts'
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
  // Said in an earlier command, while the case was still open.
  if (work.recordedFacts().some(({ type }) => type === 'retention-set')) return
  const people = await peopleOf(work)
  const state = work.caseState()
  const child =
    holdersOf(state, 'child')[0] ?? (state.received?.byChild === true ? holdersOf(state, 'complainant')[0] : undefined)
  const bornOn = child === undefined ? undefined : people.get(child)?.dateOfBirth
  const { rule, until } = longestRetention(retentionDefaults(work.procedure.id), today, bornOn)
  unit.keepCaseUntil({ caseId: row.id, rule, keepUntil: until })
}
