import { asChange } from './as-change.ts'
import type { Change, Differences } from './change.ts'
import { codeInWords, listed, quoted } from './plain-words.ts'
import { baseOf, titleOf, type ProcedureSide } from './procedure-side.ts'
import type { Said } from './said.ts'
import { alignment, wordDifference } from './word-difference.ts'

/** Everything that two versions of a letter do not have in common: its settings, its paragraphs, its Word file. */
export function compareLetter(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const letter = titleOf(now, path)
  const name = `the letter ${quoted(letter)}`
  if (path.endsWith('.docx')) return { changes: [wordFile(path, letter)] }
  const [before, after] = [letterParts(was.files.get(path) ?? ''), letterParts(now.files.get(path) ?? '')]
  const parts = new Set([...before.keys(), ...after.keys()])
  const changes = [...parts].flatMap((part) => {
    const [old, recent] = [before.get(part), after.get(part)]
    const said = part.startsWith(SETTING)
      ? settingSaid(part.slice(SETTING.length), old?.[0], recent?.[0])
      : wordsSaid(part, old, recent)
    return said.map((each): Change => {
      const at = each.at === undefined ? letter : `${letter} · ${each.at}`
      const subjectName = each.at === undefined ? name : `${letter}, ${each.at}`
      return asChange(each, { file: path, where: at, subjectName })
    })
  })
  return { changes }
}

const SETTING = 'setting '

/** A letter in its parts: each setting by its name, and the paragraphs for adults and for children. */
export function letterParts(text: string): ReadonlyMap<string, readonly string[]> {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const [, front = '', body = plain] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(plain) ?? []
  const parts = new Map<string, readonly string[]>()
  for (const line of front.split('\n')) {
    const stripped = line.replace(/(^|\s)#.*$/, '').trim()
    if (stripped === '') continue
    const [, key = stripped, value = ''] = /^([A-Za-z-]+):\s*(.*)$/.exec(stripped) ?? []
    parts.set(`${SETTING}${key}`, [key === 'contents' ? contentsOf(value) : value])
  }
  const [before = '', ...sections] = body.split(/^# */m)
  if (before.trim() !== '') parts.set('', paragraphsOf(before))
  for (const section of sections) {
    const end = section.indexOf('\n')
    const name = (end < 0 ? section : section.slice(0, end)).trim()
    parts.set(name, [...(parts.get(name) ?? []), ...paragraphsOf(end < 0 ? '' : section.slice(end))])
  }
  return parts
}

function contentsOf(value: string): string {
  const inner = /^\[(.*)\]$/.exec(value)?.[1] ?? value
  const codes = inner.split(',').map((code) => code.trim())
  return codes.filter((code) => code !== '').join(' ')
}

/** Each in the lines that it is sent in. */
function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) =>
      paragraph
        .trim()
        .replaceAll(/[ \t]*\n[ \t]*(?!- )/g, ' ')
        .replaceAll(/[ \t]*\n[ \t]*(?=- )/g, '\n'),
    )
    .filter((paragraph) => paragraph !== '')
}

interface InLetter extends Said {
  /** `for adults, paragraph 2` */
  readonly at?: string
}

const TO: Readonly<Record<string, string>> = { 'representative-only': 'the representative alone' }
const SETTINGS: Readonly<Record<string, Pick<Said, 'subject' | 'law'> & { readonly label: string }>> = {
  title: { subject: 'name', label: 'heading' },
  to: { subject: 'who', label: 'goes to' },
  records: { subject: 'fact', label: 'what is on record once it is sent:' },
}

function settingSaid(key: string, was: string | undefined, now: string | undefined): readonly InLetter[] {
  if (key === 'contents') return contentsSaid(was ?? '', now ?? '')
  if (was === now) return []
  const known = SETTINGS[key]
  const both = { ...(was !== undefined && { was }), ...(now !== undefined && { now }) }
  if (known === undefined) return [{ subject: 'unknown', text: key, ...both }]
  const { subject, label } = known
  const value = (raw: string | undefined) =>
    raw === undefined
      ? key === 'to'
        ? 'complainant'
        : 'nothing'
      : key === 'title'
        ? quoted(raw)
        : (TO[raw] ?? codeInWords(raw))
  const [old, recent] = [value(was), value(now)]
  return [{ subject, text: `${label} ${old} → ${recent}`, was: old, now: recent }]
}

/** The contents that the law asks for, each by itself. */
function contentsSaid(was: string, now: string): readonly InLetter[] {
  const [before, after] = [was, now].map((codes) => codes.split(' ').filter((code) => code !== ''))
  const law = 'a content that the law asks for'
  const gone = (before ?? []).filter((code) => after?.includes(code) !== true)
  const come = (after ?? []).filter((code) => before?.includes(code) !== true)
  const said = (code: string) => quoted(codeInWords(code))
  const [old, recent] = [(before ?? []).map(codeInWords).join(', '), (after ?? []).map(codeInWords).join(', ')]
  const isMoved = gone.length === 0 && come.length === 0 && old !== recent
  return [
    ...gone.map((code): InLetter => {
      const text = `no longer says that it holds ${said(code)}`
      return { subject: 'law', kind: 'removed', text, was: codeInWords(code), law }
    }),
    ...come.map((code): InLetter => {
      const text = `now says that it holds ${said(code)}`
      return { subject: 'law', kind: 'added', text, now: codeInWords(code), law }
    }),
    ...(isMoved
      ? [{ subject: 'setting', text: 'its contents are listed in another order', was: old, now: recent } as const]
      : []),
  ]
}

