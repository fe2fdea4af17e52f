import { Router } from 'express'
import {
  acceptProposals,
  accessItem,
  accessItems,
  answerFiles,
  askRectification,
  decideItems,
  decideRectification,
  endAccessRequest,
  listAccessRequests,
  otherCasesOf,
  prepareAnswer,
  readAccessRequest,
  recordAccessRequest,
  recordAnswerGiven,
  rectifications,
  sendAnswerBack,
  signAnswer,
  takeAnswerFile,
  type AskRectification,
  type DecideItem,
  type DecideRectification,
  type RecordAccessRequest,
  type Runtime,
} from '../../engine/index.ts'
import type { Config } from '../config.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { makeAnswer } from '../records/make-answer.ts'

/** What people may see of what is held about them, and what they say is wrong in it. Bodies and queries have been checked before. */
export function recordRoutes(runtime: Runtime, printing: Pick<Config, 'pdfBrowser'>): Router {
  const routes = Router()
  const at = '/access-requests/:requestId'

  routes.get('/access-requests', async (request, response) => {
    response.json(await listAccessRequests(runtime, actorOf(request), request.query))
  })
  routes.post('/access-requests', async (request, response) => {
    response.status(201).json(await recordAccessRequest(runtime, actorOf(request), request.body as RecordAccessRequest))
  })
  routes.get(at, async (request, response) => {
    response.json(await readAccessRequest(runtime, actorOf(request), request.params.requestId))
  })
  routes.get(`${at}/items`, async (request, response) => {
    const asked = request.query as { readonly page?: number; readonly undecided?: boolean }
    response.json(await accessItems(runtime, actorOf(request), request.params.requestId, asked))
  })
  routes.get(`${at}/items/:item`, async (request, response) => {
    const { requestId, item } = request.params
    response.json(await accessItem(runtime, actorOf(request), requestId, item))
  })
  routes.post(`${at}/items`, async (request, response) => {
    const { items } = request.body as { readonly items: readonly DecideItem[] }
    response.json(await decideItems(runtime, actorOf(request), request.params.requestId, items))
  })
  routes.post(`${at}/proposals`, async (request, response) => {
    const { items } = request.body as { readonly items?: readonly string[] }
    response.json(await acceptProposals(runtime, actorOf(request), request.params.requestId, items))
  })
  routes.post(`${at}/prepared`, async (request, response) => {
    response.json(await prepareAnswer(runtime, actorOf(request), request.params.requestId))
  })
  routes.post(`${at}/signed`, async (request, response) => {
    response.json(await signAnswer(runtime, actorOf(request), request.params.requestId))
  })
  routes.post(`${at}/sent-back`, async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    response.json(await sendAnswerBack(runtime, actorOf(request), request.params.requestId, reason))
  })
  routes.post(`${at}/given`, async (request, response) => {
    response.json(await recordAnswerGiven(runtime, actorOf(request), request.params.requestId))
  })
  routes.post(`${at}/ended`, async (request, response) => {
    const { reason } = request.body as { readonly reason: string }
    response.json(await endAccessRequest(runtime, actorOf(request), request.params.requestId, reason))
  })
  routes.get(`${at}/files`, async (request, response) => {
    response.json({ files: await answerFiles(runtime, actorOf(request), request.params.requestId) })
  })
  routes.post(`${at}/files`, async (request, response) => {
    response.status(201).json(await makeAnswer(runtime, printing, actorOf(request), request.params.requestId))
  })
  routes.get(`${at}/files/:name`, async (request, response) => {
    const { requestId, name } = request.params
    const file = await takeAnswerFile(runtime, actorOf(request), requestId, name)
    response.set('Content-Disposition', `attachment; filename="${file.name}"`)
    response.type(file.mediaType).send(file.content)
  })
  routes.get('/cases/:caseId/people/:personId/other-cases', async (request, response) => {
    const { caseId, personId: person } = request.params
    response.json({ cases: await otherCasesOf(runtime, actorOf(request), { caseId, person }) })
  })
  routes.get('/cases/:caseId/rectifications', async (request, response) => {
    response.json(await rectifications(runtime, actorOf(request), request.params.caseId))
  })
  routes.post('/cases/:caseId/rectifications', async (request, response) => {
    const asked = request.body as AskRectification
    const { caseId } = request.params
    answer(response, await askRectification(runtime, actorOf(request), caseId, asked, commandOptions(request)), 201)
  })
  routes.post('/cases/:caseId/rectifications/:rectification/decision', async (request, response) => {
    const { caseId, rectification } = request.params
    const decided = { ...(request.body as Omit<DecideRectification, 'request'>), request: rectification }
    answer(response, await decideRectification(runtime, actorOf(request), caseId, decided, commandOptions(request)))
  })
  return routes
}
