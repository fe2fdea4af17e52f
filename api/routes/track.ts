import { Router, type Request, type Response } from 'express'
import {
  askOfOwnCase,
  changeOwnContact,
  checkCode,
  fromMillis,
  ownCase,
  ownLetter,
  ownPage,
  RefusedError,
  sendCode,
  type Actor,
  type CodeChannel,
  type OwnCase,
  type OwnContact,
  type OwnLetter,
  type OwnRequest,
  type Runtime,
} from '../../engine/index.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { plainProblem, sendProblem } from '../middleware/problems.ts'
import { rateLimit } from '../middleware/rate-limit.ts'
import { makeOwnCaseTokens } from '../own-case-tokens.ts'

/** Requests a minute from one address, for codes and with them, and for everything else. */
export const CODES_PER_ADDRESS = 30
export const PER_ADDRESS = 300

/**
 * `/track`: a complaint as whoever made it sees it, for other front ends. A reference and a one-time code are exchanged
 * for a token that opens that one case for half an hour; no key opens it. Nothing here does more than the pages do.
 */
export function trackRoutes(runtime: Runtime, nowMs: () => number): Router {
  const routes = Router()
  const tokens = makeOwnCaseTokens(runtime)
  const keyOf = ({ ip = '' }: Request) => ip
  const codes = rateLimit({ perMinute: CODES_PER_ADDRESS, keyOf, nowMs })
  routes.use(rateLimit({ perMinute: PER_ADDRESS, keyOf, nowMs }))
  routes.use(['/codes', '/tokens'], codes)

  routes.post('/codes', async (request, response) => {
    const { reference, way } = request.body as { reference: string; way: CodeChannel }
    await sendCode(runtime, reference, way)
    // Whether there is such a case is said to nobody.
    response.status(202).json({ reference })
  })
  routes.post('/tokens', async (request, response) => {
    const { reference, code } = request.body as { reference: string; code: string }
    const holder = await checkCode(runtime, reference, code)
    if (holder === undefined)
      throw new RefusedError('code-wrong', 'That code does not work: check it, or ask for a new one')
    const { token, untilMs } = tokens.sign(holder)
    response.status(201).json({ token, until: fromMillis(untilMs), reference: holder.caseId })
  })

  routes.get('/case', async (request, response) => {
    const own = ownerOf(request, response)
    if (own === undefined) return
    const { own: seen, letters } = await ownPage(runtime, own.actor, own.caseId)
    response.json(shown(seen, letters))
  })
  routes.get('/case/letters/:letterId', async (request, response) => {
    const own = ownerOf(request, response)
    if (own === undefined) return
    response.json(await ownLetter(runtime, own.actor, own.caseId, request.params.letterId))
  })
  routes.post('/case/requests', async (request, response) => {
    const own = ownerOf(request, response)
    if (own === undefined) return
    const asked = request.body as OwnRequest
    const { can } = await ownCase(runtime, own.actor, own.caseId, asked.step)
    if (!can.includes(asked.step)) {
      throw new RefusedError('nobody-waits', 'This cannot be done at this point of the complaint')
    }
    answer(response, await askOfOwnCase(runtime, own.actor, own.caseId, asked, commandOptions(request)))
  })
  routes.put('/case/contact', async (request, response) => {
    const own = ownerOf(request, response)
    if (own === undefined) return
    const contact = request.body as OwnContact
    answer(response, await changeOwnContact(runtime, own.actor, own.caseId, contact, commandOptions(request)))
  })
  return routes

  /** The person of the case, and nothing but that case; without a token that stands, a 401 has been sent. */
  function ownerOf(request: Request, response: Response) {
    const token = /^Bearer (oc_[A-Za-z0-9_-]{43,400})$/.exec(request.get('authorization') ?? '')?.[1]
    const holder = token === undefined ? undefined : tokens.read(token)
    if (holder === undefined) {
      response.set('WWW-Authenticate', 'Bearer')
      sendProblem(
        response,
        plainProblem(401, 'Ask for a code, exchange it for a token, and send that as "Bearer <token>"'),
      )
      return undefined
    }
    const { caseId, person } = holder
    const actor: Actor = { id: person, role: 'complainant', boundTo: caseId }
    return { actor, caseId }
  }
}

/** What the page of the case shows, without what belongs to no page of theirs. */
function shown({ stages, contact, advocacy, ...own }: OwnCase, letters: readonly OwnLetter[]) {
  const { email, phone, address, contactPreference } = contact
  const { wantedOn, appointedOn } = advocacy
  return {
    ...own,
    stages: stages.map(({ stage, openedOn, answeredOn }) => ({
      stage,
      openedOn,
      ...(answeredOn !== undefined && { answeredOn }),
    })),
    advocacy: { ...(wantedOn !== undefined && { wantedOn }), ...(appointedOn !== undefined && { appointedOn }) },
    contact: {
      contactPreference,
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(address !== undefined && { address }),
    },
    letters,
  }
}
