import { isFactType, type FactType } from '../case/index.ts'
import type { Finding } from './finding.ts'
import {
  LETTER_TO,
  type LetterTemplate,
  type LetterTo,
  type TemplateParagraph,
  type TemplatePiece,
} from './letter-template.ts'

/** A letter of a procedure, and the file that it stands in. */
export interface LetterFile {
  readonly path: string
  readonly letter: LetterTemplate
  /** Its own Word file, in base64. */
  readonly wordFile?: string
}

const REMEDY = 'Correct the letter; processes/LETTERS.md says how letters are written.'
/** Characters: some thirty pages. */
const LARGEST = 65_536
const KEYS: readonly string[] = ['title', 'records', 'contents', 'to']
const FRONT = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/
const CODE = /^[a-z][a-z0-9-]*$/
/** What no complainant waits for has no need to be on record. */
const MUST_RECORD: ReadonlySet<LetterTo> = new Set(['complainant', 'representative-only'])

/** Reads `letters/<id>.txt`. What is wrong in it is said all at once; the letter is given where it has words. */
export function readLetter(
  { path, text }: { readonly path: string; readonly text: string },
  folder: string,
): { readonly file?: LetterFile; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const report: Report = (element, message, remedy = REMEDY) => {
    findings.push({ file: `${folder}${path}`, element, rule: 'admission/bad-letter', level: 'error', message, remedy })
  }
  const id = /([^/]+)\.txt$/.exec(path)?.[1] ?? ''
  if (!CODE.test(id)) report('/', `Its name '${id}' is not in small letters, digits and hyphens.`)
  if (text.length > LARGEST) {
    report('/', `The file is larger than ${LARGEST / 1024} KiB.`)
    return { findings }
  }
  const [, front, body] = FRONT.exec(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')) ?? []
  if (front === undefined || body === undefined) {
    report('/', 'It does not begin with its settings between two lines of ---.')
    return { findings }
  }
  const settings = readSettings(front, report)
  const to = LETTER_TO.find((one) => one === (settings.get('to') ?? 'complainant'))
  if (to === undefined)
    report('/to', `It goes to '${settings.get('to') ?? ''}'.`, `Use one of ${LETTER_TO.join(', ')}.`)
  const title = settings.get('title') ?? ''
  if (title === '') report('/title', 'It has no title.')
  if (/[{}]/.test(title)) report('/title', 'Its title has a gap; a title says nothing of a case.')
  const records = recordsOf(settings.get('records'), to ?? 'complainant', report)
  const words = readWords(body, report)
  const { adult, child } = words
  if (adult === undefined || adult.length === 0) {
    report('/adult', 'It has no words for adults.', 'Write them under a line "# adult".')
    return { findings }
  }
  const letter: LetterTemplate = {
    id,
    title,
    contents: contentsOf(settings.get('contents') ?? '', report),
    to: to ?? 'complainant',
    adult,
    ...(records !== undefined && { records }),
    ...(child !== undefined && { child }),
  }
  return { file: { path, letter }, findings }
}

type Report = (element: string, message: string, remedy?: string) => void

function readSettings(front: string, report: Report): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  for (const line of front.split('\n')) {
    const stripped = line.replace(/(^|\s)#.*$/, '').trim()
    if (stripped === '') continue
    const [, key = '', value = ''] = /^([A-Za-z-]+):\s*(.*)$/.exec(stripped) ?? []
    if (key === '') report('/', `The setting '${stripped}' is not written as "name: value".`)
    else if (key === 'subject')
      report('/subject', 'A letter has no subject of its own: it is always the reference alone.', 'Delete the line.')
    else if (!KEYS.includes(key)) report(`/${key}`, `There is no setting '${key}'.`, `Use ${KEYS.join(', ')}.`)
    else if (settings.has(key)) report(`/${key}`, `It has two settings '${key}'.`)
    else settings.set(key, value)
  }
  return settings
}

function recordsOf(value: string | undefined, to: LetterTo, report: Report): FactType | undefined {
  if (value === undefined || value === '') {
    if (MUST_RECORD.has(to)) {
      report('/records', 'It does not say what it puts on record.', 'Add "records: notice-sent", or another fact.')
    }
    return undefined
  }
  if (isFactType(value)) return value
  report('/records', `It records '${value}', which is no fact that we know.`)
  return undefined
}

function contentsOf(value: string, report: Report): readonly string[] {
  const [, inner] = /^\[(.*)\]$/.exec(value) ?? []
  const codes = (inner ?? value)
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '')
  for (const code of codes) if (!CODE.test(code)) report('/contents', `'${code}' is no code of a content.`)
  return codes
}

