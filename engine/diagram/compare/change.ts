import type { WordPiece } from './word-difference.ts'

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved'

/** What a change is about, as a person would ask for it. */
export const SUBJECTS = [
  'step',
  'way',
  'condition',
  'deadline',
  'who',
  'action',
  'event',
  'loop',
  'outcome',
  'name',
  'law',
  'guidance',
  'form',
  'field',
  'fact',
  'letter',
  'table',
  'setting',
  'scenario',
  'note',
  'unknown',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** One thing that two versions of a procedure do not have in common, in words. */
export interface Change {
  readonly kind: ChangeKind
  readonly subject: Subject
  /** Path of the file, as it is now; as it was for what is gone. */
  readonly file: string
  /** The element of the diagram, the field, the row; absent where it is the file as a whole. */
  readonly element?: string
  /** Where, in words: `Stage 1 · Write the response`. */
  readonly where: string
  /** Further places that say the same of the same thing, such as each timer of one deadline. */
  readonly also?: readonly Place[]
  /** All of it in one sentence, without a full stop. */
  readonly sentence: string
  readonly was?: string
  readonly now?: string
  /** Of texts: which words went and which came. */
  readonly words?: readonly WordPiece[]
  /** The clause or the rule of law that rules what was changed. */
  readonly law?: string
  /** `error`: something differs that cannot be put in words; `was` and `now` are the raw lines. */
  readonly level: 'change' | 'error'
}

export interface Place {
  readonly file: string
  readonly element?: string
  readonly where: string
}

/** What lies elsewhere in the drawing, and says the same. */
export interface LayoutChange {
  readonly file: string
  /** The diagram's name. */
  readonly where: string
  /** The things that were drawn anew or moved, in words. */
  readonly things: readonly string[]
}

/** What is written in another way, and means the same: identifiers that nothing refers to, lists that repeat the flows. */
export interface NotationChange {
  readonly file: string
  readonly where: string
  readonly things: readonly string[]
}

export type FileKind = 'settings' | 'diagram' | 'form' | 'letter' | 'table' | 'scenarios' | 'other'

export interface FileDifference {
  readonly path: string
  readonly kind: FileKind
  /** What the file is about: the name of the process, the title of the form. */
  readonly title: string
  readonly state: 'added' | 'removed' | 'changed'
}

/** Two versions of a procedure, side by side. */
export interface Comparison {
  /** In the procedure's reading order. */
  readonly changes: readonly Change[]
  readonly layout: readonly LayoutChange[]
  readonly notation: readonly NotationChange[]
  /** Files whose text differs, in the same order. */
  readonly files: readonly FileDifference[]
}

/** What a comparison of one file finds. */
export interface Differences {
  readonly changes: readonly Change[]
  readonly layout?: readonly string[]
  readonly notation?: readonly string[]
}
