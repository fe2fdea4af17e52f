import { Router } from 'express'
import {
  dayOf,
  letterOf,
  queuedLetter,
  RefusedError,
  taskToTry,
  type LetterTemplate,
  type Register,
  type Runtime,
  type Task,
} from '../../engine/index.ts'
import { previewLetter } from '../../handlers/index.ts'
import {
  MissingValueError,
  paperFor,
  printLetter,
  WordFileError,
  type CouncilPaper,
  type LetterOnPaper,
} from '../../handlers/print/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

interface PreviewRequest {
  readonly caseId?: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** `/messages/…/letter.docx`, and letters to look at before any is sent. */
export function letterRoutes(runtime: Runtime, paper: CouncilPaper): Router {
  const routes = Router()
  const { council } = runtime

  routes.get('/messages/:messageId/letter.docx', async (request, response) => {
    const { own, adjustments, ...letter } = await queuedLetter(runtime, actorOf(request), request.params.messageId)
    const docx = print(own?.wordFile ?? paperFor(paper, adjustments), {
      ...letter,
      council,
      ...(own && { values: own.values }),
    })
    response.attachment(`${letter.reference}.docx`).type(WORD).send(Buffer.from(docx, 'base64'))
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

/** @throws RefusedError when the Word file cannot be filled, with what to do about it. */
function print(docx: string, letter: LetterOnPaper): string {
  try {
    return printLetter(docx, letter)
  } catch (error) {
    if (error instanceof MissingValueError || error instanceof WordFileError) {
      throw new RefusedError('letter-cannot-be-printed', `The Word file cannot be filled: ${error.message}`)
    }
    throw error
  }
}
