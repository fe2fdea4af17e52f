import type { FactType } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { Citation } from './citation.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/** A time limit that a law, a code, guidance or a policy sets: what starts it, what meets it, how long it is. */
export interface DeadlineRule {
  /** Stable name, `<instrument>.<what must happen>`; stored with cases and named in diagrams, so it never changes. */
  readonly id: string
  readonly instrument: InstrumentId
  /** What is due, in plain words that end the sentence "by then …". */
  readonly title: string
  readonly kind: RuleKind
  /** A duty is broken when its last day passes; a window merely closes, and what comes later is still looked at. */
  readonly nature: 'duty' | 'window'
  readonly citation: Citation
  /** How we read the words where they leave a choice, and why. */
  readonly interpretation: string

  /** The facts that start it, each a clock of its own. Empty when the missing of another rule starts it. */
  readonly startedBy: readonly FactType[]
  /** Started when the last day of that rule passes unmet. */
  readonly afterMissing?: string
  /** Starts only where the starting fact says so. */
  readonly onlyWhere?: { readonly property: string; readonly is: string | boolean }
  /** Facts after which nothing starts it any more, until the case is reopened. */
  readonly notAfter?: readonly FactType[]
  /** The property of the starting fact that holds the day counted from, where that is not the fact's own day. */
  readonly countsFrom?: string
  /** The property of the starting fact that holds the due day itself. Where the fact lacks it, `periods` count. */
  readonly givenBy?: string
  /** The property by which a fact that meets belongs to a fact that started: the same body, the same reference; with `rule`, the same answer. */
  readonly pairedBy?: string
  /** The property of the starting fact that lists several of them: a clock for each. */
  readonly eachOf?: string
  /** Which of several starting facts count: each, the latest in place of those before, or the first. Left out: each. */
  readonly repeats?: 'each' | 'latest' | 'first'
  /** Procedures in which it applies; left out: every procedure that its instrument belongs to. */
  readonly onlyIn?: readonly string[]

  readonly metBy: readonly FactType[]
  readonly counting: Counting
  /** A last day that is not a working day gives way to the next working day. */
  readonly rolls?: true
  /** Oldest first. A period counts for clocks that start in [`from`, `to`]. */
  readonly periods: readonly [DeadlinePeriod, ...DeadlinePeriod[]]

  readonly extension?: ExtensionRule
  readonly holds?: HoldRule
  /** Facts after which the clock counts for nothing, and starts anew if the matter comes back. */
  readonly voidedBy?: readonly FactType[]
  /** Facts after which the thing is no longer owed. */
  readonly endedBy?: readonly FactType[]
  /** Roles that act on it. */
  readonly decidedBy: readonly string[]
}

export const INSTRUMENT_IDS = [
  'children-act',
  'adult-social-care',
  'public-health',
  'nhs-joint',
  'complaint-handling-code',
  'ombudsman',
  'data-protection',
] as const
export type InstrumentId = (typeof INSTRUMENT_IDS)[number]

/** Which force it has. Only `policy` may leave out the days on which the council is closed. */
export type RuleKind = 'statutory' | 'guidance' | 'code' | 'policy'

/**
 * `…-after`: the first day is left out. `…-commencing`: it is counted. `…-before`: counted back from a day ahead.
 * `day-given`: the starting fact names the day.
 */
export type Counting =
  | 'working-days-after'
  | 'working-days-before'
  | 'days-after'
  | 'weeks-after'
  | 'months-after'
  | 'months-commencing'
  | 'day-given'

export interface DeadlinePeriod {
  readonly from: LocalDate
  /** Last day, when the period has ended. */
  readonly to?: LocalDate
  /** Only for complaints received on or after this day, whenever the clock starts. */
  readonly receivedFrom?: LocalDate
  /** In the unit of `counting`; 0 where the day is given. */
  readonly length: number
  readonly definition: WorkingDayDefinition
}

export interface ExtensionRule {
  /** The fact that extends; its `until` is the new last day. */
  readonly by: FactType
  /** The longest that it may become, counted as the rule counts, from the same start. Undefined: no ceiling. */
  readonly ceiling?: number
  /** Permitted grounds. Empty: any ground, but a reason must be stated. */
  readonly grounds: readonly string[]
  /** It must be made by then: on the due day at the latest. */
  readonly mustBeBefore: 'due'
  readonly once: boolean
  /** The complainant must agree to it. */
  readonly needsAgreement: boolean
  readonly decidedBy: readonly string[]
  readonly noticeRequired: boolean
}

export interface HoldRule {
  readonly grounds: readonly string[]
  /**
   * `re-base`: the clock starts again on the day that the thing waited for comes (`rebasedBy`), once; a hold that ends
   * in another way, and every hold of a `pause` rule, keeps the time that had gone and goes on from there.
   */
  readonly effect: 're-base' | 'pause'
  /** Facts that hold the clock by themselves, with the ground that they stand for. */
  readonly heldBy?: { readonly fact: FactType; readonly ground: string }
  readonly rebasedBy?: FactType
  /** Facts that end the hold without re-basing. */
  readonly releasedBy?: readonly FactType[]
  readonly decidedBy: readonly string[]
}

/** The period in force on `day`. */
export function periodOn<Period extends Pick<DeadlinePeriod, 'from' | 'to'>>(
  rule: { readonly periods: readonly Period[] },
  day: LocalDate,
): Period | undefined {
  return rule.periods.findLast(({ from, to }) => from <= day && (to === undefined || day <= to))
}

/** The unit in which `length` is meant. */
export function unitOf(counting: Counting): 'working days' | 'days' | 'weeks' | 'months' | 'day given' {
  switch (counting) {
    case 'working-days-after':
    case 'working-days-before':
      return 'working days'
    case 'days-after':
      return 'days'
    case 'weeks-after':
      return 'weeks'
    case 'months-after':
    case 'months-commencing':
      return 'months'
    case 'day-given':
      return 'day given'
  }
}
