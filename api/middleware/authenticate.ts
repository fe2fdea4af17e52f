import { createHash } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { isRole, KEY_ROLES, type Actor, type Runtime } from '../../engine/index.ts'
import { plainProblem, sendProblem } from './problems.ts'

/** What a request carries once it is known who asks. */
const ACTORS = new WeakMap<Request, { readonly actor: Actor; readonly stands: () => Promise<boolean> }>()

/** SHA-256 of an API key's secret, hex: what is stored. The secret has 256 random bits, so that no salt is needed. */
export function keyHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/**
 * Lets a request through only with a key that is known and not revoked: `Authorization: Bearer <key>`.
 *
 * @param basicToo - Also with the key as the password of `Basic`, for programs that ask for a name and a password.
 */
export function authenticate(
  { store, clock }: Pick<Runtime, 'store' | 'clock'>,
  { basicToo = false }: { readonly basicToo?: boolean } = {},
): RequestHandler {
  return async (request, response, next) => {
    const given = request.get('authorization') ?? ''
    const secret = KEY.exec(given)?.[1] ?? (basicToo ? passwordIn(given) : undefined)
    const key = secret === undefined ? undefined : await store.read.apiKeyByHash(keyHash(secret))
    if (key?.revokedAt !== null || !isRole(key.role) || !KEY_ROLES.includes(key.role)) {
      response.set('WWW-Authenticate', 'Bearer')
      sendProblem(
        response,
        plainProblem(401, 'Send a valid API key as "Authorization: Bearer <key>"; make one with: redress keys create'),
      )
      return
    }
    // The key itself comes with each request: nothing proves more freshly who asks.
    const { hash, name, role } = key
    const stands = async () => {
      const now = await store.read.apiKeyByHash(hash)
      return now?.revokedAt === null && now.name === name && now.role === role
    }
    ACTORS.set(request, { actor: { id: name, role, steppedUpAt: clock.now() }, stands })
    next()
  }
}

const KEY = /^Bearer ([A-Za-z0-9_-]{20,200})$/

/** The name that comes with it is not looked at: the key says who asks. */
function passwordIn(given: string): string | undefined {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/]{1,600}=*)$/.exec(given) ?? []
  return /^[^:]*:([A-Za-z0-9_-]{20,200})$/.exec(Buffer.from(encoded, 'base64').toString('utf8'))?.[1]
}

/** Who asks. @throws RangeError on a route that does not authenticate. */
export function actorOf(request: Request): Actor {
  return asked(request).actor
}

/** Whether the key of a request that is still being answered has not been revoked meanwhile. */
export function keyStillStands(request: Request): Promise<boolean> {
  return asked(request).stands()
}

function asked(request: Request) {
  const known = ACTORS.get(request)
  if (known === undefined) throw new RangeError('This route does not authenticate')
  return known
}
