import { recordSignOut } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { redirect, renewSession, secondsLeft, signedIn, view, type Ask, type Page } from '../frame/index.ts'

/** `POST /sign-out`: ends the session here, and has the browser forget what it keeps of us. */
export function signOut({ runtime }: PageParts): Page<Ask> {
  return async ({ request, session }) => {
    const byProvider = session.signedInBy === 'provider'
    const user = signedIn(request)
    if (user !== undefined) await recordSignOut(runtime, user.actor.id, user.actor.role)
    await renewSession(request)
    request.res?.set('Clear-Site-Data', '"cache", "cookies", "storage"')
    // A browser follows no form to another site (Content-Security-Policy): the page leads on to the provider.
    return redirect(byProvider ? '/signed-out?account=council' : '/signed-out')
  }
}

export const stillHere = {
  /** After leaving, and when a session has ended by itself. */
  left: (({ query }) =>
    view('sign-in/signed-out', {
      ended: query['because'] === 'time',
      councilAccount: query['account'] === 'council',
    })) satisfies Page<Ask>,
  /** Asked by the script of the warning: the session was used, which is all that it takes. */
  stay: (({ request }) => {
    const seconds = secondsLeft(request)
    return { kind: 'file', type: 'application/json', content: JSON.stringify({ here: seconds !== undefined, seconds }) }
  }) satisfies Page<Ask>,
}
