import {
  dayOf,
  letterIn,
  readDraft,
  RefusedError,
  type Actor,
  type ProcedureFile,
  type Register,
  type Runtime,
} from '../engine/index.ts'
import { previewLetter, type LetterPreview } from '../handlers/index.ts'
import { paperFor, type CouncilPaper } from '../handlers/print/index.ts'
import { print } from './letter-as-word.ts'

/** A letter of a draft as one reader would get it, with made-up values in its gaps. */
export interface DraftLetterPreview extends Omit<LetterPreview, 'values'> {
  /** On paper, a Word file in base64; missing where the letter's own Word file cannot be filled. */
  readonly docx?: string
  /** Why there is no Word file. */
  readonly fault?: string
}

export interface DraftLetterPreviews {
  readonly letter: string
  readonly title: string
  readonly to: string
  readonly adult: DraftLetterPreview
  readonly child: DraftLetterPreview
}

/**
 * @throws NotFoundError when the draft has no such letter.
 * @throws RefusedError (`letter-unreadable`) when it is not written as one.
 */
export async function draftLetterPreview(
  runtime: Runtime,
  paper: CouncilPaper,
  actor: Actor,
  { draft, letter }: { readonly draft: string; readonly letter: string },
): Promise<DraftLetterPreviews> {
  const { files } = await readDraft(runtime, actor, draft)
  return previewsOf(runtime, paper, files, letter)
}

/** The same of files that were read already; in large print where that is asked for. */
export function previewsOf(
  runtime: Runtime,
  paper: CouncilPaper,
  files: readonly ProcedureFile[],
  letterId: string,
  isLarge = false,
): DraftLetterPreviews {
  const { letter, wordFile } = letterIn(runtime, files, letterId)
  if (letter === undefined) throw new RefusedError('letter-unreadable', 'The letter is not written as one.')
  const { council, clock } = runtime
  const shown = (register: Register): DraftLetterPreview => {
    const { values, ...preview } = previewLetter({ letter, council, register })
    try {
      const own = letter.wordFile === undefined ? undefined : wordFile
      const docx = print(own ?? paperFor(paper, isLarge ? ['large-print'] : []), {
        reference: 'XX-2026-00001',
        council,
        on: dayOf(clock.now()),
        address: ['Name of the reader', 'First line of the address', 'Town', 'Postcode'],
        body: preview.paper,
        values,
      })
      return { ...preview, docx }
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return { ...preview, fault: error.message }
    }
  }
  const { id, title, to } = letter
  return { letter: id, title, to, adult: shown('adult'), child: shown('child') }
}
