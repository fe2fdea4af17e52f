import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { PageParts } from '../../api/index.ts'
import { databaseSessions } from './session-store.ts'

/**
 * `__Host-`: sent to this host alone, by https alone. Browsers refuse that name where there is no https. The cookie goes
 * with the browser; when a session ends is decided here and not by its cookie.
 */
export function sessionMiddleware({ runtime, config }: PageParts, secure: boolean): RequestHandler {
  const secret = config.signIn.sessionSecret ?? runtime.secretFor?.('session-cookies').toString('base64url')
  return session({
    name: secure ? '__Host-redress' : 'redress',
    secret: secret ?? randomBytes(32).toString('base64url'),
    genid: () => randomBytes(32).toString('base64url'),
    store: databaseSessions(runtime),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  })
}

/**
 * Ends the session and begins another, with nothing of the first but what `keep` names: whoever knew the id before knows
 * nothing now.
 */
export async function renewSession(request: Request, keep: readonly string[] = []): Promise<void> {
  const before = request.session as unknown as Readonly<Record<string, unknown>>
  const kept = keep.map((name) => [name, before[name]] as const).filter(([, value]) => value !== undefined)
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error == null) resolve()
      else reject(error instanceof Error ? error : new Error('The session could not be renewed'))
    })
  })
  Object.assign(request.session, Object.fromEntries(kept))
}
