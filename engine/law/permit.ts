import type { Fact, FactType } from '../case/fact.ts'
import { refused, type Refusal } from '../case/refusal.ts'
import { dayInWords } from '../values/day-in-words.ts'
import { localDate, type LocalDate } from '../values/local-date.ts'
import { clauseOf } from './citation.ts'
import { isOpen, type Clock } from './clock.ts'
import { clocks, type ClockContext } from './clocks.ts'
import type { DeadlineRule } from './deadline-rule.ts'
import { refuseExtension, refuseHold, type Limit } from './limits.ts'
import { deadlineRule } from './rules.ts'

export interface PermittedExtension {
  readonly kind: 'permitted'
  readonly clock: string
  /** The last day before and after. */
  readonly due: LocalDate
  readonly until: LocalDate
  readonly ceiling?: LocalDate | undefined
  /** The fact that extends it. */
  readonly by: FactType
  /** Whether the complainant must be told, before the old last day is over. */
  readonly noticeRequired: boolean
}

export interface PermittedChange {
  readonly kind: 'permitted'
  readonly clock: string
}

/**
 * Whether the clock of that rule may be extended today, to that day, on that ground.
 *
 * @throws NotFoundError when there is no rule with that id.
 * @throws InvalidValueError when `until` is not a day.
 */
export function permitExtension(
  facts: readonly Fact[],
  ruleId: string,
  asked: {
    readonly ground: string
    readonly reason: string
    /** `YYYY-MM-DD` */
    readonly until: string
    readonly agreedByComplainant?: boolean
  },
  today: LocalDate,
  context: ClockContext = {},
): PermittedExtension | Refusal {
  const rule = deadlineRule(ruleId)
  const until = localDate(asked.until)
  return firstPermitted(rule, openClocks(facts, rule, today, context), (clock) => {
    const { due, ceiling } = clock
    const limit =
      refuseExtension(rule, standing(clock), { agreedByComplainant: false, ...asked, until, on: today }) ??
      beyond(until, ceiling) ??
      silent(asked.reason)
    if (limit !== undefined || rule.extension === undefined) {
      return refuse(rule, 'cannot be extended so', limit, insteadOfExtending(rule, limit, ceiling))
    }
    const { by, noticeRequired } = rule.extension
    return { kind: 'permitted', clock: clock.id, due, until, ceiling, by, noticeRequired }
  })
}

/**
 * Whether the clock of that rule may wait from today on that ground.
 *
 * @throws NotFoundError when there is no rule with that id.
 */
export function permitHold(
  facts: readonly Fact[],
  ruleId: string,
  { ground, reason }: { readonly ground: string; readonly reason: string },
  today: LocalDate,
  context: ClockContext = {},
): PermittedChange | Refusal {
  const rule = deadlineRule(ruleId)
  return firstPermitted(rule, openClocks(facts, rule, today, context), (clock) => {
    const limit = refuseHold(rule, standing(clock), { on: today, ground }) ?? silent(reason)
    if (limit === undefined) return { kind: 'permitted', clock: clock.id }
    return refuse(
      rule,
      'cannot wait',
      limit,
      'The clock runs on; extend it where the law allows, or tell the complainant.',
    )
  })
}

/**
 * Whether the waiting of that clock may end today.
 *
 * @throws NotFoundError when there is no rule with that id.
 */
export function permitRelease(
  facts: readonly Fact[],
  ruleId: string,
  { reason }: { readonly reason: string },
  today: LocalDate,
  context: ClockContext = {},
): PermittedChange | Refusal {
  const rule = deadlineRule(ruleId)
  return firstPermitted(rule, openClocks(facts, rule, today, context), (clock) => {
    const limit =
      clock.status === 'held' ? silent(reason) : { reason: 'not-held', message: 'it is not waiting for anything' }
    if (limit === undefined) return { kind: 'permitted', clock: clock.id }
    return refuse(rule, 'cannot be let go on', limit, 'There is nothing to do about its waiting.')
  })
}

/** A clock that waits for what would meet it, and its last day. */
type OpenClock = Pick<Clock, 'id' | 'ceiling' | 'status' | 'extendedBy' | 'rebasedBy'> & { readonly due: LocalDate }

function openClocks(
  facts: readonly Fact[],
  { id: rule }: DeadlineRule,
  today: LocalDate,
  context: ClockContext,
): readonly OpenClock[] {
  return clocks(facts, today, context).flatMap((clock) => {
    const { id, due, ceiling, status, extendedBy, rebasedBy } = clock
    if (clock.rule !== rule || !isOpen(clock) || due === undefined) return []
    return [{ id, due, ceiling, status, extendedBy, rebasedBy }]
  })
}

/** Of several clocks of one rule it is enough that one allows it; where none does, the latest says why. */
function firstPermitted<Permitted extends { readonly kind: 'permitted' }>(
  rule: DeadlineRule,
  open: readonly OpenClock[],
  ask: (clock: OpenClock) => Permitted | Refusal,
): Permitted | Refusal {
  const answers = open.map(ask)
  return (
    answers.find(({ kind }) => kind === 'permitted') ??
    answers.at(-1) ??
    refuse(
      rule,
      'is not running',
      { reason: 'no-running-clock', message: 'it has not started, was met, or has ended' },
      'Look at the case’s clocks for the one that is meant.',
    )
  )
}

function standing({ due, ceiling, status, extendedBy, rebasedBy }: OpenClock) {
  return { due, ceiling, held: status === 'held' ? {} : undefined, extendedBy, rebasedBy }
}

function beyond(until: LocalDate, ceiling: LocalDate | undefined): Limit | undefined {
  if (ceiling === undefined || until <= ceiling) return undefined
  return {
    reason: 'extension-beyond-ceiling',
    message: `${dayInWords(until)} is later than ${dayInWords(ceiling)}, the most that is allowed`,
  }
}

function silent(reason: string): Limit | undefined {
  return reason.trim() === '' ? { reason: 'reason-missing', message: 'no reason is given' } : undefined
}

function insteadOfExtending({ extension }: DeadlineRule, limit: Limit | undefined, ceiling?: LocalDate): string {
  switch (limit?.reason) {
    case 'extension-beyond-ceiling':
      return ceiling === undefined ? '' : `Choose a day up to ${dayInWords(ceiling)}.`
    case 'ground-not-permitted':
      return `It can be extended where one of these holds: ${extension?.grounds.join(', ') ?? ''}.`
    case 'agreement-missing':
      return 'Ask the complainant, and record that they agree, before the last day is over.'
    case 'reason-missing':
      return 'Say why.'
    case 'not-later':
      return 'Choose a later day.'
    case 'clock-held':
      return 'Wait until it goes on.'
    default:
      return 'Answer as soon as can be, tell the complainant why it is late and when to expect it, and record the reason.'
  }
}

function refuse(rule: DeadlineRule, what: string, limit: Limit | undefined, remedy: string): Refusal {
  const { reason, message } = limit ?? { reason: 'extension-not-permitted', message: 'no extension is known to it' }
  return refused(
    reason,
    `By ${clauseOf(rule.citation)} the time for ${rule.title} ${what}: ${message}. ${remedy}`.trimEnd(),
  )
}
