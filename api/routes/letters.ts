import { Router } from 'express'
import {
  caseLetter,
  caseLetters,
  dayOf,
  letterOf,
  printQueue,
  recordReturned,
  taskToTry,
  type LetterTemplate,
  type Register,
  type ReturnReason,
  type Runtime,
  type Task,
} from '../../engine/index.ts'
import { previewLetter } from '../../handlers/index.ts'
import type { CouncilPaper } from '../../handlers/print/index.ts'
import { letterAsWord, print, WORD } from '../letter-as-word.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { answer, commandOptions } from '../middleware/command-options.ts'

interface PreviewRequest {
  readonly caseId?: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** Letters of a case and those to print, `/messages/…`, and letters to look at before any is sent. */
export function letterRoutes(runtime: Runtime, paper: CouncilPaper): Router {
  const routes = Router()
  const { council } = runtime

  routes.get('/messages/:messageId/letter.docx', async (request, response) => {
    const { name, content } = await letterAsWord(runtime, paper, actorOf(request), request.params.messageId)
    response.attachment(name).type(WORD).send(content)
  })

  routes.get('/cases/:caseId/letters', async (request, response) => {
    response.json(await caseLetters(runtime, actorOf(request), request.params.caseId))
  })
  routes.get('/cases/:caseId/letters/:messageId', async (request, response) => {
    const { caseId, messageId } = request.params
    response.json(await caseLetter(runtime, actorOf(request), caseId, messageId))
  })
  routes.get('/letters', async (request, response) => {
    response.json(await printQueue(runtime, actorOf(request)))
  })
  routes.post('/messages/:messageId/returned', async (request, response) => {
    const { reason } = request.body as { reason: ReturnReason }
    const asked = { message: request.params.messageId, reason }
    answer(response, await recordReturned(runtime, actorOf(request), asked, commandOptions(request)))
  })

  routes.post('/procedures/:procedureId/letters/:letterId/preview', async (request, response) => {
    const { procedureId, letterId } = request.params
    const { caseId, parameters = {} } = request.body as PreviewRequest
    const { letter, wordFile } = await letterOf(runtime, procedureId, letterId)
    const input = { ...parameters, letter: letterId }
    const task = caseId === undefined ? undefined : await taskToTry(runtime, actorOf(request), caseId, input)
    const shown = (register: Register) => {
      const { values, ...preview } = previewLetter({
        letter,
        council,
        register,
        ...(task && { task: withInput(task, input) }),
      })
      const docx = print(wordFile ?? paper.standard, {
        reference: task?.caseState.id ?? 'XX-2026-00001',
        council,
        on: dayOf(runtime.clock.now()),
        address: ['Name of the reader', 'First line of the address', 'Town', 'Postcode'],
        body: preview.paper,
        values,
      })
      return { ...preview, docx }
    }
    response.json({ ...about(letter), adult: shown('adult'), child: shown('child') })
  })
  return routes
}

function about({ id, title, to, contents, records }: LetterTemplate) {
  return { letter: id, title, to, contents, ...(records !== undefined && { records }) }
}

function withInput<Input>(task: Task<unknown>, input: Input): Task<Input> {
  return { ...task, input }
}
