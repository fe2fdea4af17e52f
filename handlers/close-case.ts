import { closingOutcome, defineHandler, NOTHING_TO_DO, POINT_OUTCOMES } from '../engine/index.ts'

/** Closes the case with the outcome of its points, and sets `caseOutcome`. `POINTS_UNDECIDED` where one is open. */
export const closeCase = defineHandler({
  name: 'close-case',
  variables: { caseOutcome: { type: 'option', options: POINT_OUTCOMES } },
  errors: ['POINTS_UNDECIDED'],

  run({ caseState, today }) {
    if (caseState.closed !== undefined)
      return { ...NOTHING_TO_DO, variables: { caseOutcome: caseState.closed.outcome } }
    const outcome = closingOutcome(caseState)
    if (typeof outcome !== 'string') {
      return { kind: 'bpmn-error', errorCode: 'POINTS_UNDECIDED', detail: outcome.message }
    }
    return {
      kind: 'completed',
      facts: [{ type: 'case-closed', on: today, data: { outcome } }],
      messages: [],
      variables: { caseOutcome: outcome },
    }
  },
})
