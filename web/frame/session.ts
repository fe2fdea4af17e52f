import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { PageParts } from '../../api/index.ts'
import { toMillis } from '../../engine/index.ts'
import { ABSOLUTE_HOURS, databaseSessions, IDLE_MINUTES } from './session-store.ts'

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

/** Seconds until the session of whoever signed in ends, if this is its last request; undefined for everybody else. */
export function secondsLeft({ session: { startedAt, seenAt, ...rest } }: Request): number | undefined {
  if (!('user' in rest) && !('complainant' in rest)) return undefined
  // A session that has just begun is stored at the end of this request.
  const oldMs = startedAt === undefined ? 0 : toMillis(seenAt ?? startedAt) - toMillis(startedAt)
  return Math.round(Math.min(IDLE_MINUTES * 60, ABSOLUTE_HOURS * 3_600 - oldMs / 1_000))
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
