import { Router } from 'express'
import {
  casePlaces,
  casesAtStep,
  liveView,
  previewMove,
  proposeMove,
  type MoveToken,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** Where the open cases are, and moving one to another step. */
export function liveRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.get('/procedures/:procedureId/live', async (request, response) => {
    const { version } = request.query as { readonly version?: string }
    const asked = { procedure: request.params.procedureId, ...(version !== undefined && { version: Number(version) }) }
    response.json(await liveView(runtime, actorOf(request), asked))
  })
  routes.get('/procedures/:procedureId/live/cases', async (request, response) => {
    const asked = request.query as Readonly<Record<'version' | 'element', string>> & Readonly<Record<string, string>>
    const { version, element, late, offset, limit } = asked
    const step = { procedure: request.params.procedureId, version: Number(version), element, late: late === 'true' }
    const page = { offset: Number(offset ?? 0), limit: Number(limit ?? 50) }
    response.json(await casesAtStep(runtime, actorOf(request), { ...step, ...page }))
  })
  const at = '/cases/:caseId/token-move'
  routes.get(at, async (request, response) => {
    response.json(await casePlaces(runtime, actorOf(request), request.params.caseId))
  })
  routes.post(at, async (request, response) => {
    const asked = request.body as MoveToken
    response.status(202).json(await proposeMove(runtime, actorOf(request), request.params.caseId, asked))
  })
  routes.post(`${at}/preview`, async (request, response) => {
    const asked = request.body as Pick<MoveToken, 'at' | 'to'>
    response.json(await previewMove(runtime, actorOf(request), request.params.caseId, asked))
  })
  return routes
}
