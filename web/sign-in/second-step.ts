import { beginTotp, recordSignInRefused, toMillis, type Instant, type UserRow } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, redirect, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { beginSession } from './begin.ts'
import { fault } from './password.ts'
import { takeTotp } from './totp.ts'

/** Minutes between the password and the code. */
const MINUTES = 10

interface Pending {
  readonly id: string
  readonly version: number
  readonly at: Instant
}

/** `/sign-in/code`: the code from the app, after the password. */
export function secondStepPages(parts: PageParts): { readonly show: Page<Ask>; readonly take: Page<Ask> } {
  const { runtime } = parts
  const page = (errors: readonly object[], status = 200): Reply =>
    view('sign-in/code', { errors, error: errors[0] }, status)

  const waiting = async ({ session }: Ask): Promise<UserRow | undefined> => {
    const pending = session['pending'] as Pending | undefined
    if (pending === undefined) return undefined
    if (toMillis(runtime.clock.now()) - toMillis(pending.at) > MINUTES * 60_000) return undefined
    const user = await runtime.store.read.user(pending.id)
    return user?.status === 'active' && user.version === pending.version ? user : undefined
  }

  return {
    async show(ask) {
      return (await waiting(ask)) === undefined ? redirect('/sign-in') : page([])
    },
    async take(ask) {
      const user = await waiting(ask)
      if (user === undefined) return redirect('/sign-in')
      const code = field(ask.body, 'code')
      if (code === '') return page([fault('code', 'Enter the 6 figures from your app')], 422)
      if (!(await beginTotp(runtime, user))) {
        delete ask.session['pending']
        await recordSignInRefused(runtime, user, 'too-many-codes')
        return view('sign-in/wait', { minutes: 15 }, 429)
      }
      if (await takeTotp(runtime, user, code)) return beginSession(parts, ask, user, 'password-and-code')
      await recordSignInRefused(runtime, user, 'wrong-code')
      return page(
        [fault('code', 'That code is not right, or was used already. Wait for the next one in your app')],
        422,
      )
    },
  }
}
