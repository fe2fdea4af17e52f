import { Router } from 'express'
import { searchCases, type Runtime, type SearchFor } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/search`: what is looked for stands in the body, since it may be a name, and no address holds one. */
export function searchRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.post('/', async (request, response) => {
    response.json(await searchCases(runtime, actorOf(request), request.body as SearchFor))
  })
  return routes
}
