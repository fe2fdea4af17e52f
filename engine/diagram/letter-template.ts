import type { FactType } from '../case/index.ts'

/** Whom a letter goes to. All but the first two kinds get the reference and nothing about people. */
export const LETTER_TO = [
  'complainant',
  'representative-only',
  'partner',
  'provider',
  'advocacy-provider',
  'team',
  'role',
] as const
export type LetterTo = (typeof LETTER_TO)[number]

/** A letter of a procedure as its file says it; the same words for every case, with gaps for what the case knows. */
export interface LetterTemplate {
  /** The file's name without its ending. */
  readonly id: string
  readonly title: string
  /** What is on record once it is sent; nothing where it is left out. */
  readonly records?: FactType
  /** Codes of the contents that the law asks for. */
  readonly contents: readonly string[]
  readonly to: LetterTo
  readonly adult: readonly TemplateParagraph[]
  /** Where the letter has a Word file of its own to be printed with. */
  readonly wordFile?: Pick<WordGaps, 'gaps' | 'sections'>
  /** Simpler words for children; without them they get the others. */
  readonly child?: readonly TemplateParagraph[]
}

export interface TemplateParagraph {
  /** On paper only. */
  readonly sealed: boolean
  /** The paragraph stands only when all of these hold: the value is known, or is not. */
  readonly when: readonly { readonly name: string; readonly known: boolean }[]
  readonly pieces: readonly TemplatePiece[]
}

/** What a Word file (.docx) asks for. */
export interface WordGaps {
  /** Must have a value. */
  readonly gaps: readonly string[]
  /** `{#name}…{/name}`: stands when there is a value. */
  readonly sections: readonly string[]
  /** Why the file cannot be used, in words; then nothing else is said. */
  readonly fault?: string
}

/** Reads a Word file, given in base64. */
export type WordFileReader = (docx: string) => WordGaps

/** The gaps of the paper around a letter, which every Word file may have. */
export const PAPER_GAPS: readonly string[] = [
  'letterhead',
  'address',
  'date',
  'reference',
  'councilName',
  'paragraphs',
  'text',
]

/** Words as they stand, or a gap. */
export type TemplatePiece = string | { readonly placeholder: string }

/** What an action that writes letters can put into them. */
export interface LetterWriting {
  readonly placeholders: Readonly<Record<string, PlaceholderDescription>>
  /** Facts that a letter can record, and to whom a letter that records it may go. */
  readonly records: Readonly<Record<string, readonly LetterTo[]>>
}

export interface PlaceholderDescription {
  readonly doc: string
  /** Says something about people: on paper only. */
  readonly sealed: boolean
  /** To be asked about with `[if …]`, not to be written. */
  readonly conditionOnly: boolean
}

/** The placeholders that a letter names, in its words and in its conditions. */
export function placeholdersIn({ adult, child = [] }: Pick<LetterTemplate, 'adult' | 'child'>): readonly string[] {
  return [
    ...new Set([...adult, ...child].flatMap(({ when, pieces }) => [...when.map(({ name }) => name), ...gaps(pieces)])),
  ]
}

export function gaps(pieces: readonly TemplatePiece[]): readonly string[] {
  return pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.placeholder]))
}
