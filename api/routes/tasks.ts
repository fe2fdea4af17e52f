import { Router } from 'express'
import {
  assignTask,
  claimTask,
  completeTask,
  listTasks,
  previewCompletion,
  releaseTask,
  saveTaskDraft,
  sendBack,
  taskChoices,
  taskDraft,
  taskForm,
  taskView,
  type CompleteTask,
  type Runtime,
  type SaveDraft,
} from '../../engine/index.ts'
import { tryLetter } from '../../handlers/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'
import { pageRequest } from './paging.ts'

type Answered = Omit<CompleteTask, 'taskId'>

/** `/tasks` */
export function taskRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/', async (request, response) => {
    response.json(await listTasks(runtime, actorOf(request), { ...request.query, ...pageRequest(request) }))
  })
  routes.get('/:taskId', async (request, response) => {
    response.json(await taskView(runtime, actorOf(request), request.params.taskId))
  })
  routes.get('/:taskId/form', async (request, response) => {
    response.json(await taskForm(runtime, actorOf(request), request.params.taskId))
  })
  routes.post('/:taskId/claim', async (request, response) => {
    answer(response, await claimTask(runtime, actorOf(request), request.params.taskId, commandOptions(request)))
  })
  routes.post('/:taskId/release', async (request, response) => {
    answer(response, await releaseTask(runtime, actorOf(request), request.params.taskId, commandOptions(request)))
  })
  routes.post('/:taskId/assignment', async (request, response) => {
    const { assignee } = request.body as { assignee: string }
    answer(
      response,
      await assignTask(runtime, actorOf(request), request.params.taskId, assignee, commandOptions(request)),
    )
  })
  routes.post('/:taskId/completion', async (request, response) => {
    const asked = { taskId: request.params.taskId, ...(request.body as Answered) }
    answer(response, await completeTask(runtime, actorOf(request), asked, commandOptions(request)))
  })
  routes.post('/:taskId/completion-preview', async (request, response) => {
    const asked = { taskId: request.params.taskId, ...(request.body as Answered) }
    response.json(await previewCompletion(runtime, actorOf(request), asked, tryLetter))
  })
  routes.get('/:taskId/draft', async (request, response) => {
    response.json(await taskDraft(runtime, actorOf(request), request.params.taskId))
  })
  routes.put('/:taskId/draft', async (request, response) => {
    const { fields } = request.body as Pick<SaveDraft, 'fields'>
    response.json(await saveTaskDraft(runtime, actorOf(request), { taskId: request.params.taskId, fields }))
  })
  routes.get('/:taskId/choices', async (request, response) => {
    response.json(await taskChoices(runtime, actorOf(request), request.params.taskId))
  })
  routes.post('/:taskId/return', async (request, response) => {
    const { to, reason } = request.body as { to: string; reason: string }
    const asked = { taskId: request.params.taskId, to, reason }
    answer(response, await sendBack(runtime, actorOf(request), asked, commandOptions(request)))
  })
  return routes
}
