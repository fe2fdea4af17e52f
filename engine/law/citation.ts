import type { LocalDate } from '../values/local-date.ts'

/** Where a rule comes from, as data, so that screens, letters and findings can show it. */
export interface Citation {
  readonly instrument: string
  /** `reg. 19(4)`; the number itself may be unsure, then `certainty` or the rule's `interpretation` says so. */
  readonly provision: string
  readonly text: string
  /** Whether `text` is the instrument's own words or says them again in ours. */
  readonly textIs: 'quotation' | 'restatement'
  readonly url?: string
  /** The day on which somebody last compared this with a published copy, or with what practice holds. */
  readonly checkedOn: LocalDate
  readonly certainty: Certainty
}

/**
 * How far a rule may be relied on. `verified`: compared with a published copy. `well-known`: professional knowledge,
 * not read again. `unsure`: a person of law must check it.
 */
export type Certainty = 'verified' | 'well-known' | 'unsure'

/** The instrument and its provision in one line, as people write it: `SI 2006/1738 reg. 19(4)`. */
export function clauseOf({ instrument, provision }: Citation): string {
  return `${instrument} ${provision}`
}
