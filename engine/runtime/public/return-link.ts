import { randomUUID } from 'node:crypto'
import type { Runtime } from '../runtime.ts'

/**
 * Tells somebody by e-mail how to come back to what they are writing. The code is not in it: whoever reads the e-mail
 * cannot read the form.
 */
export async function mailReturnLink({ store, council }: Runtime, email: string, address: string): Promise<void> {
  const id = `return-${randomUUID()}`
  await store.command(async (unit) => {
    await unit.queueMessage({
      id,
      key: id,
      caseId: null,
      channel: 'email',
      toAddress: email,
      subject: 'Your saved form',
      body: [
        'Hello,',
        'You saved a form with us. To go on with it, go to:',
        address,
        'You need the code that we showed you when you saved it. We keep the form for 28 days after you last used it.',
        `If this was not you, you do not have to do anything. If you are worried, call us on ${council.complaintsTeam.phone}.`,
        `${council.complaintsTeam.name}\n${council.name}`,
      ].join('\n\n'),
      details: { contents: ['return-link'] },
    })
    unit.audit({ actor: 'public-form', role: 'intake', type: 'return-link-sent', body: { message: id } })
  })
}
