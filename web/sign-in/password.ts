import {
  beginSignIn,
  recordSignInRefused,
  SYNTHETIC,
  toMillis,
  type Instant,
  type UserRow,
} from '../../engine/index.ts'
import { isPassword, type PageParts } from '../../api/index.ts'
import { field, redirect, signedIn, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { addressOf, beginSession, homeOf } from './begin.ts'
import { demoUsers } from './demo-users.ts'

/** `/sign-in`: with the council's provider, or with a user name and a password. */
export function passwordPages(parts: PageParts): { readonly show: Page<Ask>; readonly take: Page<Ask> } {
  const { runtime, config } = parts
  const { localAccounts, provider } = config.signIn

  const page = async (name: string, errors: readonly object[], status = 200): Promise<Reply> => {
    const synthetic = localAccounts && (await runtime.store.read.setting(SYNTHETIC)) !== undefined
    return view(
      'sign-in/sign-in',
      {
        name,
        errors,
        errorAt: Object.fromEntries(errors.map((error) => [(error as { field: string }).field, error])),
        localAccounts,
        provider: provider !== undefined,
        ...(synthetic && { demo: await demoUsers(runtime) }),
      },
      status,
    )
  }

  return {
    show(ask) {
      const user = signedIn(ask.request)
      return user === undefined ? page('', []) : redirect(homeOf(user.actor))
    },

    async take(ask) {
      const name = field(ask.body, 'name')
      const password = passwordIn(ask, 'password')
      const errors = [
        ...(name === '' ? [fault('name', 'Enter your user name or e-mail address')] : []),
        ...(password === '' ? [fault('password', 'Enter your password')] : []),
      ]
      if (errors.length > 0) return page(name, errors, 422)
      const tried = await beginSignIn(runtime, name, addressOf(ask))
      if (tried.kind === 'wait') return tooMany(ask, tried.until, runtime.clock.now())
      const { user } = tried
      const right = await isPassword(user?.passwordHash, password)
      if (user === undefined || !right || !mayUsePassword(user)) {
        await recordSignInRefused(runtime, user, 'wrong-password')
        return page(name, [fault('name', 'Your user name or password is not right. Check both and try again')], 422)
      }
      if (user.totpSecret === null) return beginSession(parts, ask, user, 'password')
      ask.session['pending'] = { id: user.id, version: user.version, at: runtime.clock.now() }
      return redirect('/sign-in/code')
    },
  }

  /** Somebody from outside always; an officer where the council allows it. */
  function mayUsePassword({ caseId, totpSecret }: UserRow): boolean {
    return caseId === null ? localAccounts : totpSecret !== null
  }
}

/** A password is taken as it was typed, spaces at its ends included. */
export function passwordIn({ body }: Ask, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** An error of a field, as the summary and the field show it. */
export function fault(name: string, text: string) {
  return { text, href: `#${name}`, field: name }
}

/** Says when to come again; the same for accounts that are none. */
export function tooMany({ request }: Ask, until: Instant, now: Instant): Reply {
  const seconds = Math.max(1, Math.ceil((toMillis(until) - toMillis(now)) / 1000))
  request.res?.set('Retry-After', String(seconds))
  return view('sign-in/wait', { minutes: Math.ceil(seconds / 60) }, 429)
}
