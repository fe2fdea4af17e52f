import { defineHandler, RefusedError } from '../engine/index.ts'
import { providerFor, toProvider } from './advocacy-provider.ts'
import { staffNotification } from './correspondence.ts'
import { advocacyReferral } from './words/receipt.ts'

interface Input {
  /** In place of the one that the complainant chose: its code in the council's file, or its name. */
  readonly provider?: string
}

/**
 * Asks a provider for an advocate, because the complainant wants one: the provider that they chose, or the council's usual
 * one, as long as it serves them. Gives the reference only.
 *
 * Not a message to a partner body: nothing about the complaint leaves the council, and the child asked for it.
 */
export const referToAdvocacyProvider = defineHandler<Input>({
  name: 'refer-to-advocacy-provider',
  parameters: { provider: { type: 'string', minLength: 1 } },
  sends: ['advocacy-referred'],

  run(task) {
    const { caseState, council, today } = task
    if (caseState.advocacy.wantedOn === undefined) {
      throw new RefusedError('advocate-not-wanted', 'Record first that an advocate is wanted')
    }
    const { name, phone } = council.complaintsTeam
    const provider = providerFor(task, task.input.provider)
    const body = advocacyReferral({ reference: caseState.id, phone, team: name }).join('\n\n')
    const message = staffNotification(task, 'advocacy-referral', toProvider(provider), body)
    return {
      kind: 'completed',
      facts: [{ type: 'advocacy-referred', on: today, data: { provider: provider.name } }],
      messages: [{ ...message, channel: 'email', contents: ['advocate-wanted'] }],
    }
  },
})
