import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'

/**
 * How often one address may send: kept in memory, and no puzzle for anybody. Many people can share an address, so the
 * limit is generous, and the page says how else to reach the council.
 */
export function makeLimit({
  perMinutes,
  most,
}: {
  readonly perMinutes: number
  readonly most: number
}): RequestHandler {
  return rateLimit({
    windowMs: perMinutes * 60_000,
    limit: most,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    keyGenerator: ({ ip = '' }) => ipKeyGenerator(ip),
    handler(_request, response) {
      response.status(429).render('frame/too-many.njk', { minutes: perMinutes })
    },
  })
}
