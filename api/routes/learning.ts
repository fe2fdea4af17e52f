import { Router } from 'express'
import { learningAgenda, learningOverview, type LocalDate, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/learning`. Queries have been checked against the OpenAPI document before they come here. */
export function learningRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/', async (request, response) => {
    const { from, to } = request.query as { from: LocalDate; to: LocalDate }
    response.json(await learningOverview(runtime, actorOf(request), { from, to }))
  })
  routes.get('/agenda', async (request, response) => {
    const { quarter } = request.query as { quarter: string }
    response.json(await learningAgenda(runtime, actorOf(request), { quarter }))
  })
  return routes
}
