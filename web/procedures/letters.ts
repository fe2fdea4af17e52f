import type { PageParts } from '../../api/index.ts'
import {
  copyOfLetter,
  fileNameFor,
  letterIn,
  newLetter,
  plainName,
  type DraftLetter,
  type ProcedureFile,
} from '../../engine/index.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import { asking } from './field-edits.ts'
import { TO } from './letter-asked.ts'
import { addLetterPages } from './letter-pages.ts'
import { addWordFilePages } from './letter-word-file.ts'
import { answerQuestion, askQuestion, oneOf, said, type Question } from './question.ts'

const LETTERS = `${DRAFT}/letters`
const LETTER_FILE = /^(?:uses\/[^/]+\/)?letters\/([^/]+)\.txt$/
const OWN = /^letters\/([^/]+)\.txt$/

/** `…/letters`: what is written to people, word for word. */
export function addLettersPages(area: Area, parts: PageParts): void {
  area.staff('get', LETTERS, 'read-procedures', async (ask) => list(parts, await withDraft(parts, ask)))
  area.staff('get', `${LETTERS}/new`, 'edit-procedures', async (ask) => {
    const asked = await withDraft(parts, ask)
    return askQuestion(asked, beginning(asked))
  })
  area.staff('post', `${LETTERS}/new`, 'edit-procedures', (ask) => begin(parts, ask))
  addLetterPages(area, parts)
  addWordFilePages(area, parts)
}

function list({ runtime }: PageParts, { draft, frame }: DraftAsked): Reply {
  const letters = draft.files.flatMap(({ path }) => {
    const id = OWN.exec(path)?.[1]
    if (id === undefined) return []
    const letter = letterIn(runtime, draft.files, id)
    return [{ ...letterLine(letter), href: `${frame.base}/letters/${id}`, isChanged: draft.changed.includes(path) }]
  })
  return view('procedures/letters', {
    frame,
    letters: letters.toSorted((one, other) => (one.title < other.title ? -1 : 1)),
  })
}

function letterLine({ id, letter, steps, notes, wordFile }: DraftLetter) {
  return {
    id,
    title: letter?.title ?? id,
    to: TO[letter?.to ?? ''] ?? 'Nobody yet',
    steps,
    faults: notes.length,
    hasChildWords: letter?.child !== undefined,
    hasWordFile: wordFile !== undefined,
  }
}

function beginning({ draft, frame }: DraftAsked): Question {
  const copies = draft.files.flatMap(({ path }) => {
    const id = OWN.exec(path)?.[1]
    return id === undefined ? [] : [{ value: id, text: plainName(id) }]
  })
  return {
    title: 'New letter',
    about: 'Letters',
    back: `${frame.base}/letters`,
    schema: {
      ...asking(
        {
          title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120, description: 'Its name in lists.' },
          ...(copies.length > 0 && { copy: oneOf('Begin with a copy of', copies) }),
        },
        ['title'],
      ),
      'x-redress': { display: { title: { component: 'text' }, copy: { component: 'select' } } },
    },
    button: 'Make the letter',
  }
}

async function begin(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withDraft(parts, ask)
  const { files } = asked.draft
  return answerQuestion(parts, ask, asked, beginning(asked), (answers) => {
    const title = said(answers, 'title')
    const id = fileNameFor(title, idsIn(files))
    const original = files.find(({ path }) => path === `letters/${said(answers, 'copy')}.txt`)
    const text = original === undefined ? newLetter(title) : copyOfLetter(original.text, title)
    const to = `${asked.frame.base}/letters/${id}`
    return { changes: [{ path: `letters/${id}.txt`, text }], what: `New letter “${title}”`, to }
  })
}

function idsIn(files: readonly ProcedureFile[]): readonly string[] {
  return files.flatMap(({ path }) => LETTER_FILE.exec(path)?.[1] ?? [])
}
