import type { Fact } from '../case/fact.ts'
import { refused, type Refusal } from '../case/refusal.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import { isLate, isOpen, type Clock } from './clock.ts'
import { clocks, type ClockContext } from './clocks.ts'
import { standingOn } from './history.ts'
import { deadlineRule } from './rules.ts'
import { concerns } from './same-duty.ts'

/** A reason that is given together with the closing. */
export interface LatenessReason {
  /** Id of the deadline rule. */
  readonly rule: string
  readonly reasonCode: string
  readonly reason: string
}

export interface PermittedClosing {
  readonly kind: 'permitted'
  /** Clocks that were late, each with its reason on record or given now. */
  readonly late: readonly Clock[]
  /** Duties still open: closing ends them, so the person who closes is shown them. */
  readonly open: readonly Clock[]
}

/**
 * Whether the case may be closed today: every duty that was kept late, or not at all, needs the reason why on record.
 * One reason serves the clocks of one answer (the 10 and the 20 days of Stage 1), and must be from after the last day.
 */
export function permitClose(
  facts: readonly Fact[],
  today: LocalDate,
  { latenessReasons = [] }: { readonly latenessReasons?: readonly LatenessReason[] } = {},
  context: ClockContext = {},
): PermittedClosing | Refusal {
  const all = clocks(facts, today, context)
  const late = all.filter(isLate)
  const missing = late.filter((clock) => !isExplained(clock, standingOn(today, facts), latenessReasons))
  if (missing.length === 0) {
    return { kind: 'permitted', late, open: all.filter((clock) => clock.nature === 'duty' && isOpen(clock)) }
  }
  return refused(
    'lateness-reason-missing',
    `${missing.map(inWords).join(' ')} Record the reason for each of these, and then close the case.`,
  )
}

function isExplained(clock: Clock, facts: readonly Fact[], given: readonly LatenessReason[]): boolean {
  if (given.some(({ rule, reasonCode }) => reasonCode !== '' && isAbout(rule, clock))) return true
  return facts.some(
    (fact) =>
      fact.type === 'lateness-reason-recorded' &&
      clock.due !== undefined &&
      fact.on > clock.due &&
      isAbout(fact.data.rule, clock),
  )
}

function isAbout(named: string, { rule, instrument }: Clock): boolean {
  return named === rule || (instrument !== 'local' && concerns(named, deadlineRule(rule)))
}

function inWords({ clause, title, due, metOn }: Clock): string {
  const day = due === undefined ? '' : ` by ${dayInWords(due)}`
  const outcome = metOn === undefined ? 'was not kept' : `was kept on ${dayInWords(metOn)}`
  return `${clause} asks for ${title}${day}; this ${outcome}.`
}
