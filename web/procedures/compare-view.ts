import {
  FILE_WORDS,
  type ProcedureChange as Change,
  type ProcedureChangeKind as ChangeKind,
  type ProcedureComparison,
  type ChangeSubject as Subject,
  type WordPiece,
} from '../../engine/index.ts'

/** A comparison as pages show it: `procedures/_comparison.njk` is made from it. */
export interface ComparisonView {
  readonly summary: string
  /** What the two sides are called. */
  readonly names: readonly [string, string]
  readonly isSame: boolean
  /** What differs and cannot be put in words; always shown, whatever is chosen. */
  readonly unsaid: readonly ChangeView[]
  readonly groups: readonly { readonly title: string; readonly what: string; readonly changes: readonly ChangeView[] }[]
  readonly kinds: readonly Choice[]
  readonly abouts: readonly Choice[]
  /** How many changes there are, and how many of them are shown. */
  readonly total: number
  readonly shown: number
  readonly layout: ProcedureComparison['layout']
  readonly notation: ProcedureComparison['notation']
  /** The number of each change, which the diagrams show too. */
  readonly numbers: ReadonlyMap<Change, number>
}

export interface ChangeView {
  readonly number: number
  readonly tag: { readonly text: string; readonly sign: string; readonly colour: string; readonly state: ChangeKind }
  readonly where: string
  readonly sentence: string
  readonly was: readonly WordPiece[]
  readonly now: readonly WordPiece[]
  readonly law?: string
  readonly also: readonly string[]
}

interface Choice {
  readonly text: string
  readonly href: string
  readonly current: boolean
}

/** Signs say what colours only repeat. */
export const KINDS: Readonly<
  Record<ChangeKind, { readonly text: string; readonly sign: string; readonly colour: string }>
> = {
  added: { text: 'Added', sign: '+', colour: 'green' },
  removed: { text: 'Removed', sign: '−', colour: 'red' },
  changed: { text: 'Changed', sign: '✎', colour: 'blue' },
  moved: { text: 'Moved', sign: '↷', colour: 'purple' },
}

/** What somebody may want to look at alone, by its name in the address. */
const ABOUTS: readonly (readonly [name: string, text: string, subjects: readonly Subject[]])[] = [
  ['deadlines', 'Deadlines', ['deadline']],
  ['steps', 'Steps and ways', ['step', 'way', 'condition', 'event', 'loop', 'outcome', 'action']],
  ['people', 'Who does it', ['who']],
  ['forms', 'Forms and facts', ['form', 'field', 'fact']],
  ['letters', 'Letters', ['letter']],
  ['tables', 'Decision tables', ['table']],
  ['law', 'What it rests on', ['law']],
  ['words', 'Names, guidance and notes', ['name', 'guidance', 'note']],
  ['scenarios', 'Scenarios', ['scenario']],
  ['settings', 'Settings', ['setting']],
]

export interface Asked {
  /** The page's own address. */
  readonly at: string
  /** What every link of the page keeps. */
  readonly kept: Readonly<Record<string, string>>
  readonly names: readonly [string, string]
  readonly kind?: string
  readonly about?: string
}

export function comparisonView(comparison: ProcedureComparison, asked: Asked): ComparisonView {
  const { changes, files, layout, notation, summary } = comparison
  const said = changes.filter(({ level }) => level === 'change')
  const numbers = new Map(said.map((change, index) => [change, index + 1]))
  const about = ABOUTS.find(([name]) => name === asked.about)
  const isOfKind = ({ kind }: Change) => !isKind(asked.kind) || kind === asked.kind
  const isAbout = ({ subject }: Change) => about === undefined || about[2].includes(subject)
  const shown = said.filter((change) => isOfKind(change) && isAbout(change))
  const link = (text: string, count: number, chosen: Readonly<Record<string, string>>, current: boolean): Choice => ({
    text: `${text} (${count})`,
    href: addressOf(asked.at, { ...asked.kept, ...chosen }),
    current,
  })
  const kept = (key: 'kind' | 'about') => {
    const value = key === 'kind' ? (isKind(asked.kind) ? asked.kind : undefined) : about?.[0]
    return value === undefined ? {} : { [key]: value }
  }
  return {
    ...{ summary, layout, notation, numbers, names: asked.names, total: said.length, shown: shown.length },
    isSame: changes.length + layout.length + notation.length === 0,
    unsaid: changes.filter(({ level }) => level === 'error').map((change) => changeView(change, 0)),
    groups: files.flatMap(({ path, title, kind }) => {
      const own = shown.filter(({ file }) => file === path)
      if (own.length === 0) return []
      const views = own.map((change) => changeView(change, numbers.get(change) ?? 0))
      return [{ title, what: FILE_WORDS[kind], changes: views }]
    }),
    kinds: [
      link('All', said.filter(isAbout).length, kept('about'), !isKind(asked.kind)),
      ...KIND_NAMES.flatMap((kind) => {
        const count = said.filter((change) => change.kind === kind && isAbout(change)).length
        return count === 0 && asked.kind !== kind
          ? []
          : [link(KINDS[kind].text, count, { kind, ...kept('about') }, asked.kind === kind)]
      }),
    ],
    abouts: [
      link('Everything', said.filter(isOfKind).length, kept('kind'), about === undefined),
      ...ABOUTS.flatMap(([name, text, subjects]) => {
        const count = said.filter((change) => subjects.includes(change.subject) && isOfKind(change)).length
        const current = about?.[0] === name
        return count === 0 && !current ? [] : [link(text, count, { ...kept('kind'), about: name }, current)]
      }),
    ],
  }
}

const KIND_NAMES: readonly ChangeKind[] = ['added', 'removed', 'changed', 'moved']

function isKind(text: string | undefined): text is ChangeKind {
  return KIND_NAMES.some((kind) => kind === text)
}

export function addressOf(at: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? at : `${at}?${text}`
}

function changeView(change: Change, number: number): ChangeView {
  const { kind, where, sentence, was, now, words, law, also = [] } = change
  const side = (not: WordPiece['kind'], text: string | undefined): readonly WordPiece[] => {
    if (words !== undefined) return withoutLongSameness(words.filter((piece) => piece.kind !== not))
    return text === undefined ? [] : [{ kind: 'same', text }]
  }
  return {
    ...{ number, where, sentence },
    tag: { ...KINDS[kind], state: kind },
    was: side('added', was),
    now: side('removed', now),
    ...(law !== undefined && { law }),
    also: also.map((place) => place.where),
  }
}

/** Characters of what is the same that are shown before and after what is not. */
const AROUND = 80

function withoutLongSameness(pieces: readonly WordPiece[]): readonly WordPiece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same' || piece.text.length <= 2 * AROUND + 20) return piece
    const before = index === 0 ? '' : `${piece.text.slice(0, AROUND)} `
    const after = index === pieces.length - 1 ? '' : ` ${piece.text.slice(-AROUND)}`
    return { kind: 'same', text: `${before}…${after}` }
  })
}
