import { knownRoles, type Instant, type UserRow } from '../../engine/index.ts'
import type { Request } from 'express'
import type { PageParts } from '../../api/index.ts'
import { sessionOf } from './area.ts'
import type { SignedIn } from './page.ts'
import { renewSession } from './session.ts'
import type { WhoAsks } from './who-asks.ts'

/**
 * Finds in the session who asks. Each request looks at the user again: whoever was disabled, or has other roles than when
 * they signed in, signs in anew.
 */
export function fromSession({ runtime, config }: PageParts): WhoAsks {
  return async (request) => {
    const session = sessionOf(request)
    const { user, signedInBy, steppedUpAt } = session
    if (user === undefined) return undefined
    const row = await runtime.store.read.user(user.id)
    const ended =
      row?.status !== 'active' ||
      row.version !== user.version ||
      (signedInBy === 'password' && row.caseId === null && !config.signIn.localAccounts)
    const found = row === undefined || ended ? undefined : signedInAs(row, steppedUpAt)
    if (found !== undefined) return found
    await renewSession(request)
    sessionOf(request).notice = {
      kind: 'information',
      title: 'You have been signed out, because your account was changed.',
      text: 'Sign in again to go on.',
    }
    return undefined
  }
}

/** Whether the session of a request that is still being answered has not ended meanwhile, nor changed its user. */
export async function isStillSignedIn({ store }: PageParts['runtime'], request: Request): Promise<boolean> {
  const { user } = sessionOf(request)
  if (user === undefined) return true
  const kept = await new Promise<boolean>((resolve, reject) => {
    request.sessionStore.get(request.sessionID, (error: unknown, found) => {
      if (error == null) resolve(found != null)
      else reject(error instanceof Error ? error : new Error('The session could not be read'))
    })
  })
  const now = await store.read.user(user.id)
  return kept && now?.status === 'active' && now.version === user.version
}

/** A user as pages see them; undefined for one without a role. Somebody from outside goes by their name in their case. */
export function signedInAs(row: UserRow, steppedUpAt?: Instant): SignedIn | undefined {
  const { id, name, teams, caseId } = row
  const roles = knownRoles(row)
  const [role] = roles
  if (role === undefined) return undefined
  return {
    name,
    actor: {
      id: caseId === null ? id : id.slice(caseId.length + 1),
      role,
      roles,
      teams,
      ...(caseId !== null && { boundTo: caseId }),
      ...(steppedUpAt !== undefined && { steppedUpAt }),
    },
  }
}
