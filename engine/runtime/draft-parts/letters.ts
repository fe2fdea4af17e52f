import {
  notesOnLetter,
  readLetterFile,
  stepsSending,
  type LetterNote,
  type LetterTemplate,
  type PlaceholderDescription,
  type ProcedureFile,
} from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'

/** A letter of a draft with what can be said of it. */
export interface DraftLetter {
  readonly id: string
  readonly path: string
  readonly text: string
  /** Missing where the text cannot be read as a letter. */
  readonly letter?: LetterTemplate
  readonly notes: readonly LetterNote[]
  /** Steps that send it. */
  readonly steps: readonly string[]
  /** Its own Word file, in base64. */
  readonly wordFile?: string
}

/** What letters may have in their gaps. */
export function placeholdersOf({
  handlers,
}: Pick<Runtime, 'handlers'>): Readonly<Record<string, PlaceholderDescription>> {
  return writingOf(handlers)?.placeholders ?? {}
}

/** What a letter can put on record, and to whom such a letter may go. */
export function recordsOfLetters({ handlers }: Pick<Runtime, 'handlers'>): Readonly<Record<string, readonly string[]>> {
  return writingOf(handlers)?.records ?? {}
}

function writingOf(handlers: Runtime['handlers']) {
  return [...handlers.values()].find(({ describe }) => describe.letters !== undefined)?.describe.letters
}

/** @throws NotFoundError when there is no such letter among the files. */
export function letterIn(
  { handlers, readWordFile }: Pick<Runtime, 'handlers' | 'readWordFile'>,
  files: readonly ProcedureFile[],
  letterId: string,
): DraftLetter {
  const path = `letters/${letterId}.txt`
  const text = files.find((file) => file.path === path)?.text
  if (text === undefined) throw new NotFoundError('letter in the draft', letterId)
  const wordFile = files.find((file) => file.path === `letters/${letterId}.docx`)?.text
  const word = wordFile === undefined ? undefined : readWordFile?.(wordFile)
  const letter = readLetterFile({ path, text })
  const actions = [...handlers.values()].map(({ describe }) => describe)
  const own = letter && { ...letter, ...(word !== undefined && word.fault === undefined && { wordFile: word }) }
  return {
    id: letterId,
    path,
    text,
    ...(own && { letter: own }),
    notes: notesOnLetter({ path, text }, actions, word),
    steps: stepsSending(files, letterId),
    ...(wordFile !== undefined && { wordFile }),
  }
}
