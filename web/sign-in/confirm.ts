import { beginSignIn, beginTotp, recordSignIn, recordSignInRefused } from '../../engine/index.ts'
import { isPassword, type PageParts } from '../../api/index.ts'
import { field, redirect, signedIn, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { addressOf, homeOf, ownPath } from './begin.ts'
import { fault, passwordIn, tooMany } from './password.ts'
import { takeTotp } from './totp.ts'

/** `/confirm-it-is-you`: before what can do much harm, whoever is signed in proves anew who they are. */
export function confirmPages(parts: PageParts): { readonly show: Page<Ask>; readonly take: Page<Ask> } {
  const { runtime } = parts

  const page = async (ask: Ask, errors: readonly { readonly field: string }[] = [], status = 200): Promise<Reply> => {
    const row = await runtime.store.read.user(ask.session.user?.id ?? '')
    return view(
      'sign-in/confirm',
      {
        errors,
        errorAt: Object.fromEntries(errors.map((error) => [error.field, error])),
        byProvider: ask.session.signedInBy === 'provider',
        withCode: row?.totpSecret != null,
      },
      status,
    )
  }

  return {
    show: (ask) => (ask.session.user === undefined ? redirect('/sign-in') : page(ask)),
    async take(ask) {
      const user = await runtime.store.read.user(ask.session.user?.id ?? '')
      if (user === undefined || signedIn(ask.request) === undefined) return redirect('/sign-in')
      if (ask.session.signedInBy === 'provider') return redirect('/sign-in/provider?confirm=yes')
      const password = passwordIn(ask, 'password')
      const code = field(ask.body, 'code')
      const errors = [
        ...(password === '' ? [fault('password', 'Enter your password')] : []),
        ...(user.totpSecret !== null && code === '' ? [fault('code', 'Enter the 6 figures from your app')] : []),
      ]
      if (errors.length > 0) return page(ask, errors, 422)
      const tried = await beginSignIn(runtime, user.id, addressOf(ask))
      if (tried.kind === 'wait') return tooMany(ask, tried.until, runtime.clock.now())
      const right = await isPassword(user.passwordHash, password)
      const second =
        user.totpSecret === null || ((await beginTotp(runtime, user)) && (await takeTotp(runtime, user, code)))
      if (!right || !second) {
        await recordSignInRefused(runtime, user, 'not-confirmed')
        return page(ask, [fault('password', 'That is not right. Check it and try again')], 422)
      }
      await recordSignIn(runtime, user, 'confirmed', addressOf(ask))
      return redirect(confirmed(ask, runtime.clock.now()))
    },
  }
}

/** From now on, for some minutes, they have proved who they are. @returns where they were going. */
export function confirmed({ session, request }: Ask, now: NonNullable<Ask['session']['steppedUpAt']>): string {
  session.steppedUpAt = now
  const to = ownPath(session.afterConfirming)
  delete session.afterConfirming
  return to ?? homeOf(signedIn(request)?.actor)
}
