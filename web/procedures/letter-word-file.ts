import { uploadsOf, WORD, type PageParts } from '../../api/index.ts'
import { InvalidVariablesError, NotFoundError, PAPER_GAPS, placeholdersOf } from '../../engine/index.ts'
import { staffFormWithFiles, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { asking } from './field-edits.ts'
import { LETTER, withLetter, type LetterAsked } from './letter-asked.ts'
import { answerQuestion, askQuestion, saveChange, type Question } from './question.ts'

const PAGE = `${LETTER}/word-file`

/** `…/word-file`: the Word file with which a letter is printed, where it has one of its own. */
export function addWordFilePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'edit-procedures', async (ask) => show(parts, await withLetter(parts, ask)))
  area.staff('post', PAGE, 'edit-procedures', (ask) => take(parts, ask), staffFormWithFiles('file'))
  area.staff('get', `${PAGE}/file`, 'read-procedures', async (ask) => {
    const { letter } = await withLetter(parts, ask)
    if (letter.wordFile === undefined) throw new NotFoundError('Word file of the letter', letter.id)
    return { kind: 'file', type: WORD, name: `${letter.id}.docx`, content: Buffer.from(letter.wordFile, 'base64') }
  })
  area.staff('get', `${PAGE}/remove`, 'edit-procedures', async (ask) => {
    const letter = await withLetter(parts, ask)
    return askQuestion(letter.asked, removing(letter))
  })
  area.staff('post', `${PAGE}/remove`, 'edit-procedures', async (ask) => {
    const letter = await withLetter(parts, ask)
    return answerQuestion(parts, ask, letter.asked, removing(letter), () => ({
      changes: [{ path: pathOf(letter), text: null }],
      what: `Letter “${letter.title}”: no Word file of its own`,
      to: letter.at,
    }))
  })
}

function pathOf({ letter }: LetterAsked): string {
  return `letters/${letter.id}.docx`
}

function show({ runtime }: PageParts, { asked, letter, title, at }: LetterAsked, error?: string): Reply {
  const data = {
    frame: asked.frame,
    at,
    letterTitle: title,
    hasFile: letter.wordFile !== undefined,
    gaps: [...PAPER_GAPS, ...Object.keys(placeholdersOf(runtime))],
    errors: error === undefined ? [] : [{ text: error, href: '#file' }],
  }
  return view('procedures/letter-word-file', data, error === undefined ? 200 : 422)
}

async function take(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const letter = await withLetter(parts, ask)
  const [content, fault] = fileIn(ask)
  const docx = content?.toString('base64') ?? ''
  const why = fault ?? faultOf(parts, docx)
  if (why !== undefined) return show(parts, letter, why)
  const saved = await saveChange(parts, ask, letter.asked, {
    changes: [{ path: pathOf(letter), text: docx }],
    what: `Letter “${letter.title}”: a Word file of its own`,
    to: letter.at,
  })
  return typeof saved === 'string' ? show(parts, letter, saved) : saved
}

function fileIn({ request }: StaffAsk): readonly [Buffer | undefined, string | undefined] {
  try {
    const [file] = uploadsOf(request)
    return file === undefined ? [undefined, 'Select a Word file (.docx)'] : [file.content, undefined]
  } catch (error) {
    if (error instanceof InvalidVariablesError) return [undefined, TOO_LARGE]
    throw error
  }
}

const TOO_LARGE = 'The file must be smaller than 3 MB'
/** Characters, in base64. */
const LONGEST = 4_000_000

/** What a file is, is seen by what it holds; its name says nothing. */
function faultOf({ runtime }: PageParts, docx: string): string | undefined {
  if (docx.length > LONGEST) return TOO_LARGE
  const word = runtime.readWordFile?.(docx)
  if (word === undefined) return 'Word files cannot be read here'
  if (word.fault !== undefined) return `The file cannot be used: ${word.fault}`
  const known = new Set([...PAPER_GAPS, ...Object.keys(placeholdersOf(runtime))])
  const strange = [...word.gaps, ...word.sections].filter((name) => !known.has(name))
  return strange.length === 0 ? undefined : `The file has gaps that nothing fills: ${strange.join(', ')}`
}

function removing({ title, at }: LetterAsked): Question {
  return {
    title: 'Remove the Word file',
    about: `Letter “${title}”`,
    back: at,
    intro: ['The letter is then printed on the council’s usual paper.'],
    schema: asking({}),
    button: 'Remove the Word file',
    warning: true,
  }
}
