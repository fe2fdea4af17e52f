import { Router } from 'express'
import {
  casesOfRule,
  complianceOverview,
  differingCases,
  findingsOfCase,
  listWaivers,
  proposeWaiver,
  revokeWaiver,
  type CasesOfRuleAsked,
  type ComplianceAsked,
  type DifferingAsked,
  type ProposeWaiver,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/compliance`, and the findings of a case. Requests have been checked against the OpenAPI document before they come here. */
export function complianceRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/compliance', async (request, response) => {
    response.json(await complianceOverview(runtime, actorOf(request), { ...(request.query as ComplianceAsked) }))
  })
  routes.get('/compliance/rules/:rule/cases', async (request, response) => {
    const asked = { ...(request.query as unknown as CasesOfRuleAsked), rule: request.params.rule }
    response.json(await casesOfRule(runtime, actorOf(request), asked))
  })
  routes.get('/compliance/differences', async (request, response) => {
    response.json(await differingCases(runtime, actorOf(request), { ...(request.query as DifferingAsked) }))
  })
  routes.get('/cases/:caseId/findings', async (request, response) => {
    response.json(await findingsOfCase(runtime, actorOf(request), request.params.caseId))
  })
  routes.post('/cases/:caseId/waivers', async (request, response) => {
    const asked = { ...(request.body as Omit<ProposeWaiver, 'caseId'>), caseId: request.params.caseId }
    response.status(202).json(await proposeWaiver(runtime, actorOf(request), asked))
  })
  routes.get('/compliance/waivers', async (request, response) => {
    response.json(await listWaivers(runtime, actorOf(request)))
  })
  routes.post('/compliance/waivers/:waiver/revocation', async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    response.json(await revokeWaiver(runtime, actorOf(request), { waiver: request.params.waiver, reason }))
  })
  return routes
}
