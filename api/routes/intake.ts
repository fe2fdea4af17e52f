import { Router } from 'express'
import { equalityCounts, submitIntake, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { commandOptions } from '../middleware/command-options.ts'

/** `/intake`: what the public form asks, from other front ends: a form of the council's website, a telephone system. */
export function intakeRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.post('/', async (request, response) => {
    const receipt = await submitIntake(runtime, actorOf(request), request.body, commandOptions(request))
    response.location(`/api/v1/cases/${receipt.reference}`).status(201).json(receipt)
  })
  return routes
}

/** `/equality`: counts of what people said about themselves; groups of fewer than five are left out. */
export function equalityRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.get('/', async (request, response) => {
    const asked = request.query as { readonly from: string; readonly to: string; readonly area?: string }
    response.json(await equalityCounts(runtime, actorOf(request), asked))
  })
  return routes
}
