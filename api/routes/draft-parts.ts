import { Router } from 'express'
import {
  askDraftTable,
  changeDraftAbout,
  draftAbout,
  draftForm,
  draftTable,
  tryDraftForm,
  type Runtime,
  type SettingsOperation,
} from '../../engine/index.ts'
import type { CouncilPaper } from '../../handlers/print/index.ts'
import { draftLetterPreview } from '../draft-letter-preview.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { commandOptions } from '../middleware/command-options.ts'

/**
 * `/drafts/{draftId}/about`: what the procedure is, and changing that. `/forms`, `/letters` and `/tables`: what parts of a
 * draft would do, where nothing is stored.
 */
export function draftPartRoutes(runtime: Runtime, paper: CouncilPaper): Router {
  const routes = Router()

  routes.get('/:draftId/about', async (request, response) => {
    response.json(await draftAbout(runtime, actorOf(request), request.params.draftId))
  })
  routes.patch('/:draftId/about', async (request, response) => {
    const operation = request.body as SettingsOperation
    const revision = commandOptions(request).expectedVersion ?? 0
    const changed = await changeDraftAbout(runtime, actorOf(request), request.params.draftId, { revision, operation })
    response.set('ETag', `"${changed.draft.revision}"`).json(changed)
  })
  routes.get('/:draftId/forms/:formId', async (request, response) => {
    const { draftId, formId } = request.params
    const { id, title, records, steps, notes, usualAnswers } = await draftForm(
      runtime,
      actorOf(request),
      draftId,
      formId,
    )
    response.json({ id, title, records, steps, notes, usualAnswers })
  })
  routes.post('/:draftId/forms/:formId/trial', async (request, response) => {
    const { draftId, formId: form } = request.params
    const { answers } = request.body as { readonly answers?: Readonly<Record<string, unknown>> }
    const asked = { form, ...(answers !== undefined && { answers }) }
    response.json(await tryDraftForm(runtime, actorOf(request), draftId, asked))
  })
  routes.get('/:draftId/letters/:letterId/preview', async (request, response) => {
    const { draftId: draft, letterId: letter } = request.params
    response.json(await draftLetterPreview(runtime, paper, actorOf(request), { draft, letter }))
  })
  routes.get('/:draftId/tables/:table', async (request, response) => {
    const { draftId, table: name } = request.params
    const { table, findings, gaps, overlaps, isComplete } = await draftTable(runtime, actorOf(request), draftId, name)
    response.json({ name, isReadable: table !== undefined, findings, gaps, overlaps, isComplete })
  })
  routes.post('/:draftId/tables/:table/decision', async (request, response) => {
    const { draftId, table } = request.params
    const { inputs } = request.body as { readonly inputs: Readonly<Record<string, unknown>> }
    response.json(await askDraftTable(runtime, actorOf(request), draftId, { table, inputs }))
  })
  return routes
}