const READERS: Readonly<Record<string, string>> = { adult: 'for adults', child: 'for children', '': 'before its parts' }

function wordsSaid(
  part: string,
  was: readonly string[] | undefined,
  now: readonly string[] | undefined,
): readonly InLetter[] {
  const whom = READERS[part] ?? `for “${part}”`
  if (was === undefined || now === undefined) {
    const text = (was ?? now ?? []).join('\n\n')
    const kind = was === undefined ? 'added' : 'removed'
    return [
      {
        subject: 'letter',
        kind,
        text: `words ${whom} ${kind}`,
        ...(was === undefined ? { now: text } : { was: text }),
      },
    ]
  }
  return paragraphPairs(was, now).map(({ number, ...pair }) =>
    paragraphSaid(`${whom}, paragraph ${number}`, pair.was, pair.now),
  )
}

interface ParagraphPair {
  readonly was?: string
  readonly now?: string
  /** In the newer letter; of one that is gone, in the older. */
  readonly number: number
}

/** Paragraphs that differ: between those that are alike, what is most like one another side by side. */
function paragraphPairs(before: readonly string[], after: readonly string[]): readonly ParagraphPair[] {
  const pairs: ParagraphPair[] = []
  let gone: { readonly was: string; readonly number: number }[] = []
  let [old, recent] = [0, 0]
  for (const { was, now } of alignment(before, after)) {
    if (was !== undefined) old += 1
    if (now !== undefined) recent += 1
    if (was !== undefined && now !== undefined) settle()
    else if (was !== undefined) gone.push({ was, number: old })
    else if (now !== undefined) {
      const like = gone.find((each) => alike(each.was, now))
      gone = gone.filter((each) => each !== like)
      pairs.push({ now, number: recent, ...(like !== undefined && { was: like.was }) })
    }
  }
  settle()
  return pairs

  function settle(): void {
    pairs.push(...gone)
    gone = []
  }
}

/** Whether more than a third of the words are the same. */
function alike(was: string, now: string): boolean {
  const pieces = wordDifference(was, now)
  const length = (kind: string) =>
    pieces.filter((each) => each.kind === kind).reduce((sum, { text }) => sum + text.length, 0)
  return length('same') * 3 > Math.max(was.length, now.length)
}

function paragraphSaid(at: string, was: string | undefined, now: string | undefined): InLetter {
  if (was === undefined) return { subject: 'letter', kind: 'added', text: 'paragraph added', now: now ?? '', at }
  if (now === undefined) return { subject: 'letter', kind: 'removed', text: 'paragraph removed', was, at }
  const [before, after] = [marksOf(was), marksOf(now)]
  if (before.words === after.words) {
    const text = `stands ${marksInWords(before.marks)} → ${marksInWords(after.marks)}`
    return { subject: 'condition', text, was, now, at, byWords: true }
  }
  const [lost, won] = [gapsOnlyIn(was, now), gapsOnlyIn(now, was)]
  const gaps = [
    ...(lost.length === 0 ? [] : [`no longer filled in: ${listed(lost)}`]),
    ...(won.length === 0 ? [] : [`now filled in: ${listed(won)}`]),
    ...(before.marks === after.marks ? [] : [`stands ${marksInWords(before.marks)} → ${marksInWords(after.marks)}`]),
  ]
  return { subject: 'letter', text: ['other words', ...gaps].join('; '), was, now, at, byWords: true }
}

function marksOf(text: string): { readonly marks: string; readonly words: string } {
  const marks = /^(?:\[[^\]\n]*\]\s*)*/.exec(text)?.[0] ?? ''
  return { marks: marks.trim(), words: text.slice(marks.length) }
}

function marksInWords(marks: string): string {
  const said = [...marks.matchAll(/\[\s*([^\]]*?)\s*\]/g)].map(([, mark = '']) => {
    if (mark === 'sealed') return 'on paper only'
    const [, not, name = mark] = /^if\s+(not\s+)?(.*)$/.exec(mark) ?? []
    return `where {${name}} is ${not === undefined ? '' : 'not '}known`
  })
  return said.length === 0 ? 'always' : listed(said)
}

function gapsOnlyIn(text: string, other: string): readonly string[] {
  const gaps = (of: string) => new Set(of.match(/\{[^{}]*\}/g) ?? [])
  const known = gaps(other)
  return [...gaps(text)].filter((gap) => !known.has(gap))
}

/** What it says cannot be read here; that it is another one can. */
function wordFile(path: string, letter: string): Change {
  const said: Said = {
    subject: 'letter',
    text: 'its Word file is another one',
    was: 'the Word file before',
    now: 'a Word file with other content',
  }
  return asChange(said, { file: path, where: letter, subjectName: `the letter ${quoted(letter || baseOf(path))}` })
}
