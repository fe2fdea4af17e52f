import { Router } from 'express'
import { changeDetail, judgedCases, lastVerification, listChanges, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** What auditors look through besides. Queries have been checked against the OpenAPI document before they come here. */
export function changeRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/changes', async (request, response) => {
    response.json(await listChanges(runtime, actorOf(request), request.query))
  })
  routes.get('/changes/:seq', async (request, response) => {
    response.json(await changeDetail(runtime, actorOf(request), Number(request.params.seq)))
  })
  routes.get('/compliance/cases', async (request, response) => {
    response.json(await judgedCases(runtime, actorOf(request), request.query))
  })
  routes.get('/audit/verifications/last', async (request, response) => {
    const last = await lastVerification(runtime, actorOf(request))
    if (last === undefined) {
      response.json({})
      return
    }
    const { at, by, verdict, rows, findings } = last
    response.json({ last: { at, by, verdict, rows, findings } })
  })
  return routes
}
