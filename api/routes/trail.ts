import type { Router } from 'express'
import {
  accessReview,
  auditBundle,
  searchTrail,
  signedDays,
  signedNote,
  trailRow,
  type AccessAsked,
  type Runtime,
  type TrailAsked,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** The audit trail looked through, its rows, who holds what was signed of it, and who had access to what. */
export function addTrailRoutes(routes: Router, runtime: Runtime): void {
  routes.get('/rows', async (request, response) => {
    const { actor, type, ...asked } = request.query as TrailAsked & Several
    const several = { ...(actor && { actors: actor }), ...(type && { types: type }) }
    response.json(await searchTrail(runtime, actorOf(request), { ...asked, ...several }))
  })
  routes.get('/rows/:seq', async (request, response) => {
    response.json(await trailRow(runtime, actorOf(request), Number(request.params.seq)))
  })
  routes.get('/access', async (request, response) => {
    const { actor, ...asked } = request.query as unknown as AccessAsked & Several
    response.json(await accessReview(runtime, actorOf(request), { ...asked, ...(actor && { actors: actor }) }))
  })
  routes.get('/signed-days', async (request, response) => {
    const { limit } = request.query as { readonly limit?: number }
    response.json(await signedDays(runtime, actorOf(request), limit))
  })
  routes.get('/checkpoints/:size', async (request, response) => {
    response.type('text/plain').send(await signedNote(runtime, actorOf(request), Number(request.params.size)))
  })
  routes.get('/bundles/:caseId', async (request, response) => {
    const lines: string[] = []
    const options = { withPayloads: false, signedOnly: true }
    await auditBundle(runtime, actorOf(request), request.params.caseId, options, (line) => void lines.push(line))
    response.type('application/x-ndjson').send(`${lines.join('\n')}\n`)
  })
}

interface Several {
  readonly actor?: readonly string[]
  readonly type?: readonly string[]
}
