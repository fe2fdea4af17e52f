import type { Channel, LocalDate } from '../../../engine/index.ts'

/*
 * What a plan says of a synthetic case: how it came in, and how it is to end. Which forms that takes is for the course
 * of its procedure (`courses/`); the counts of a year are for the plan of that year.
 */

interface PlannedCase {
  readonly key: string
  /** Running number over the whole plan; in the complainant's name. */
  readonly number: number
  readonly receivedOn: LocalDate
  readonly channel: Channel
}

export interface PlannedComplaint extends PlannedCase {
  readonly route: 'adult' | 'children' | 'other-children'
  readonly oral: boolean
  readonly byChild: boolean
  /** They want letters, not e-mail. */
  readonly letters: boolean
  /** Code of the service it is about. */
  readonly service: string
  readonly ending: Ending
  /** Who looks into it; for adults only. */
  readonly investigatedBy: 'council' | 'nhs-and-council' | 'provider' | 'nobody'
  /** The day of the answer, resolution or withdrawal; where it is left open, a day beyond the plan. */
  readonly settleOn: LocalDate
}

export type Finding = 'upheld' | 'partly-upheld' | 'not-upheld'

export type Ending =
  | { readonly kind: 'resolved-early' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'signposted' }
  | { readonly kind: 'decided'; readonly outcome: Finding }
  /** Children: Stage 2 and the review panel as well; `costs` in pence. */
  | { readonly kind: 'to-panel'; readonly outcome: Finding; readonly costs: number }
  | { readonly kind: 'deferred' }
  /** Staff have not come to its end. */
  | { readonly kind: 'open' }

export interface PlannedFeedback extends PlannedCase {
  readonly feedback: 'compliment' | 'comment'
  readonly area: 'adult' | 'children'
  /** Left out: nobody categorised it. */
  readonly service?: string
  readonly captured: 'here' | 'elsewhere'
}

/** A contact from the Ombudsman about a complaint of an earlier year, or one of the year. */
export interface PlannedContact extends PlannedCase {
  readonly area: 'adult' | 'children'
  readonly reference: string
  /** Left out: no decision within the year. */
  readonly decision?: {
    readonly on: LocalDate
    readonly code: 'upheld' | 'not-upheld' | 'closed-after-initial-enquiries' | 'referred-back'
    readonly changedFinding: boolean
    /** Pence; 0 for none. */
    readonly settlement: number
  }
}

export interface Plan {
  readonly complaints: readonly PlannedComplaint[]
  readonly feedback: readonly PlannedFeedback[]
  readonly contacts: readonly PlannedContact[]
}
