import { Router } from 'express'
import { scenarioRun, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { cancelDraftRun, lastDraftRun, recordCase, startDraftRun } from '../scenarios/index.ts'

/** `/drafts/{draftId}/scenario-runs` and `/scenario-recordings`: trying a draft before it is published. */
export function scenarioRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.post('/:draftId/scenario-runs', async (request, response) => {
    const run = await startDraftRun(runtime, actorOf(request), request.params.draftId)
    response.status(202).location(`/api/v1/drafts/${run.draftId}/scenario-runs/${run.id}`).json(run)
  })
  routes.get('/:draftId/scenario-runs/latest', async (request, response) => {
    response.json(await lastDraftRun(runtime, actorOf(request), request.params.draftId))
  })
  routes.get('/:draftId/scenario-runs/:runId', async (request, response) => {
    const { draftId, runId } = request.params
    response.json(await scenarioRun(runtime, actorOf(request), runId, draftId))
  })
  routes.delete('/:draftId/scenario-runs/:runId', async (request, response) => {
    const { draftId, runId } = request.params
    response.json(await cancelDraftRun(runtime, actorOf(request), draftId, runId))
  })
  routes.post('/:draftId/scenario-recordings', async (request, response) => {
    const { caseId } = request.body as { readonly caseId: string }
    response.json(await recordCase(runtime, actorOf(request), request.params.draftId, caseId))
  })
  return routes
}
