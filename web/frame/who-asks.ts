import type { Request, RequestHandler } from 'express'
import type { SignedIn } from './page.ts'

const USERS = new WeakMap<Request, SignedIn>()

/** Finds out who asks: from the session, or from whatever a test puts in its place. */
export type WhoAsks = (request: Request) => Promise<SignedIn | undefined>

export function whoAsks(find: WhoAsks): RequestHandler {
  return async (request, _response, next) => {
    const user = await find(request)
    if (user !== undefined) USERS.set(request, user)
    next()
  }
}

/** Who signed in; undefined for everybody else. */
export function signedIn(request: Request): SignedIn | undefined {
  return USERS.get(request)
}
