import { Router } from 'express'
import {
  approve,
  breakGlass,
  declareConflict,
  giveReason,
  liftRestriction,
  listApprovals,
  ownProposals,
  propose,
  refuseApproval,
  restrictCase,
  whoSees,
  type Proposal,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { pageRequest } from './paging.ts'

/** Who may see a case: restrictions, emergencies, reasons, conflicts; and what waits for a second person. */
export function accessRoutes(runtime: Runtime): Router {
  const routes = Router()
  const reasonOf = (body: unknown) => (body as { reason: string }).reason

  for (const [path, command] of Object.entries({ 'break-glass': breakGlass, reasons: giveReason })) {
    routes.post(`/cases/:caseId/${path}`, async (request, response) => {
      const { caseId } = request.params
      response.status(201).json(await command(runtime, actorOf(request), caseId, reasonOf(request.body)))
    })
  }
  routes.get('/cases/:caseId/access', async (request, response) => {
    response.json(await whoSees(runtime, actorOf(request), request.params.caseId))
  })
  routes.post('/cases/:caseId/restriction', async (request, response) => {
    const asked = { ...(request.body as { reason: string; people?: string[] }), caseId: request.params.caseId }
    answer(response, await restrictCase(runtime, actorOf(request), asked, commandOptions(request)), 201)
  })
  for (const [path, command] of Object.entries({
    'restriction/lifting': liftRestriction,
    conflicts: declareConflict,
  })) {
    routes.post(`/cases/:caseId/${path}`, async (request, response) => {
      const { caseId } = request.params
      const asked = { caseId, reason: reasonOf(request.body) }
      answer(response, await command(runtime, actorOf(request), asked, commandOptions(request)), 201)
    })
  }
  routes.get('/approvals', async (request, response) => {
    response.json(await listApprovals(runtime, actorOf(request), pageRequest(request)))
  })
  routes.get('/approvals/own', async (request, response) => {
    response.json(await ownProposals(runtime, actorOf(request)))
  })
  routes.post('/approvals', async (request, response) => {
    response.status(201).json(await propose(runtime, actorOf(request), request.body as Proposal))
  })
  for (const [path, command] of Object.entries({ approval: approve, refusal: refuseApproval })) {
    routes.post(`/approvals/:approvalId/${path}`, async (request, response) => {
      const { approvalId } = request.params
      response.json(await command(runtime, actorOf(request), approvalId))
    })
  }
  return routes
}
