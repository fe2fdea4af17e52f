import { Router } from 'express'
import {
  draftOf,
  figureOfReport,
  freezeReport,
  frozenReports,
  mustBeAllowed,
  NotFoundError,
  openReport,
  writeNarrative,
  type Edition,
  type FigureCasesAsked,
  type ReportAsked,
  type Runtime,
} from '../../engine/index.ts'
import type { Config } from '../config.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { reportFileOf, reportData, reportPrinter, type ReportFormat } from '../report/index.ts'

/** `/reports`. Requests have been checked against the OpenAPI document before they come here. */
export function reportRoutes(runtime: Runtime, config: Pick<Config, 'publicUrl' | 'pdfBrowser'>): Router {
  const routes = Router()

  routes.get('/', async (request, response) => {
    response.json({ reports: await frozenReports(runtime, actorOf(request)) })
  })
  routes.get('/:report', async (request, response) => {
    const { edition = 'internal' } = request.query as { edition?: Edition }
    const { content, frozen } = await openReport(runtime, actorOf(request), request.params.report)
    response.json(reportData(content, edition, frozen))
  })
  routes.get('/:report/file', async (request, response) => {
    const { edition = 'internal', format } = request.query as unknown as { edition?: Edition; format: ReportFormat }
    const asked = { report: request.params.report, edition, format }
    const { type, name, content } = await reportFileOf(runtime, config, actorOf(request), asked)
    response.type(type).attachment(name).send(content)
  })
  routes.get('/:report/figures/:figure', async (request, response) => {
    const paging = request.query as Pick<FigureCasesAsked, 'of' | 'after' | 'limit'>
    const { report, figure } = request.params
    const { behind } = await figureOfReport(runtime, actorOf(request), { report, figure, ...paging })
    response.json(behind)
  })
  routes.put('/:report/words/:box', async (request, response) => {
    const actor = actorOf(request)
    mustBeAllowed(actor, 'write-report')
    const { kind, from, to } = draftNamed(request.params.report)
    const { text } = request.body as { text: string }
    await writeNarrative(runtime, actor, { kind, from, to, box: request.params.box, text })
    response.status(204).end()
  })
  routes.put('/:report/snapshot', async (request, response) => {
    const actor = actorOf(request)
    mustBeAllowed(actor, 'write-report')
    const asked = draftNamed(request.params.report)
    response.json(await freezeReport(runtime, actor, asked, reportPrinter(config.publicUrl)))
  })
  return routes
}

/** @throws NotFoundError for what is no draft: what is frozen is not written in. */
function draftNamed(report: string): ReportAsked {
  const asked = draftOf(report)
  if (asked === undefined) throw new NotFoundError('draft of a report', report)
  return asked
}
