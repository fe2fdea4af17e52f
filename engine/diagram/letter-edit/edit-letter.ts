import { isFactType } from '../../case/index.ts'
import { LETTER_TO } from '../letter-template.ts'

/** What somebody does to a letter's file. */
export type LetterOperation =
  | {
      readonly do: 'set-settings'
      readonly title: string
      readonly to: string
      /** Empty: nothing is recorded. */
      readonly records: string
      readonly contents: readonly string[]
    }
  | { readonly do: 'set-words'; readonly part: 'adult' | 'child'; readonly words: string }
  /** Children get the words for adults. */
  | { readonly do: 'remove-child-words' }

export type LetterEdit =
  | { readonly text: string }
  /** Why not, as a sentence. */
  | { readonly refused: string }

const FRONT = /^(---\n)([\s\S]*?)(\n---\n)([\s\S]*)$/
const LONGEST = 50_000

/** The words of a letter as they stand in its file, without the settings. */
export interface LetterWords {
  readonly adult: string
  readonly child?: string
}

/** Undefined where the file has no settings or no words for adults. */
export function wordsOf(text: string): LetterWords | undefined {
  const [, , , , body] = FRONT.exec(plain(text)) ?? []
  if (body === undefined) return undefined
  const [, ...parts] = body.split(/^# */m)
  const found = new Map(
    parts.map((part) => {
      const end = part.indexOf('\n')
      return [(end < 0 ? part : part.slice(0, end)).trim(), end < 0 ? '' : part.slice(end + 1)] as const
    }),
  )
  const [adult, child] = [found.get('adult'), found.get('child')]
  if (adult === undefined) return undefined
  return { adult: adult.trim(), ...(child !== undefined && { child: child.trim() }) }
}

/**
 * Does one thing to a letter. Its words may have faults that the notes name; what makes the file unreadable is refused. A
 * change that says what stood there already leaves the file as it is.
 */
export function editLetter(text: string, operation: LetterOperation): LetterEdit {
  const parts = FRONT.exec(plain(text))
  const words = wordsOf(text)
  if (parts === null || words === undefined) {
    return { refused: 'The file is not written as a letter, and cannot be changed here.' }
  }
  const [, open = '', front = '', close = '', body = ''] = parts
  switch (operation.do) {
    case 'set-settings': {
      const changed = withSettings(front, operation)
      if (typeof changed !== 'string') return changed
      return changed === front ? { text } : { text: `${open}${changed}${close}${body}` }
    }
    case 'set-words': {
      const own = tidied(operation.words)
      const refused = refusalOf(own)
      if (refused !== undefined) return { refused }
      if (own === words[operation.part]) return { text }
      return { text: `${open}${front}${close}${bodyOf({ ...words, [operation.part]: own })}` }
    }
    case 'remove-child-words':
      return words.child === undefined ? { text } : { text: `${open}${front}${close}${bodyOf({ adult: words.adult })}` }
  }
}

/** A letter to the complainant with one paragraph. */
export function newLetter(title: string): string {
  return `---\ntitle: ${oneLine(title)}\nrecords: notice-sent\ncontents: []\nto: complainant\n---\n# adult\nWe write to you about your complaint.\n`
}

/** The same letter under another title. */
export function copyOfLetter(text: string, title: string): string {
  return plain(text).replace(/^title:.*$/m, () => `title: ${oneLine(title)}`)
}

function refusalOf(words: string): string | undefined {
  if (words === '') return 'A letter needs words.'
  if (words.length > LONGEST) return `A letter has at most ${LONGEST.toLocaleString('en-GB')} characters.`
  const mark = /^#.*$/m.exec(words)?.[0]
  if (mark !== undefined) return `No line of a letter begins with #, as “${mark.slice(0, 40)}” does.`
  return undefined
}

function bodyOf({ adult, child }: LetterWords): string {
  return `# adult\n${adult}\n${child === undefined ? '' : `\n# child\n${child}\n`}`
}

function withSettings(
  front: string,
  { title, to, records, contents }: Extract<LetterOperation, { do: 'set-settings' }>,
): string | { readonly refused: string } {
  const name = oneLine(title)
  if (name === '') return { refused: 'A letter needs a title.' }
  if (/[{}]/.test(name)) return { refused: 'The title of a letter has no gap: it says nothing of a case.' }
  if (name.includes('#')) return { refused: 'The title of a letter cannot hold the sign #.' }
  if (!LETTER_TO.some((one) => one === to)) return { refused: 'Say whom the letter goes to.' }
  if (records !== '' && !isFactType(records)) return { refused: `There is no fact “${records}”.` }
  const strange = contents.find((code) => !/^[a-z][a-z0-9-]*$/.test(code))
  if (strange !== undefined) return { refused: `“${strange}” is no code of a content: use small letters and hyphens.` }
  let lines = front.split('\n')
  lines = put(lines, 'title', name)
  lines = put(lines, 'records', records)
  lines = put(lines, 'contents', `[${contents.join(', ')}]`)
  return put(lines, 'to', to).join('\n')
}

/** Replaces the value of a setting, where it is another; an empty one takes the line out. */
function put(lines: readonly string[], key: string, value: string): string[] {
  const at = lines.findIndex((line) => line.startsWith(`${key}:`))
  if (at === -1) return [...lines, ...(value === '' || value === '[]' ? [] : [`${key}: ${value}`])]
  if (value === '') return lines.filter((_line, index) => index !== at)
  const was = /^[^:]*:\s*(.*?)\s*(?:\s#.*)?$/.exec(lines[at] ?? '')?.[1] ?? ''
  return was.replace(/\s+/g, ' ') === value
    ? [...lines]
    : lines.map((line, index) => (index === at ? `${key}: ${value}` : line))
}

function tidied(words: string): string {
  return plain(words)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
