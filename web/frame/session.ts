import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import session from 'express-session'

/** Minutes without a request after which a session ends. */
export const IDLE_MINUTES = 30

/** `__Host-`: sent to this host alone, by https alone. Browsers refuse that name where there is no https. */
export function sessionMiddleware(secure: boolean): RequestHandler {
  return session({
    name: secure ? '__Host-redress' : 'redress',
    secret: randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: IDLE_MINUTES * 60_000 },
  })
}
