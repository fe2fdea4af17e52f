import type { ChangeKind, Subject } from './change.ts'

/** A difference in words, before it is known where it stands. */
export interface Said {
  readonly subject: Subject
  /** Left out: changed. */
  readonly kind?: ChangeKind
  /** What follows the name of the thing; with `alone`, the whole sentence. */
  readonly text: string
  readonly alone?: boolean
  readonly was?: string
  readonly now?: string
  readonly law?: string
  /** Texts whose words are to be compared one by one. */
  readonly byWords?: boolean
}
