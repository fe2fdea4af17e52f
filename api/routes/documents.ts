import { Router, type Response } from 'express'
import {
  addDocument,
  addRedactedTwin,
  documentView,
  InvalidVariablesError,
  listDocuments,
  openDocument,
  withdrawDocument,
  type DocumentDetails,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { uploadsOf } from '../middleware/uploads.ts'

/** `/cases/:caseId/documents`. Uploads have been read, one file each, before they come here. */
export function documentRoutes(runtime: Runtime): Router {
  const routes = Router()
  const at = '/cases/:caseId/documents'

  routes.get(at, async (request, response) => {
    response.json(await listDocuments(runtime, actorOf(request), request.params.caseId))
  })
  routes.post(at, async (request, response) => {
    const { caseId } = request.params
    const { file: _file, ...details } = request.body as Omit<DocumentDetails, 'fileName'> & { file?: unknown }
    const document = { ...details, ...theFile(uploadsOf(request)) }
    const done = await addDocument(runtime, actorOf(request), caseId, document, commandOptions(request))
    response.location(`/api/v1/cases/${caseId}/documents/${done.result.document}`)
    answer(response, done, 201)
  })
  routes.get(`${at}/:documentId`, async (request, response) => {
    const { caseId, documentId } = request.params
    response.json(await documentView(runtime, actorOf(request), caseId, documentId))
  })
  routes.get(`${at}/:documentId/content`, async (request, response) => {
    const { caseId, documentId } = request.params
    const plain = request.query['hiddenDetails'] === 'left-out'
    sendFile(response, await openDocument(runtime, actorOf(request), caseId, documentId, plain))
  })
  routes.post(`${at}/:documentId/redacted-copies`, async (request, response) => {
    const { caseId, documentId } = request.params
    const file = theFile(uploadsOf(request))
    const done = await addRedactedTwin(runtime, actorOf(request), caseId, documentId, file, commandOptions(request))
    response.location(`/api/v1/cases/${caseId}/documents/${done.result.document}`)
    answer(response, done, 201)
  })
  routes.post(`${at}/:documentId/withdrawal`, async (request, response) => {
    const { caseId, documentId } = request.params
    const { reason } = request.body as { reason: string }
    answer(
      response,
      await withdrawDocument(runtime, actorOf(request), caseId, documentId, reason, commandOptions(request)),
    )
  })
  return routes
}

/** A file of somebody's: saved by the browser, never shown in place, and harmless if it were. */
function sendFile(response: Response, file: { fileName: string; mediaType: string; content: Buffer }): void {
  response
    .attachment(file.fileName)
    .type(file.mediaType)
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(file.content)
}

function theFile(files: ReturnType<typeof uploadsOf>) {
  const [file] = files
  if (file === undefined || files.length > 1) {
    throw new InvalidVariablesError('The file', [{ at: '/file', message: 'must be there, and one only' }])
  }
  const { fileName, content } = file
  return { fileName, content }
}
