import { Router } from 'express'
import { compareDraft, compareVersions, type DrawnComparison, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** What two versions of a procedure, or a version and a draft, do not have in common. */
export function comparisonRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/procedures/:procedureId/comparison', async (request, response) => {
    const { from, to } = request.query as { from?: unknown; to?: unknown }
    const versions = { from: Number(from), to: Number(to) }
    response.json(inWords(await compareVersions(runtime, actorOf(request), request.params.procedureId, versions)))
  })
  routes.get('/drafts/:draftId/comparison', async (request, response) => {
    const { with: version } = request.query as { with?: unknown }
    const wanted = version === undefined ? undefined : Number(version)
    response.json(inWords(await compareDraft(runtime, actorOf(request), request.params.draftId, wanted)))
  })
  return routes
}

/** Without the diagrams that it can be drawn on: they are asked for as files. */
function inWords({ pictures: _drawn, ...comparison }: DrawnComparison): object {
  return comparison
}
