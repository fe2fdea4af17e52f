import type { LocalDate } from '../values/local-date.ts'
import type { Certainty } from './citation.ts'
import type { RuleKind } from './deadline-rule.ts'
import type { Explanation } from './explain.ts'

/**
 * One time limit of one case, as its facts leave it on one day: computed anew whenever it is asked for, stored nowhere.
 */
export interface Clock {
  /** `<rule>@<fact>`, with `/<subject>` where one fact starts several. The same whenever it is computed. */
  readonly id: string
  readonly rule: string
  /** The rule of law that this target of the council's own stands in for, where that rule was not in force. */
  readonly inPlaceOf?: string | undefined
  /** Id of the instrument, or `local` for a council's own target. */
  readonly instrument: string
  readonly title: string
  readonly kind: RuleKind
  readonly nature: 'duty' | 'window'
  readonly clause: string
  readonly certainty: Certainty
  /** Whose working days it counts: an instrument's id. */
  readonly calendar: string
  /** Days on which the council is closed, where this clock leaves them out (policy alone). */
  readonly closureDays: readonly LocalDate[]
  readonly decidedBy: readonly string[]
  /** Which one of several: the body, the reference, the recommendation. */
  readonly subject?: string | undefined

  /** Id of the fact that started it. */
  readonly startedBy: string
  /** The day counted from: of the starting fact, or that of the fact that re-based it. */
  readonly startedOn: LocalDate
  /** Undefined only while `status` is `not-in-force` or `unknown`. While held: as though released today. */
  readonly due?: LocalDate | undefined
  /** The day to which it may be extended at the most. */
  readonly ceiling?: LocalDate | undefined
  readonly status: ClockStatus
  /** Undefined for windows, and where nothing was owed. */
  readonly timeliness?: Timeliness | undefined

  readonly metOn?: LocalDate | undefined
  /** Id of the fact that met it. */
  readonly metBy?: string | undefined
  /** The day after which nothing more was owed, without being met. */
  readonly endedOn?: LocalDate | undefined
  readonly endedBy?: string | undefined
  /** Working days after `due`; 0 in time. What is done on the Saturday after a Friday is late by 0 working days. */
  readonly lateByWorkingDays: number
  /** Working days from the start to the end, or to today. */
  readonly elapsedWorkingDays?: number | undefined

  readonly extendedBy?: string | undefined
  readonly rebasedBy?: string | undefined
  readonly voidedBy?: string | undefined
  readonly heldSince?: LocalDate | undefined
  readonly heldOn?: string | undefined
  /** The complainant agreed to wait until then: a breach with consent, not compliance. */
  readonly consentedUntil?: LocalDate | undefined
  /** What happened to it, in order of day. */
  readonly ledger: readonly LedgerEntry[]
  readonly explanation?: Explanation | undefined
}

/**
 * `breached` a duty whose last day passed, also where it ended later without being met; `lapsed` the same for a window.
 * `void` counts for nothing since a deferral; `stopped` no longer owed; `superseded` another clock took its place;
 * `not-in-force` the rule did not count on that day; `unknown` the due day cannot be told.
 */
export type ClockStatus =
  | 'running'
  | 'held'
  | 'met'
  | 'met-late'
  | 'breached'
  | 'lapsed'
  | 'void'
  | 'stopped'
  | 'superseded'
  | 'not-in-force'
  | 'unknown'

export type Timeliness = 'in-time' | 'in-extension' | 'breach' | 'breach-consented' | 'paused' | 'undecidable'

export interface LedgerEntry {
  readonly on: LocalDate
  readonly event: LedgerEvent
  /** What that did to the clock, a sentence. Names no person. */
  readonly effect: string
  /** Id of the fact; undefined where a day passed by itself. */
  readonly fact?: string | undefined
  /** Id of whoever recorded the fact. */
  readonly by?: string | undefined
}

export type LedgerEvent =
  | 'started'
  | 'extended'
  | 'held'
  | 'released'
  | 're-based'
  | 'no-effect'
  | 'agreed-to-wait'
  | 'told-late'
  | 'reason-recorded'
  | 'passed'
  | 'met'
  | 'voided'
  | 'stopped'
  | 'superseded'
  | 'cannot-tell'

/** Whether it still waits for what would meet it. */
export function isOpen({ status, endedOn }: Clock): boolean {
  return endedOn === undefined && ['running', 'held', 'breached', 'lapsed'].includes(status)
}

/** Whether a duty was, or is, kept too late. Windows are never late. */
export function isLate({ nature, status }: Clock): boolean {
  return nature === 'duty' && (status === 'breached' || status === 'met-late')
}
