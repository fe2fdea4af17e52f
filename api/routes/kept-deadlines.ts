import { Router } from 'express'
import {
  deadlineLines,
  deadlinesKept,
  type DeadlineLinesAsked,
  type DeadlinesAsked,
  type KeptState,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/compliance/deadlines`. Queries have been checked against the OpenAPI document before they come here. */
export function keptDeadlineRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/compliance/deadlines', async (request, response) => {
    const asked = request.query as unknown as DeadlinesAsked
    response.json(await deadlinesKept(runtime, actorOf(request), asked))
  })
  routes.get('/compliance/deadlines/lines', async (request, response) => {
    const { state, ...asked } = request.query as unknown as DeadlineLinesAsked & { readonly state?: KeptState }
    response.json(
      await deadlineLines(runtime, actorOf(request), { ...asked, ...(state !== undefined && { states: [state] }) }),
    )
  })
  return routes
}
