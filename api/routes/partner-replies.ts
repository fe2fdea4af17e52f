import { createHash } from 'node:crypto'
import { Router, type Request } from 'express'
import {
  answerByLink,
  NotFoundError,
  partnerQuestions,
  type PartnerLinkClaim,
  type Runtime,
} from '../../engine/index.ts'
import { commandOptions } from '../middleware/command-options.ts'
import { rateLimit } from '../middleware/rate-limit.ts'
import type { PartnerLinks } from '../partner-links.ts'

/** Requests a minute from one address, and through one link. */
export const PER_ADDRESS = 300
export const PER_LINK = 20

/**
 * `/partner-replies`: what a partner body is asked, and its answer. The signed token in the address stands in place of a
 * key. It is answered for one body's part of one complaint, while that is still asked for.
 */
export function partnerReplyRoutes(runtime: Runtime, links: PartnerLinks, nowMs: () => number): Router {
  const routes = Router()
  const perAddress = rateLimit({ perMinute: PER_ADDRESS, keyOf: ({ ip = '' }) => ip, nowMs })
  const perLink = rateLimit({
    perMinute: PER_LINK,
    keyOf: linkKey,
    nowMs,
  })
  const claimOf = (token: string): PartnerLinkClaim => {
    const claim = links.read(token)
    if (claim === undefined) throw new NotFoundError('link', 'of that kind')
    return claim
  }

  routes.use('/:token', perAddress, perLink)
  routes.get('/:token', async (request, response) => {
    response.json(await partnerQuestions(runtime, claimOf(request.params.token)))
  })
  routes.post('/:token', async (request, response) => {
    const { answers } = request.body as { answers: Readonly<Record<string, unknown>> }
    const claim = claimOf(request.params.token)
    const { caseId, result } = await answerByLink(runtime, claim, answers, commandOptions(request))
    response.json({ reference: caseId, recorded: result.facts })
  })
  return routes
}

/** Whose requests are counted together: those through one link, which itself is kept nowhere. */
export function linkKey({ params }: Pick<Request, 'params'>): string {
  return createHash('sha256').update(String(params['token'])).digest('base64url')
}
