import { Router } from 'express'
import {
  askForExport,
  exportDates,
  listExports,
  readExport,
  takeExport,
  type ExportFormat,
  type ExportSelection,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { sendPieces } from '../send-pieces.ts'

interface ExportRequest extends ExportSelection {
  readonly format: ExportFormat
  readonly named?: boolean
  readonly samePseudonymsAs?: string
  readonly reason?: string
}

/** Cases of a table of dates in one answer. */
const DATED_CASES = 500

/** `/audit/exports`: what leaves the service as a file. */
export function exportRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/', async (request, response) => {
    response.json(await listExports(runtime, actorOf(request), request.query))
  })
  routes.post('/', async (request, response) => {
    const { format, named, samePseudonymsAs, reason, ...selection } = request.body as ExportRequest
    const asked = {
      format,
      selection,
      ...(named !== undefined && { named }),
      ...(samePseudonymsAs !== undefined && { samePseudonymsAs }),
      ...(reason !== undefined && { reason }),
    }
    response.status(201).json(await askForExport(runtime, actorOf(request), asked))
  })
  routes.get('/:exportId', async (request, response) => {
    response.json(await readExport(runtime, actorOf(request), request.params.exportId))
  })
  routes.get('/:exportId/dates', async (request, response) => {
    response.json(await exportDates(runtime, actorOf(request), request.params.exportId, DATED_CASES))
  })
  routes.get('/:exportId/file', async (request, response) => {
    await sendPieces(response, await takeExport(runtime, actorOf(request), request.params.exportId))
  })
  return routes
}
