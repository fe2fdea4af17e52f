import type { Fact } from '../case/fact.ts'
import { refused, type Refusal } from '../case/refusal.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import { isOpen, type Clock } from './clock.ts'
import { clocks, type ClockContext } from './clocks.ts'
import { standingOn } from './history.ts'
import { DEADLINE_RULES } from './rules.ts'
import { isOneDuty } from './same-duty.ts'

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
 * A council's own targets, which stand in a diagram, remind and ask for no reason.
 */
export function permitClose(
  facts: readonly Fact[],
  today: LocalDate,
  { latenessReasons = [] }: { readonly latenessReasons?: readonly LatenessReason[] } = {},
  context: ClockContext = {},
): PermittedClosing | Refusal {
  const all = clocks(facts, today, context)
  const late = all.filter(isLateByLaw)
  const missing = lateWithoutReason(all, standingOn(today, facts), latenessReasons)
  if (missing.length === 0) {
    return { kind: 'permitted', late, open: all.filter((clock) => clock.nature === 'duty' && isOpen(clock)) }
  }
  return refused(
    'lateness-reason-missing',
    `${missing.map(inWords).join(' ')} Record the reason for each of these, and then close the case.`,
  )
}

/** What is looked at of a clock; a letter's view of one serves as well. */
type Kept = Pick<Clock, 'rule' | 'due'> & { readonly status: string }

/** Those of the clocks that a closing needs a reason for and that have none, neither among the standing facts nor given. */
export function lateWithoutReason<Each extends Kept>(
  all: readonly Each[],
  facts: readonly Fact[],
  given: readonly LatenessReason[] = [],
): readonly Each[] {
  return all.filter((clock) => isLateByLaw(clock) && !isExplained(clock, facts, given))
}

/** A window that somebody used late, such as that for asking for Stage 2, is nothing to answer for. */
function isLateByLaw({ rule, status }: Kept): boolean {
  if (status !== 'breached' && status !== 'met-late') return false
  return DEADLINE_RULES.some(({ id, nature }) => id === rule && nature === 'duty')
}

function isExplained({ rule, due }: Kept, facts: readonly Fact[], given: readonly LatenessReason[]): boolean {
  if (given.some((each) => each.reasonCode !== '' && isOneDuty(each.rule, rule))) return true
  return facts.some(
    (fact) =>
      fact.type === 'lateness-reason-recorded' && due !== undefined && fact.on > due && isOneDuty(fact.data.rule, rule),
  )
}

function inWords({ clause, title, due, metOn }: Clock): string {
  const day = due === undefined ? '' : ` by ${dayInWords(due)}`
  const outcome = metOn === undefined ? 'was not kept' : `was kept on ${dayInWords(metOn)}`
  return `${clause} asks for ${title}${day}; this ${outcome}.`
}
