import { Router } from 'express'
import {
  addComment,
  answerComment,
  approveDraft,
  askForApproval,
  beginProcedure,
  bringUpToDate,
  calendars,
  checkDraft,
  diagramRules,
  discardDraft,
  draftBehind,
  draftConditions,
  draftHistory,
  listComments,
  listDrafts,
  localDate,
  openDraft,
  procedureOverview,
  proceduresOverview,
  publishDraft,
  readDraft,
  releaseLock,
  resolveComment,
  rollBackTo,
  saveDraft,
  sendDraftBack,
  takeDraftBack,
  takeLock,
  tryCalendar,
  versionFiles,
  type AddComment,
  type Approve,
  type BeginProcedure,
  type DraftChange,
  type LocalDate,
  type Runtime,
  type WhichFile,
  type WithComment,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { commandOptions } from '../middleware/command-options.ts'

/** `/drafts`, and what of `/procedures` leads there: a procedure from opening a draft to publishing it. */
export function draftRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/procedures/overview', async (request, response) => {
    response.json({ procedures: await proceduresOverview(runtime, actorOf(request)) })
  })
  routes.get('/procedures/:procedureId/overview', async (request, response) => {
    response.json(await procedureOverview(runtime, actorOf(request), request.params.procedureId))
  })
  routes.get('/procedures/:procedureId/drafts', async (request, response) => {
    response.json({ drafts: await listDrafts(runtime, actorOf(request), request.params.procedureId) })
  })
  routes.post('/procedures/:procedureId/drafts', async (request, response) => {
    const { fromVersion } = request.body as { readonly fromVersion?: number }
    const draft = await openDraft(runtime, actorOf(request), request.params.procedureId, fromVersion)
    response.status(201).json(draft)
  })
  routes.get('/procedures/:procedureId/versions/:version/files', async (request, response) => {
    const { procedureId, version } = request.params
    response.json({ files: await versionFiles(runtime, actorOf(request), procedureId, Number(version)) })
  })
  routes.post('/procedures/:procedureId/versions/:version/roll-back', async (request, response) => {
    const { procedureId, version } = request.params
    response.status(201).json(await rollBackTo(runtime, actorOf(request), procedureId, Number(version)))
  })

  routes.get('/diagram-rules', async (request, response) => {
    response.json({ rules: await diagramRules(actorOf(request)) })
  })
  routes.get('/calendars', (request, response) => {
    response.json(calendars(runtime, actorOf(request)))
  })
  routes.get('/calendars/:calendarId/last-day', (request, response) => {
    const { from, workingDays, own } = request.query as Readonly<Record<string, unknown>>
    const asked = {
      calendar: request.params.calendarId,
      from: localDate(String(from)),
      workingDays: Number(workingDays),
      own: String(own) === 'true',
    }
    response.json(tryCalendar(runtime, actorOf(request), asked))
  })

  const at = '/drafts/:draftId'
  routes.get('/drafts', async (request, response) => {
    response.json({ drafts: await listDrafts(runtime, actorOf(request)) })
  })
  routes.post('/drafts', async (request, response) => {
    const asked = request.body as BeginProcedure
    response.status(201).json(await beginProcedure(runtime, actorOf(request), asked))
  })
  routes.get(at, async (request, response) => {
    const draft = await readDraft(runtime, actorOf(request), request.params.draftId)
    response.set('ETag', `"${draft.revision}"`).json(draft)
  })
  routes.patch(at, async (request, response) => {
    const { changes, what } = request.body as { readonly changes: readonly DraftChange[]; readonly what: string }
    const revision = commandOptions(request).expectedVersion ?? 0
    const draft = await saveDraft(runtime, actorOf(request), request.params.draftId, { revision, changes, what })
    response.set('ETag', `"${draft.revision}"`).json(draft)
  })
  routes.put(`${at}/lock`, async (request, response) => {
    response.json(await takeLock(runtime, actorOf(request), request.params.draftId))
  })
  routes.delete(`${at}/lock`, async (request, response) => {
    response.json(await releaseLock(runtime, actorOf(request), request.params.draftId))
  })
  routes.get(`${at}/checks`, async (request, response) => {
    response.json(await checkDraft(runtime, actorOf(request), request.params.draftId))
  })
  routes.get(`${at}/conditions`, async (request, response) => {
    response.json({ conditions: await draftConditions(runtime, actorOf(request), request.params.draftId) })
  })
  routes.get(`${at}/history`, async (request, response) => {
    response.json(await draftHistory(runtime, actorOf(request), request.params.draftId))
  })
  routes.get(`${at}/behind`, async (request, response) => {
    const behind = await draftBehind(runtime, actorOf(request), request.params.draftId)
    response.json(behind === undefined ? {} : { behind })
  })
  routes.post(`${at}/bringing-up-to-date`, async (request, response) => {
    const { choices } = request.body as { readonly choices: readonly { path: string; take: WhichFile }[] }
    const asked = {
      revision: commandOptions(request).expectedVersion ?? 0,
      choices: Object.fromEntries(choices.map(({ path, take }) => [path, take])),
    }
    response.json(await bringUpToDate(runtime, actorOf(request), request.params.draftId, asked))
  })

  routes.get(`${at}/comments`, async (request, response) => {
    response.json({ comments: await listComments(runtime, actorOf(request), request.params.draftId) })
  })
  routes.post(`${at}/comments`, async (request, response) => {
    const asked = request.body as AddComment
    response.status(201).json(await addComment(runtime, actorOf(request), request.params.draftId, asked))
  })
  routes.post(`${at}/comments/:commentId/answers`, async (request, response) => {
    const { draftId, commentId } = request.params
    const { words } = request.body as { readonly words: string }
    response.status(201).json(await answerComment(runtime, actorOf(request), draftId, { commentId, words }))
  })
  routes.put(`${at}/comments/:commentId/resolution`, async (request, response) => {
    const { draftId, commentId } = request.params
    const { resolved } = request.body as { readonly resolved: boolean }
    await resolveComment(runtime, actorOf(request), draftId, { commentId, resolved })
    response.json({ resolved })
  })

  routes.post(`${at}/approval-request`, async (request, response) => {
    const asked = request.body as WithComment
    response.json(await askForApproval(runtime, actorOf(request), request.params.draftId, asked))
  })
  routes.post(`${at}/approval`, async (request, response) => {
    const asked = request.body as Approve
    response.json(await approveDraft(runtime, actorOf(request), request.params.draftId, asked))
  })
  routes.post(`${at}/sending-back`, async (request, response) => {
    const asked = request.body as WithComment
    response.json(await sendDraftBack(runtime, actorOf(request), request.params.draftId, asked))
  })
  routes.post(`${at}/taking-back`, async (request, response) => {
    response.json(await takeDraftBack(runtime, actorOf(request), request.params.draftId))
  })
  routes.post(`${at}/discarding`, async (request, response) => {
    response.json(await discardDraft(runtime, actorOf(request), request.params.draftId))
  })
  routes.post(`${at}/publication`, async (request, response) => {
    const { from } = request.body as { readonly from?: LocalDate }
    const asked = from === undefined ? {} : { from }
    response.status(201).json(await publishDraft(runtime, actorOf(request), request.params.draftId, asked))
  })
  return routes
}
