import { Router } from 'express'
import {
  disposalCertificate,
  endHold,
  holdFile,
  openHolds,
  proposeDisposal,
  retentionRules,
  reviewList,
  type HoldFile,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** How long cases are kept, what keeps them longer, and their disposal. Bodies and queries have been checked before. */
export function retentionRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/retention/rules', (request, response) => {
    response.json({ rules: retentionRules(actorOf(request)) })
  })
  routes.get('/retention/review', async (request, response) => {
    const { page = 1 } = request.query as { readonly page?: number }
    const { cases, ...counts } = await reviewList(runtime, actorOf(request), { page })
    response.json({ ...counts, cases: cases.map((each) => ({ ...each, holds: each.holds.map(shown) })) })
  })
  routes.get('/retention/holds', async (request, response) => {
    const { page = 1 } = request.query as { readonly page?: number }
    response.json({ holds: (await openHolds(runtime, actorOf(request), page)).map(shown) })
  })
  routes.post('/cases/:caseId/holds', async (request, response) => {
    const body = request.body as Omit<HoldFile, 'caseId'>
    response.status(201).json(shown(await holdFile(runtime, actorOf(request), { ...body, ...request.params })))
  })
  routes.post('/cases/:caseId/holds/:holdId/end', async (request, response) => {
    const { caseId, holdId } = request.params
    const { reason } = request.body as { readonly reason: string }
    await endHold(runtime, actorOf(request), { caseId, hold: holdId, reason })
    response.status(204).end()
  })
  routes.post('/cases/:caseId/disposal', async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    response.status(201).json(await proposeDisposal(runtime, actorOf(request), { ...request.params, reason }))
  })
  routes.get('/cases/:caseId/disposal', async (request, response) => {
    response.json(await disposalCertificate(runtime, actorOf(request), request.params.caseId))
  })
  return routes
}

function shown({ id, endedAt, endedBy, ...hold }: Awaited<ReturnType<typeof holdFile>>): object {
  return { hold: id, ...hold, ...(endedAt !== null && { endedAt }), ...(endedBy !== null && { endedBy }) }
}
