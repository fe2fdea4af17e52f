import { previewsOf, WORD, type PageParts } from '../../api/index.ts'
import {
  changesOfFile,
  editLetter,
  factPhrase,
  NotFoundError,
  placeholdersOf,
  plainName,
  recordsOfLetters,
  RefusedError,
  wordsOf,
  type LetterOperation,
} from '../../engine/index.ts'
import { field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { asking } from './field-edits.ts'
import { historyOf } from './form-pages.ts'
import { LETTER, noteView, PARTS, TO, withLetter, type LetterAsked } from './letter-asked.ts'
import { answerQuestion, askQuestion, oneOf, said, saveChange, type Change, type Question } from './question.ts'

/** `…/letters/:letter`: one letter, its words, and how it looks to its reader. */
export function addLetterPages(area: Area, parts: PageParts): void {
  const ask = (
    path: string,
    question: (letter: LetterAsked) => Question,
    change: (letter: LetterAsked, answers: Readonly<Record<string, unknown>>) => Change,
  ) => {
    area.staff('get', path, 'edit-procedures', async (asks) => {
      const letter = await withLetter(parts, asks)
      return askQuestion(letter.asked, question(letter))
    })
    area.staff('post', path, 'edit-procedures', async (asks) => {
      const letter = await withLetter(parts, asks)
      return answerQuestion(parts, asks, letter.asked, question(letter), (answers) => change(letter, answers))
    })
  }
  area.staff('get', LETTER, 'read-procedures', async (asks) => show(parts, await withLetter(parts, asks)))
  area.staff('get', `${LETTER}/words/:part`, 'edit-procedures', async (asks) =>
    words(parts, await withLetter(parts, asks), partOf(asks)),
  )
  area.staff('post', `${LETTER}/words/:part`, 'edit-procedures', (asks) => saveWords(parts, asks))
  ask(`${LETTER}/settings`, (letter) => settings(parts, letter), changeSettings)
  ask(`${LETTER}/words/child/remove`, removingChildWords, (letter) =>
    letterChange(letter, { do: 'remove-child-words' }, 'no words of their own for children'),
  )
  ask(`${LETTER}/remove`, removing, remove)
  area.staff('get', `${LETTER}/preview`, 'read-procedures', async (asks) =>
    preview(parts, await withLetter(parts, asks)),
  )
  area.staff('get', `${LETTER}/print`, 'read-procedures', async (asks) =>
    onPaper(parts, await withLetter(parts, asks), asks),
  )
  area.staff('get', `${LETTER}/history`, 'read-procedures', async (asks) => {
    const { asked, letter, title, at } = await withLetter(parts, asks)
    const about = { procedure: asked.draft.procedure, path: letter.path }
    const isChanged = asked.draft.changed.includes(letter.path)
    return historyOf(parts, asked, { title, at, isChanged }, await changesOfFile(parts.runtime, asks.actor, about))
  })
}

function show(parts: PageParts, { asked, letter, title, at }: LetterAsked): Reply {
  const own = wordsOf(letter.text)
  const read = letter.letter
  return view('procedures/letter', {
    frame: asked.frame,
    at,
    letterTitle: title,
    to: TO[read?.to ?? ''] ?? '',
    records: read?.records === undefined ? 'Nothing' : factPhrase(read.records),
    contents: (read?.contents ?? []).map(plainName),
    steps: letter.steps,
    notes: letter.notes.map((note) => noteView(note, at)),
    words: own && { adult: own.adult.split('\n'), child: own.child?.split('\n') },
    wordFile: letter.wordFile !== undefined,
    preview: previewData(parts, { asked, letter, title, at }),
  })
}

function previewData({ runtime, paper }: PageParts, { asked, letter }: LetterAsked) {
  if (letter.letter === undefined) return undefined
  const { adult, child } = previewsOf(runtime, paper, asked.draft.files, letter.id)
  return { adult, ...(letter.letter.child !== undefined && { child }) }
}

function preview(parts: PageParts, letter: LetterAsked): Reply {
  const { asked, title, at } = letter
  const shown = previewData(parts, letter)
  return view('procedures/letter-preview', { frame: asked.frame, at, letterTitle: title, preview: shown })
}

/** The letter as a Word file, as it would be printed. */
function onPaper({ runtime, paper }: PageParts, { asked, letter }: LetterAsked, { query }: StaffAsk): Reply {
  const isLarge = field(query, 'large') === 'yes'
  const previews = previewsOf(runtime, paper, asked.draft.files, letter.id, isLarge)
  const { docx, fault } = field(query, 'for') === 'child' ? previews.child : previews.adult
  if (docx === undefined) throw new RefusedError('letter-cannot-be-printed', fault ?? 'It cannot be printed.')
  return { kind: 'file', type: WORD, name: `${letter.id}.docx`, content: Buffer.from(docx, 'base64') }
}

function partOf({ params }: StaffAsk): 'adult' | 'child' {
  const part = params['part']
  if (part !== 'adult' && part !== 'child') throw new NotFoundError('part of the letter', part ?? '')
  return part
}

function words(
  { runtime }: PageParts,
  { asked, letter, title, at }: LetterAsked,
  part: 'adult' | 'child',
  refused?: { readonly text: string; readonly typed: string },
): Reply {
  const own = wordsOf(letter.text)
  const placeholders = Object.entries(placeholdersOf(runtime)).map(([name, { doc, sealed, conditionOnly }]) => ({
    name,
    doc,
    how: conditionOnly
      ? 'Only to ask about, with [if]'
      : sealed
        ? 'Only in a paragraph on paper, [sealed]'
        : 'Anywhere',
  }))
  const notes = letter.notes.filter((note) => note.part === part)
  const data = {
    frame: asked.frame,
    at,
    letterTitle: title,
    part,
    readers: PARTS[part],
    value: refused?.typed ?? own?.[part] ?? (part === 'child' ? own?.adult : ''),
    placeholders,
    notes: notes.map((note) => ({ ...noteView(note, at), href: undefined })),
    errors: refused === undefined ? [] : [{ text: refused.text, href: '#words' }],
  }
  return view('procedures/letter-words', data, refused === undefined ? 200 : 422)
}

async function saveWords(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const letter = await withLetter(parts, ask)
  const part = partOf(ask)
  const typed = ask.body['words']
  const text = (typeof typed === 'string' ? typed : '').replaceAll('\r\n', '\n')
  const change = letterChange(letter, { do: 'set-words', part, words: text }, `the words for ${PARTS[part]}`)
  const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, letter.asked, change)
  return typeof saved === 'string' ? words(parts, letter, part, { text: saved, typed: text }) : saved
}

