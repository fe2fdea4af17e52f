import { Router } from 'express'
import { checkDraftDiagram, draftChoices, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/drafts/{draftId}/registry` and `/diagram-check`: what an editor of diagrams asks. */
export function draftDiagramRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/:draftId/registry', async (request, response) => {
    const { file } = request.query
    const asked = typeof file === 'string' ? file : undefined
    response.json(await draftChoices(runtime, actorOf(request), request.params.draftId, asked))
  })
  routes.post('/:draftId/diagram-check', async (request, response) => {
    const { file, xml } = request.body as { readonly file: string; readonly xml: string }
    response.json(await checkDraftDiagram(runtime, actorOf(request), request.params.draftId, { file, xml }))
  })
  return routes
}
