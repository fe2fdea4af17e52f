import type { Router } from 'express'
import {
  caseConformance,
  caseReplay,
  conformanceOverview,
  replayCases,
  type ReplayAsked,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** Part of `/audit`: cases against their diagrams. */
export function addConformanceRoutes(routes: Router, runtime: Runtime): void {
  routes.get('/replays', async (request, response) => {
    const asked = request.query as { readonly before?: number; readonly after?: string }
    response.json(await conformanceOverview(runtime, actorOf(request), asked))
  })
  routes.post('/replays', async (request, response) => {
    response.json(await replayCases(runtime, actorOf(request), request.body as ReplayAsked))
  })
  routes.get('/cases/:caseId/conformance', async (request, response) => {
    response.json(await caseConformance(runtime, actorOf(request), request.params.caseId))
  })
  routes.get('/cases/:caseId/replay', async (request, response) => {
    const { step } = request.query as { readonly step?: number }
    response.json(await caseReplay(runtime, actorOf(request), request.params.caseId, step))
  })
}
