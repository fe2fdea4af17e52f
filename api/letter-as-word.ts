import { queuedLetter, RefusedError, type Actor, type Runtime } from '../engine/index.ts'
import {
  MissingValueError,
  paperFor,
  printLetter,
  WordFileError,
  type CouncilPaper,
  type LetterOnPaper,
} from '../handlers/print/index.ts'

/** Of a .docx file. */
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A letter of the print queue as a Word file, on the paper that its reader needs. Reading it is recorded. */
export async function letterAsWord(
  runtime: Runtime,
  paper: CouncilPaper,
  actor: Actor,
  messageId: string,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const { own, adjustments, ...letter } = await queuedLetter(runtime, actor, messageId)
  const docx = print(own?.wordFile ?? paperFor(paper, adjustments), {
    ...letter,
    council: runtime.council,
    ...(own && { values: own.values }),
  })
  return { name: `${letter.reference}.docx`, content: Buffer.from(docx, 'base64') }
}

/** @throws RefusedError when the Word file cannot be filled, with what to do about it. */
export function print(docx: string, letter: LetterOnPaper): string {
  try {
    return printLetter(docx, letter)
  } catch (error) {
    if (error instanceof MissingValueError || error instanceof WordFileError) {
      throw new RefusedError('letter-cannot-be-printed', `The Word file cannot be filled: ${error.message}`)
    }
    throw error
  }
}
