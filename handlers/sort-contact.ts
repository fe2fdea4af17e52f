import { defineHandler, holdersOf, isReachable } from '../engine/index.ts'
import { lastFact } from './reading.ts'

/**
 * Says with what a case has come to intake, from its facts: `feedbackKind`, whether there is anybody to thank
 * (`canThank`), whether the service is known (`categorised`), and whether another procedure sent the case back
 * (`sentBack`). It does nothing else.
 */
export const sortContact = defineHandler({
  name: 'sort-contact',
  variables: {
    feedbackKind: { type: 'option', options: ['complaint', 'compliment', 'comment'] },
    canThank: { type: 'boolean' },
    categorised: { type: 'boolean' },
    sentBack: { type: 'boolean' },
  },

  run({ caseState, person }) {
    const people = holdersOf(caseState, 'complainant').flatMap((id) => person(id) ?? [])
    return {
      kind: 'completed',
      facts: [],
      messages: [],
      variables: {
        feedbackKind: caseState.received === undefined ? (caseState.feedback?.kind ?? 'complaint') : 'complaint',
        canThank: people.some(isReachable),
        categorised: caseState.feedback?.service !== undefined,
        sentBack: lastFact(caseState, 'procedure-begun') !== undefined,
      },
    }
  },
})
