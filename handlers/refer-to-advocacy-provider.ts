import { defineHandler, RefusedError } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { advocacyReferral } from './words/receipt.ts'

/**
 * Asks the council's provider for an advocate, because the child wants one. Gives the reference only.
 *
 * Not a message to a partner body: nothing about the complaint leaves the council, and the child asked for it.
 */
export const referToAdvocacyProvider = defineHandler({
  name: 'refer-to-advocacy-provider',
  sends: ['advocacy-referred'],

  run(task) {
    const { caseState, council, today } = task
    if (caseState.advocacy.wantedOn === undefined) {
      throw new RefusedError('advocate-not-wanted', 'Record first that an advocate is wanted')
    }
    const { name, phone } = council.complaintsTeam
    const body = advocacyReferral({ reference: caseState.id, phone, team: name }).join('\n\n')
    const message = staffNotification(task, 'advocacy-referral', { kind: 'advocacy-provider' }, body)
    return {
      kind: 'completed',
      facts: [{ type: 'advocacy-referred', on: today, data: { provider: council.advocacyProvider.name } }],
      messages: [{ ...message, channel: 'email', contents: ['advocate-wanted'] }],
    }
  },
})
