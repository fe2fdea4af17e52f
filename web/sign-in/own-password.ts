import { beginSignIn, changeOwnPassword, recordSignIn, recordSignInRefused } from '../../engine/index.ts'
import { hashPassword, isPassword, passwordFault, type PageParts } from '../../api/index.ts'
import { redirect, renewSession, signedIn, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { addressOf, homeOf } from './begin.ts'
import { fault, passwordIn, tooMany } from './password.ts'

/** What goes on in the session that goes on; its id is another one. */
const KEPT = ['user', 'signedInBy', 'steppedUpAt'] as const

/** `/password`: somebody who signs in with a password changes it. All their other sessions end. */
export function ownPasswordPages(parts: PageParts): { readonly show: Page<Ask>; readonly take: Page<Ask> } {
  const { runtime } = parts

  const page = ({ session }: Ask, errors: readonly { readonly field: string }[] = []): Reply =>
    view(
      'sign-in/own-password',
      {
        errors,
        errorAt: Object.fromEntries(errors.map((error) => [error.field, error])),
        byProvider: session.signedInBy === 'provider',
      },
      errors.length > 0 ? 422 : 200,
    )

  return {
    show(ask) {
      if (signedIn(ask.request) !== undefined) return page(ask)
      ask.session.afterSignIn = '/password'
      return redirect('/sign-in')
    },
    async take(ask) {
      const { request, session } = ask
      const user = await runtime.store.read.user(session.user?.id ?? '')
      const known = signedIn(request)
      if (user === undefined || known === undefined) return redirect('/sign-in')
      if (session.signedInBy === 'provider') return page(ask)
      const [old, first, second] = ['old', 'new', 'again'].map((name) => passwordIn(ask, name))
      const errors = faultsOf(old ?? '', first ?? '', second ?? '', [user.id, user.name, user.email ?? ''])
      if (errors.length > 0) return page(ask, errors)
      const tried = await beginSignIn(runtime, user.id, addressOf(ask))
      if (tried.kind === 'wait') return tooMany(ask, tried.until, runtime.clock.now())
      if (!(await isPassword(user.passwordHash, old ?? ''))) {
        await recordSignInRefused(runtime, user, 'not-confirmed')
        return page(ask, [fault('old', 'Your current password is not right. Check it and try again')])
      }
      const changed = await changeOwnPassword(runtime, user, await hashPassword(first ?? ''))
      await recordSignIn(runtime, user, 'confirmed', addressOf(ask))
      await renewSession(request, KEPT)
      const renewed = request.session as unknown as Ask['session']
      renewed.user = { id: user.id, version: changed.version }
      return redirect(homeOf(known.actor), {
        kind: 'success',
        title: 'Your password has been changed.',
        text: 'Wherever else you were signed in, you are signed out.',
      })
    },
  }
}

function faultsOf(old: string, first: string, second: string, about: readonly string[]) {
  const weak =
    first === ''
      ? 'Enter a new password'
      : first === old
        ? 'The new password must be another one'
        : passwordFault(first, about)
  return [
    ...(old === '' ? [fault('old', 'Enter your current password')] : []),
    ...(weak === undefined ? [] : [fault('new', weak)]),
    ...(weak === undefined && first !== second ? [fault('again', 'Enter the same new password twice')] : []),
  ]
}
