import { Router } from 'express'
import { auditCheckpoints, auditVerified, type Runtime, type VerifyAsked } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { addConformanceRoutes } from './conformance.ts'
import { addProcessRoutes } from './process.ts'
import { addSampleRoutes } from './samples.ts'
import { addTrailRoutes } from './trail.ts'

/** `/audit`. Requests have been checked against the OpenAPI document before they come here. */
export function auditRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/checkpoints', async (request, response) => {
    const asked = request.query as { readonly limit?: number; readonly before?: number }
    response.json(await auditCheckpoints(runtime, actorOf(request), asked))
  })
  routes.post('/verifications', async (request, response) => {
    response.json(await auditVerified(runtime, actorOf(request), request.body as VerifyAsked))
  })
  addTrailRoutes(routes, runtime)
  addConformanceRoutes(routes, runtime)
  addSampleRoutes(routes, runtime)
  addProcessRoutes(routes, runtime)
  return routes
}