function letterChange({ letter, title, at }: LetterAsked, operation: LetterOperation, what: string): Change {
  const edit = editLetter(letter.text, operation)
  if ('refused' in edit) return edit
  return { changes: [{ path: letter.path, text: edit.text }], what: `Letter “${title}”: ${what}`, to: at }
}

function settings({ runtime }: PageParts, { letter, title, at }: LetterAsked): Question {
  const facts = Object.keys(recordsOfLetters(runtime)).map((type) => ({ value: type, text: factPhrase(type) }))
  const read = letter.letter
  return {
    title: 'Title, readers and what it records',
    about: `Letter “${title}”`,
    back: at,
    schema: {
      ...asking(
        {
          title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120, description: 'Its name in lists.' },
          to: oneOf(
            'Whom does it go to?',
            Object.entries(TO).map(([value, text]) => ({ value, text })),
          ),
          records: oneOf('What goes on record when it is sent?', facts, 'Nothing, if you choose nothing.'),
          contents: {
            type: 'array',
            title: 'Codes of what the law asks it to say',
            items: { type: 'string', maxLength: 60 },
            description: 'Such as stage-2-right or ombudsman.',
          },
        },
        ['title', 'to'],
      ),
      'x-redress': {
        display: {
          title: { component: 'text' },
          to: { component: 'radios' },
          records: { component: 'select' },
          contents: { component: 'textarea' },
        },
      },
    },
    answers: {
      title,
      ...(read && { to: read.to, contents: read.contents }),
      ...(read?.records !== undefined && { records: read.records }),
    },
  }
}

function changeSettings(letter: LetterAsked, answers: Readonly<Record<string, unknown>>): Change {
  const contents = answers['contents']
  const operation: LetterOperation = {
    do: 'set-settings',
    title: said(answers, 'title'),
    to: said(answers, 'to'),
    records: said(answers, 'records'),
    contents: Array.isArray(contents) ? contents.map(String) : [],
  }
  return letterChange(letter, operation, 'title, readers or record')
}

function removingChildWords({ title, at }: LetterAsked): Question {
  return {
    title: 'Give children the words for adults',
    about: `Letter “${title}”`,
    back: at,
    intro: ['The words that are written for children are taken out. Children under 16 then get the others.'],
    schema: asking({}),
    button: 'Take them out',
    warning: true,
  }
}

function removing({ letter, title, at }: LetterAsked): Question {
  const isUsed = letter.steps.length > 0
  return {
    title: isUsed ? 'This letter cannot be removed' : 'Remove this letter',
    about: `Letter “${title}”`,
    back: at,
    intro: isUsed
      ? ['Steps send it. Give them another letter first:']
      : ['It is taken out of the draft, with its Word file. Versions that have it keep it.'],
    list: letter.steps,
    schema: asking({}),
    button: 'Remove the letter',
    warning: true,
  }
}

function remove({ asked, letter, title }: LetterAsked): Change {
  if (letter.steps.length > 0) return { refused: `Steps send this letter: ${letter.steps.join(', ')}.` }
  const word = letter.wordFile === undefined ? [] : [{ path: `letters/${letter.id}.docx`, text: null }]
  const changes = [{ path: letter.path, text: null }, ...word]
  return { changes, what: `Letter “${title}” removed`, to: `${asked.frame.base}/letters` }
}
