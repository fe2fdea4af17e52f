import { generate } from 'otplib'
import type { AtWork } from './at-work.ts'
import type { Keyboard } from './keyboard.ts'
import { PASSWORD } from './users.ts'

/** Somebody from outside who was invited to one case. */
export interface Outsider {
  /** Their window at the case, signed in anew with password and app where the session has ended. */
  atDesk(): Promise<Keyboard>
}

interface Invited {
  readonly name: string
  readonly email: string
}

/**
 * The manager invites one of the case's people, who opens the link, chooses a password and sets up an app.
 *
 * @returns once they are signed in.
 */
export async function invite(work: AtWork, caseId: string, { name, email }: Invited): Promise<Outsider> {
  const manager = await work.as('mandy.cole')
  await manager.open(`/cases/${caseId}/people`)
  await manager.press(`Invite ${name} to this case`)
  await manager.press('Send the invitation')
  if (!(await manager.words()).includes('The invitation is on its way.')) throw new Error(await manager.words())
  await work.settle()

  const letter = (await work.mailTo(email)).at(-1)?.text ?? ''
  const keys = await work.anybody()
  await keys.open(/\/invitation\/\S+/.exec(letter)?.[0] ?? '')
  const asked = await keys.words()
  const secret = /\b[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}\b/.exec(asked)?.[0].replaceAll(' ', '') ?? ''
  const code = () => generate({ secret, epoch: Math.floor(work.now() / 1000) })
  await keys.send({ Password: PASSWORD, 'Code from your app': await code() }, 'Accept and sign in')
  if (keys.at() !== `/cases/${caseId}`) throw new Error(`${name} was led to ${keys.at()}: ${await keys.words()}`)
  return {
    async atDesk() {
      await keys.open(`/cases/${caseId}`)
      if (keys.at() === '/sign-in') {
        await keys.send({ name: email, password: PASSWORD }, 'Sign in')
        await keys.send({ code: await code() }, 'Continue')
        await keys.open(`/cases/${caseId}`)
      }
      return keys
    },
  }
}
