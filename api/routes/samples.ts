import type { Router } from 'express'
import {
  addToWorkingPaper,
  drawSample,
  exportSample,
  listSamples,
  paperView,
  previewSample,
  reviewWorkingPaper,
  samplePopulation,
  sampleView,
  saveWorkingPaper,
  signWorkingPaper,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { commandOptions } from '../middleware/command-options.ts'
import { pageRequest } from './paging.ts'

/** `/audit/samples`: samples of cases and their working papers. */
export function addSampleRoutes(routes: Router, runtime: Runtime): void {
  const paperAt = '/samples/:sampleId/cases/:caseId'

  routes.get('/samples', async (request, response) => {
    response.json(await listSamples(runtime, actorOf(request), pageRequest(request)))
  })
  routes.post('/samples', async (request, response) => {
    response.status(201).json(await drawSample(runtime, actorOf(request), request.body, commandOptions(request)))
  })
  routes.post('/samples/preview', async (request, response) => {
    response.json(await previewSample(runtime, actorOf(request), request.body))
  })
  routes.get('/samples/:sampleId', async (request, response) => {
    response.json(await sampleView(runtime, actorOf(request), request.params.sampleId))
  })
  routes.get('/samples/:sampleId/population', async (request, response) => {
    response.type('text/csv').send(await samplePopulation(runtime, actorOf(request), request.params.sampleId))
  })
  routes.get('/samples/:sampleId/papers', async (request, response) => {
    response.json(await exportSample(runtime, actorOf(request), request.params.sampleId))
  })
  routes.get(paperAt, async (request, response) => {
    response.json(await paperView(runtime, actorOf(request), paperOf(request.params)))
  })
  routes.put(paperAt, async (request, response) => {
    response.json(await saveWorkingPaper(runtime, actorOf(request), paperOf(request.params), request.body))
  })
  routes.post(`${paperAt}/signature`, async (request, response) => {
    const { version } = request.body as { readonly version: number }
    response.json(await signWorkingPaper(runtime, actorOf(request), paperOf(request.params), { version }))
  })
  routes.post(`${paperAt}/review`, async (request, response) => {
    response.json(await reviewWorkingPaper(runtime, actorOf(request), paperOf(request.params)))
  })
  routes.post(`${paperAt}/addenda`, async (request, response) => {
    const { words } = request.body as { readonly words: string }
    const [actor, of, options] = [actorOf(request), paperOf(request.params), commandOptions(request)]
    response.status(201).json(await addToWorkingPaper(runtime, actor, of, { words }, options))
  })
}

function paperOf({ sampleId = '', caseId = '' }: Readonly<Record<string, string | undefined>>) {
  return { sample: sampleId, caseId }
}
