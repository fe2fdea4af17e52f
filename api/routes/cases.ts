import { Router, type Request } from 'express'
import {
  actionsOf,
  addPerson,
  caseClocks,
  caseClosing,
  caseView,
  caseWay,
  correlateMessage,
  extendClock,
  holdClock,
  linkCases,
  listCases,
  openCase,
  position,
  proposeCancel,
  previewExtension,
  previewFacts,
  readFacts,
  readHistory,
  readPeople,
  recordFacts,
  releaseClock,
  submitComplaint,
  undoLink,
  type CorrelateMessage,
  type ExtendClock,
  type LinkCases,
  type LocalDate,
  type OpenCase,
  type Runtime,
  type SubmitComplaint,
  type UncheckedFact,
  type UndoLink,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { pageRequest } from './paging.ts'

/** `/openings`: cases that begin with something else than a complaint. */
export function openingRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.post('/', async (request, response) => {
    const opened = await openCase(runtime, actorOf(request), request.body as OpenCase, commandOptions(request))
    response.location(`/api/v1/cases/${opened.caseId}`)
    answer(response, opened, 201)
  })
  return routes
}

/** `/cases`. Bodies and queries have been checked against the OpenAPI document before they come here. */
export function caseRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.post('/', async (request, response) => {
    const submitted = await submitComplaint(
      runtime,
      actorOf(request),
      request.body as SubmitComplaint,
      commandOptions(request),
    )
    response.location(`/api/v1/cases/${submitted.caseId}`)
    answer(response, submitted, 201)
  })
  routes.get('/', async (request, response) => {
    response.json(await listCases(runtime, actorOf(request), { ...caseFilter(request), ...pageRequest(request) }))
  })
  routes.get('/:caseId', async (request, response) => {
    const view = await caseView(runtime, actorOf(request), request.params.caseId)
    response.set('ETag', `"${view.version}"`).json(view)
  })
  routes.get('/:caseId/facts', async (request, response) => {
    response.json({ facts: await readFacts(runtime, actorOf(request), request.params.caseId) })
  })
  routes.post('/:caseId/facts', async (request, response) => {
    const { facts } = request.body as { facts: UncheckedFact[] }
    answer(
      response,
      await recordFacts(runtime, actorOf(request), request.params.caseId, facts, commandOptions(request)),
      201,
    )
  })
  routes.post('/:caseId/facts/preview', async (request, response) => {
    const { facts } = request.body as { facts: UncheckedFact[] }
    response.json(await previewFacts(runtime, actorOf(request), request.params.caseId, facts))
  })
  routes.get('/:caseId/people', async (request, response) => {
    response.json({ people: await readPeople(runtime, actorOf(request), request.params.caseId) })
  })
  routes.post('/:caseId/people', async (request, response) => {
    answer(
      response,
      await addPerson(runtime, actorOf(request), request.params.caseId, request.body, commandOptions(request)),
      201,
    )
  })
  routes.get('/:caseId/clocks', async (request, response) => {
    response.json({ clocks: await caseClocks(runtime, actorOf(request), request.params.caseId) })
  })
  for (const [what, command] of Object.entries({ extension: extendClock, hold: holdClock, release: releaseClock })) {
    routes.post(`/:caseId/clocks/:rule/${what}`, async (request, response) => {
      const { caseId, rule } = request.params
      const asked = request.body as { ground: string; reason: string; until: LocalDate; agreedByComplainant?: boolean }
      answer(response, await command(runtime, actorOf(request), { caseId, rule, ...asked }, commandOptions(request)))
    })
  }
  routes.post('/:caseId/clocks/:rule/extension/preview', async (request, response) => {
    const { caseId, rule } = request.params
    const asked = request.body as Omit<ExtendClock, 'caseId' | 'rule'>
    response.json(await previewExtension(runtime, actorOf(request), { caseId, rule, ...asked }))
  })
  routes.get('/:caseId/actions', async (request, response) => {
    response.json({ actions: await actionsOf(runtime, actorOf(request), request.params.caseId) })
  })
  routes.get('/:caseId/closing', async (request, response) => {
    const { closing } = await caseClosing(runtime, actorOf(request), request.params.caseId)
    response.json(closing)
  })
  routes.post('/:caseId/links', async (request, response) => {
    const asked = { caseId: request.params.caseId, ...(request.body as Omit<LinkCases, 'caseId'>) }
    answer(response, await linkCases(runtime, actorOf(request), asked, commandOptions(request)), 201)
  })
  routes.post('/:caseId/links/removal', async (request, response) => {
    const asked = { caseId: request.params.caseId, ...(request.body as Omit<UndoLink, 'caseId'>) }
    answer(response, await undoLink(runtime, actorOf(request), asked, commandOptions(request)))
  })
  routes.get('/:caseId/history', async (request, response) => {
    response.json(await readHistory(runtime, actorOf(request), request.params.caseId, pageRequest(request)))
  })
  routes.get('/:caseId/position', async (request, response) => {
    response.json(await position(runtime, actorOf(request), request.params.caseId))
  })
  routes.get('/:caseId/way', async (request, response) => {
    response.json(await caseWay(runtime, actorOf(request), request.params.caseId))
  })
  routes.post('/:caseId/messages', async (request, response) => {
    const message = { ...(request.body as Omit<CorrelateMessage, 'caseId'>), caseId: request.params.caseId }
    answer(response, await correlateMessage(runtime, actorOf(request), message, commandOptions(request)))
  })
  routes.post('/:caseId/cancellation', async (request, response) => {
    const { reason } = request.body as { reason: string }
    const asked = { caseId: request.params.caseId, reason }
    response.status(202).json(await proposeCancel(runtime, actorOf(request), asked))
  })
  return routes
}

/** The filters of the list; the OpenAPI document has made days, numbers and lists of them. */
function caseFilter(request: Request) {
  const { procedure, status, version, stage, outcome, late, team, receivedFrom, receivedTo } =
    request.query as unknown as CaseFilters
  const also = {
    ...(stage !== undefined && { stages: stage }),
    ...(outcome !== undefined && { outcomes: outcome }),
    ...(late !== undefined && { late }),
    ...(team !== undefined && { teams: team }),
    ...(receivedFrom !== undefined && { receivedFrom }),
    ...(receivedTo !== undefined && { receivedTo }),
  }
  return {
    also,
    ...(procedure !== undefined && { procedure }),
    ...(status !== undefined && { status }),
    ...(version !== undefined && { procedureVersion: version }),
  }
}

interface CaseFilters {
  readonly procedure?: string
  readonly status?: 'open' | 'closed' | 'incident'
  readonly version?: number
  readonly stage?: readonly string[]
  readonly outcome?: readonly string[]
  readonly late?: boolean
  readonly team?: readonly string[]
  readonly receivedFrom?: LocalDate
  readonly receivedTo?: LocalDate
}
