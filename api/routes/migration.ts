import { Router, type Request } from 'express'
import {
  continueMove,
  draftEffect,
  draftEffectCases,
  listMoves,
  moveProposal,
  readMove,
  startMove,
  takeMoveBack,
  tryMove,
  workOutEffect,
  type EffectKind,
  type MoveAsked,
  type MovePlan,
  type MovedCase,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

interface WrittenMove {
  readonly from: number
  readonly to: number
  readonly plan?: MovePlan
  readonly cases?: readonly string[]
}

/** What a draft would do to running cases, and moving these to another version. */
export function migrationRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/drafts/:draftId/effect', async (request, response) => {
    response.json(await draftEffect(runtime, actorOf(request), request.params.draftId))
  })
  routes.post('/drafts/:draftId/effect', async (request, response) => {
    const { again = false } = request.body as { readonly again?: boolean }
    const { draftId } = request.params
    await workOutEffect(runtime, actorOf(request), draftId, { again })
    response.json(await draftEffect(runtime, actorOf(request), draftId))
  })
  routes.get('/drafts/:draftId/effect/cases', async (request, response) => {
    const { effect, becomesLate } = request.query as { readonly effect?: EffectKind; readonly becomesLate?: string }
    const asked = {
      ...pageOf(request),
      ...(effect !== undefined && { effect }),
      ...(becomesLate !== undefined && { becomesLate: becomesLate === 'true' }),
    }
    response.json(await draftEffectCases(runtime, actorOf(request), request.params.draftId, asked))
  })

  routes.get('/procedures/:procedureId/moves/proposal', async (request, response) => {
    const { from, to } = request.query as { readonly from: string; readonly to: string }
    const asked = { procedure: request.params.procedureId, from: Number(from), to: Number(to) }
    response.json(await moveProposal(runtime, actorOf(request), asked))
  })
  routes.post('/procedures/:procedureId/moves/trial', async (request, response) => {
    response.json(await tryMove(runtime, actorOf(request), askedIn(request, request.params.procedureId)))
  })
  routes.get('/procedures/:procedureId/moves', async (request, response) => {
    response.json({ moves: await listMoves(runtime, actorOf(request), request.params.procedureId) })
  })
  routes.post('/procedures/:procedureId/moves', async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    const asked = { ...askedIn(request, request.params.procedureId), reason }
    response.status(201).json(await startMove(runtime, actorOf(request), asked))
  })

  const at = '/moves/:moveId'
  routes.get(at, async (request, response) => {
    const { status } = request.query as { readonly status?: MovedCase['status'] }
    const asked = { ...pageOf(request), ...(status !== undefined && { status }) }
    response.json(await readMove(runtime, actorOf(request), request.params.moveId, asked))
  })
  routes.post(`${at}/continuation`, async (request, response) => {
    response.json(await continueMove(runtime, actorOf(request), request.params.moveId))
  })
  routes.post(`${at}/taking-back`, async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    response.json(await takeMoveBack(runtime, actorOf(request), request.params.moveId, reason))
  })
  return routes
}

function askedIn(request: Request, procedure: string): MoveAsked {
  const { from, to, plan, cases } = request.body as WrittenMove
  return { procedure, from, to, ...(plan !== undefined && { plan }), ...(cases !== undefined && { cases }) }
}

function pageOf({ query: { offset, limit } }: Request): { readonly offset: number; readonly limit: number } {
  return { offset: Number(offset ?? 0), limit: Number(limit ?? 50) }
}
