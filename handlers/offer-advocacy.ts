import { defineHandler, isForChildren, providersFor } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { advocacyOffer } from './words/receipt.ts'

/**
 * Tells a child or care leaver of the right to an advocate (CA89 s.26A, SI 2004/719). Once.
 *
 * Sets `advocacyOffered`: false for an adult who complains, who has no such right. A form may say that the adult is a
 * care leaver (`careLeaver`, boolean).
 */
export const offerAdvocacy = defineHandler({
  name: 'offer-advocacy',
  sends: ['advocacy-offered'],
  variables: { advocacyOffered: { type: 'boolean' } },

  run(task) {
    const { caseState, council, today } = task
    const variables = { advocacyOffered: isForChildren(caseState) || task.variables['careLeaver'] === true }
    if (!variables.advocacyOffered || caseState.advocacy.offeredOn !== undefined) {
      return { kind: 'completed', facts: [], messages: [], variables }
    }
    const contents = ['advocacy-right', 'how-to-get-an-advocate']
    const [usual = council.advocacyProvider] = isForChildren(caseState) ? providersFor(caseState, council) : []
    const { name, phone, email } = usual
    const text = advocacyOffer({ provider: name, phone, email })
    const outcome = factLetter(task, 'advocacy-offer', contents, text, [
      { type: 'advocacy-offered', on: today, data: { contents } },
    ])
    return { ...outcome, variables }
  },
})