type Words = Partial<Record<'adult' | 'child', readonly TemplateParagraph[]>>

function readWords(body: string, report: Report): Words {
  const [before = '', ...parts] = body.split(/^# */m)
  if (before.trim() !== '') report('/', 'It has words before "# adult".')
  const words: Words = {}
  for (const part of parts) {
    const end = part.indexOf('\n')
    const name = (end < 0 ? part : part.slice(0, end)).trim()
    if (name !== 'adult' && name !== 'child')
      report('/', `There is no part "# ${name}".`, 'Use "# adult" and "# child".')
    else if (words[name]) report(`/${name}`, `It has two parts "# ${name}".`)
    else words[name] = paragraphsOf(end < 0 ? '' : part.slice(end), name, report)
  }
  return words
}

function paragraphsOf(text: string, part: string, report: Report): readonly TemplateParagraph[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph, index) => paragraphOf(paragraph, `/${part}/${index + 1}`, report))
}

const MARK = /^\[([^\]\n]*)\]\s*/
/** A mark that is not closed, or that stands behind the first words. */
const STRAY_MARK = /^\[|\[\s*(sealed|if)\b/

function paragraphOf(text: string, at: string, report: Report): TemplateParagraph {
  let rest = text
  let sealed = false
  const when: { name: string; known: boolean }[] = []
  for (let mark = MARK.exec(rest); mark !== null; mark = MARK.exec(rest)) {
    rest = rest.slice(mark[0].length)
    const inside = (mark[1] ?? '').trim()
    const [, not, name] = /^if\s+(not\s+)?([A-Za-z0-9]+)$/.exec(inside) ?? []
    if (inside === 'sealed') sealed = true
    else if (name !== undefined) when.push({ name, known: not === undefined })
    else report(at, `There is no mark [${inside}].`, 'Use [sealed], [if name] or [if not name].')
  }
  if (rest === '') report(at, 'The paragraph has a mark and no words.')
  if (STRAY_MARK.test(rest)) {
    report(
      at,
      `'${rest.slice(rest.search(STRAY_MARK)).slice(0, 40)}' would stand in the letter as it is: no mark.`,
      'Put the mark before the words of the paragraph, and close it with ].',
    )
  }
  return { sealed, when, pieces: piecesOf(rest, at, report) }
}

/** A line that begins with a hyphen stays a line; the others of a paragraph run on. */
function piecesOf(text: string, at: string, report: Report): readonly TemplatePiece[] {
  const lines = text.split('\n')
  const running = lines
    .map((line, index) => {
      const ended = index < lines.length - 1 ? line.trimEnd() : line
      if (index === 0) return ended
      return line.startsWith('- ') ? `\n${ended}` : ` ${ended.trimStart()}`
    })
    .join('')
  return running.split(/(\{[^{}]*\})/).flatMap((piece): readonly TemplatePiece[] => {
    if (piece === '') return []
    const [, name] = /^\{\s*([A-Za-z0-9]+)\s*\}$/.exec(piece) ?? []
    if (name !== undefined) return [{ placeholder: name }]
    if (/[{}]/.test(piece))
      report(at, `'${piece.trim().slice(0, 40)}' is no placeholder: a name stands between { and }.`)
    return [piece]
  })
}
