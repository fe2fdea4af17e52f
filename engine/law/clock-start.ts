import type { Fact } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import { dayIn, propertyOf, textIn } from './history.ts'
import type { ClockRule } from './local-target.ts'
import { isOneDuty } from './same-duty.ts'

/** What started one clock. */
export interface ClockStart {
  readonly fact: Fact
  /** The day counted from; undefined when the fact should say it and does not. */
  readonly from: LocalDate | undefined
  /** The due day, where the fact names it. */
  readonly given?: LocalDate | undefined
  /** Which body, reference, recommendation …, for rules that tell several apart. */
  readonly subject?: string | undefined
  /** The first day on which a fact can meet it. */
  readonly meetableFrom: LocalDate
  /** The fact that took its place, for rules of which only the latest counts. */
  readonly supersededBy?: Fact | undefined
}

/** Every start of the rule in the case, in order; one clock each. */
export function startsOf(rule: ClockRule, facts: readonly Fact[]): readonly ClockStart[] {
  // Most rules are started by nothing in a case: that is settled before anything else is looked at.
  const starts = facts
    .filter((fact, index) => {
      if (!isStart(rule, fact)) return false
      const before = facts.slice(0, index)
      return !isSecondReceipt(fact, before) && !isTooLate(rule, before)
    })
    .flatMap((fact) => subjectsOf(rule, fact).map((subject) => startAt(rule, fact, subject)))
  if (rule.repeats === 'first') {
    return starts.filter((start, index) => !starts.slice(0, index).some((earlier) => sameSubject(earlier, start)))
  }
  if (rule.repeats === 'latest') {
    return starts.map((start, index) => inChain(rule, start, starts.slice(0, index), starts.slice(index + 1)))
  }
  return starts
}

/** Whether a fact speaks of the same body, reference, answer … as the clock. Where either says none, it does. */
export function belongsTo(rule: ClockRule, fact: Fact, subject: string | undefined): boolean {
  const named = textIn(fact, rule.pairedBy)
  if (subject === undefined || named === undefined) return true
  return rule.pairedBy === 'rule' ? isOneDuty(named, subject) : named === subject
}

function isStart({ startedBy, onlyWhere }: ClockRule, fact: Fact): boolean {
  return (
    startedBy.includes(fact.type) && (onlyWhere === undefined || propertyOf(fact, onlyWhere.property) === onlyWhere.is)
  )
}

/** A complaint is received once: hearing of it again, or in writing after a call, moves no clock. */
function isSecondReceipt(fact: Fact, before: readonly Fact[]): boolean {
  return fact.type === 'complaint-received' && before.some(({ type }) => type === fact.type)
}

/** What would start it comes after the end of what it watches: being told something more starts no wait for the next word. */
function isTooLate({ notAfter }: ClockRule, before: readonly Fact[]): boolean {
  if (notAfter === undefined) return false
  const last = before.findLast(({ type }) => notAfter.includes(type) || type === 'case-reopened')
  return last !== undefined && last.type !== 'case-reopened'
}

function subjectsOf({ eachOf, pairedBy }: ClockRule, fact: Fact): readonly (string | undefined)[] {
  if (eachOf === undefined) return [textIn(fact, pairedBy)]
  const listed = propertyOf(fact, eachOf)
  return Array.isArray(listed) ? listed.filter((item) => typeof item === 'string') : []
}

function startAt({ countsFrom, givenBy, counting }: ClockRule, fact: Fact, subject: string | undefined): ClockStart {
  const given = givenBy === undefined ? undefined : dayIn(fact, givenBy)
  const counted = countsFrom === undefined ? fact.on : dayIn(fact, countsFrom)
  return {
    fact,
    from: counting === 'day-given' && given === undefined ? undefined : counted,
    given,
    subject,
    meetableFrom: counted !== undefined && counted < fact.on ? counted : fact.on,
  }
}

/** Where only the day moves, what was done for the earlier one counts for the later: papers sent once were sent. */
function inChain(
  { countsFrom, givenBy }: ClockRule,
  start: ClockStart,
  before: readonly ClockStart[],
  after: readonly ClockStart[],
): ClockStart {
  const dayMoves = countsFrom !== undefined || givenBy !== undefined
  const first = dayMoves ? before.find((earlier) => sameSubject(earlier, start)) : undefined
  return {
    ...start,
    meetableFrom: first?.meetableFrom ?? start.meetableFrom,
    supersededBy: after.find((later) => sameSubject(later, start))?.fact,
  }
}

function sameSubject(a: ClockStart, b: ClockStart): boolean {
  return a.subject === b.subject
}
