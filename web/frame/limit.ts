import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit, type Options } from 'express-rate-limit'
import { signedIn } from './who-asks.ts'

interface Limit {
  readonly perMinutes: number
  readonly most: number
}

/**
 * How often one address may send: kept in memory, and no puzzle for anybody. Many people can share an address, so the
 * limit is generous, and the page says how else to reach the council.
 */
export function makeLimit(limit: Limit): RequestHandler {
  return rateLimit({
    ...optionsOf(limit),
    keyGenerator: ({ ip = '' }) => ipKeyGenerator(ip),
    handler(_request, response) {
      response.status(429).render('frame/too-many.njk', { minutes: limit.perMinutes })
    },
  })
}

/** How often one user may send what costs much; whoever did not sign in, by address. */
export function makeUserLimit(limit: Limit): RequestHandler {
  return rateLimit({
    ...optionsOf(limit),
    keyGenerator: (request) => signedIn(request)?.actor.id ?? ipKeyGenerator(request.ip ?? ''),
    handler(_request, _response, next) {
      next(Object.assign(new Error('Sent too often'), { status: 429 }))
    },
  })
}

function optionsOf({ perMinutes, most }: Limit): Partial<Options> {
  return {
    windowMs: perMinutes * 60_000,
    limit: most,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
  }
}
