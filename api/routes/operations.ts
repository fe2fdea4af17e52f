import { Router } from 'express'
import {
  DEADLINE_RULES,
  deadlinePreview,
  deadlineRuleView,
  listIncidents,
  listJobs,
  listOutbox,
  listTimers,
  openDeadlines,
  proposeSkip,
  readMessage,
  recordPrinted,
  retryIncident,
  type PreviewAsked,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { pageRequest } from './paging.ts'

/** `/jobs`, `/timers`, `/incidents`, `/outbox`, `/deadlines`, `/deadline-previews`, `/deadline-rules` */
export function operationRoutes(runtime: Runtime): Router {
  const routes = Router()

  for (const [path, list] of Object.entries({
    jobs: listJobs,
    timers: listTimers,
    incidents: listIncidents,
    outbox: listOutbox,
  })) {
    routes.get(`/${path}`, async (request, response) => {
      response.json(await list(runtime, actorOf(request), { ...request.query, ...pageRequest(request) }))
    })
  }
  routes.get('/outbox/:messageId', async (request, response) => {
    response.json(await readMessage(runtime, actorOf(request), request.params.messageId))
  })
  routes.post('/outbox/:messageId/printed', async (request, response) => {
    const { messageId } = request.params
    answer(response, await recordPrinted(runtime, actorOf(request), messageId, commandOptions(request)))
  })
  routes.post('/incidents/:incidentId/retry', async (request, response) => {
    const { incidentId } = request.params
    answer(response, await retryIncident(runtime, actorOf(request), incidentId, commandOptions(request)))
  })
  routes.post('/incidents/:incidentId/skip', async (request, response) => {
    const asked = { ...(request.body as { reason: string; to?: string }), incidentId: request.params.incidentId }
    response.status(202).json(await proposeSkip(runtime, actorOf(request), asked))
  })
  routes.get('/deadlines', async (request, response) => {
    response.json(await openDeadlines(runtime, actorOf(request), { ...request.query, ...pageRequest(request) }))
  })
  routes.post('/deadline-previews', (request, response) => {
    response.json(deadlinePreview(runtime, request.body as PreviewAsked))
  })
  routes.get('/deadline-rules', (_request, response) => {
    response.json({ rules: DEADLINE_RULES.map(deadlineRuleView) })
  })
  return routes
}
