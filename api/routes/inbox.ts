import { Router, type Request } from 'express'
import {
  bulkTasks,
  handOver,
  handoverNotes,
  handoverView,
  inbox,
  inboxCounts,
  setAbsence,
  takeNextTask,
  workload,
  type BulkTasks,
  type DueBand,
  type HandOver,
  type InboxAsk,
  type InboxOrder,
  type LocalDate,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'

/** `/inbox`, `/workload`, `/absences`, `/handovers`, and what is done with several tasks or the next one. */
export function inboxRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/inbox', async (request, response) => {
    response.json(await inbox(runtime, actorOf(request), askOf(request)))
  })
  routes.get('/inbox/counts', async (request, response) => {
    response.json(await inboxCounts(runtime, actorOf(request), askOf(request)))
  })
  routes.post('/tasks/next', async (request, response) => {
    answer(response, await takeNextTask(runtime, actorOf(request), commandOptions(request)))
  })
  routes.post('/tasks/bulk', async (request, response) => {
    response.json(await bulkTasks(runtime, actorOf(request), request.body as BulkTasks))
  })
  routes.get('/workload', async (request, response) => {
    response.json(await workload(runtime, actorOf(request)))
  })
  routes.put('/absences/:userId', async (request, response) => {
    const days = request.body as { readonly from?: LocalDate; readonly until?: LocalDate }
    response.json(await setAbsence(runtime, actorOf(request), { ...days, user: request.params.userId }))
  })
  routes.post('/handovers', async (request, response) => {
    response.json(await handOver(runtime, actorOf(request), request.body as HandOver))
  })
  routes.get('/handovers/:userId', async (request, response) => {
    response.json(await handoverView(runtime, actorOf(request), request.params.userId))
  })
  routes.get('/cases/:caseId/handover-notes', async (request, response) => {
    response.json({ notes: await handoverNotes(runtime, actorOf(request), request.params.caseId) })
  })
  return routes
}

/** What the address asks; its form is that of the OpenAPI document, which has been checked. */
function askOf({ query }: Request): InboxAsk {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const list = (name: string) => (query[name] === undefined ? undefined : [query[name]].flat().map(String))
  const number = (name: string) => (query[name] === undefined ? undefined : Number(query[name]))
  const flag = (name: string) => (query[name] === undefined ? undefined : text(name) === 'true')
  const asked = {
    team: text('team'),
    assignee: text('assignee'),
    role: list('role'),
    procedure: list('procedure'),
    version: number('version'),
    stage: list('stage'),
    due: list('due') as readonly DueBand[] | undefined,
    child: flag('child'),
    adjustments: flag('adjustments'),
    notToldFor: number('notToldFor'),
    sort: text('sort') as InboxOrder | undefined,
    down: flag('down'),
    offset: number('offset'),
    limit: number('limit'),
  }
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...given, scope: (text('scope') ?? 'all') as InboxAsk['scope'] }
}
