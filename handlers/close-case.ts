import {
  closingOutcome,
  defineHandler,
  holdersOf,
  lateWithoutReason,
  NOTHING_TO_DO,
  POINT_OUTCOMES,
  type ComplaintCase,
} from '../engine/index.ts'
import { standing } from './reading.ts'

/**
 * Closes the case with the outcome of its points, and sets `caseOutcome` and `tellComplainant` (false where we know of
 * none, where they have died and nobody took their place, and where the case was closed before: they were told then).
 * `POINTS_UNDECIDED` where one is open, `LATENESS_UNEXPLAINED` where a time limit was missed and nobody has said why.
 */
export const closeCase = defineHandler({
  name: 'close-case',
  variables: {
    caseOutcome: { type: 'option', options: [...POINT_OUTCOMES, 'recorded'] },
    tellComplainant: { type: 'boolean' },
  },
  errors: ['POINTS_UNDECIDED', 'LATENESS_UNEXPLAINED'],

  run({ caseState, clocks, today }) {
    if (caseState.closed !== undefined)
      return { ...NOTHING_TO_DO, variables: { caseOutcome: caseState.closed.outcome, tellComplainant: false } }
    const tellComplainant = isAnybodyThere(caseState)
    const outcome = closingOutcome(caseState)
    if (typeof outcome !== 'string') {
      return { kind: 'bpmn-error', errorCode: 'POINTS_UNDECIDED', detail: outcome.message }
    }
    const late = lateWithoutReason(clocks, standing(caseState))
    if (late.length > 0) {
      const detail = `No reason is recorded for lateness: ${late.map(({ title }) => title).join('; ')}`
      return { kind: 'bpmn-error', errorCode: 'LATENESS_UNEXPLAINED', detail }
    }
    return {
      kind: 'completed',
      facts: [{ type: 'case-closed', on: today, data: { outcome } }],
      messages: [],
      variables: { caseOutcome: outcome, tellComplainant },
    }
  },
})

/** A contact from the Ombudsman may name nobody; after a death there is only who took the complainant's place. */
function isAnybodyThere(state: ComplaintCase): boolean {
  const complainants = holdersOf(state, 'complainant')
  if (state.complainantDiedOn === undefined) return complainants.length > 0 || holdersOf(state, 'child').length > 0
  const facts = standing(state)
  return facts
    .slice(facts.findLastIndex(({ type }) => type === 'complainant-died'))
    .some((fact) => fact.type === 'person-added' && complainants.includes(fact.data.person))
}
