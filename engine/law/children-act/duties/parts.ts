import type { Fact, FactType } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { LocalDate } from '../../../values/local-date.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import type { DeadlineRule } from '../../deadline-rule.ts'
import { dueOn } from '../../due.ts'
import type { Judgement } from '../../duty.ts'
import { ifKnown } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, judgeClock } from '../../judging.ts'
import { IN_FORCE } from '../source.ts'

/** What every duty of the Regulations has in common. */
export const CHILDRENS = { procedures: ['children-act'], periods: [{ from: IN_FORCE }] } as const

/**
 * A judgement for each clock of the rule. A fact that keeps it where nothing started it, and a later fact of the types
 * `after`, which nobody comes to without it, make it *cannot tell* and not *not met*.
 */
export function byClocks(
  record: CaseRecord,
  rule: DeadlineRule,
  { after = [] }: { readonly after?: readonly FactType[] } = {},
): readonly Judgement[] {
  const found = clocksOf(record, rule.id)
  if (found.length === 0) {
    const kept = factsOf(record, ...rule.metBy)
    if (kept.length === 0) return []
    return [cannotTell('It was done, and nothing says from which day on it was owed.', ...kept)]
  }
  return found.map((clock) => withLaterFacts(record, clock, judgeClock(clock), after))
}

/** The judgement, unless what the clock waits for is not on record and a later fact stands on it. */
export function withLaterFacts(
  record: CaseRecord,
  clock: Clock,
  judgement: Judgement,
  after: readonly FactType[],
): Judgement {
  const later = factsOf(record, ...after).find(({ on }) => on >= clock.startedOn)
  if (clock.metOn !== undefined || later === undefined || judgement.result === 'not-applicable') return judgement
  const because = `It is not on record; what came on ${dayInWords(later.on)} cannot have been without it.`
  return { ...judgement, ...cannotTell(because, later), consented: undefined }
}

/** The last day that the rule itself gives from the start of the clock, whatever was extended since. */
export function standardDay(rule: DeadlineRule, { startedOn }: Clock): LocalDate | undefined {
  return ifKnown(() => dueOn(rule, startedOn))
}

/** Every fact that ties a person to the complaint by a role, a decision or their own word. */
export const TIES: readonly FactType[] = ['person-added', 'conflict-declared', 'stage-1-answered']

/** How the record ties the person to the complaint, to end "… is". Roles are those of `person-added`. */
export function tieTo(record: CaseRecord, person: string, roles: ReadonlyMap<string, string>): string | undefined {
  const role = factsOf(record, 'person-added').find(({ data }) => data.person === person && roles.has(data.role))
  if (role !== undefined) return roles.get(role.data.role)
  if (factsOf(record, 'stage-1-answered').some(({ data }) => data.person === person)) {
    return 'the person who answered at Stage 1'
  }
  return factsOf(record, 'conflict-declared').some(({ data }) => data.person === person)
    ? 'somebody who declared a conflict of interest'
    : undefined
}

/** People by what they are to a complaint, for `tieTo`. */
export const SUBJECTS: readonly (readonly [role: string, words: string])[] = [
  ['subject-of-complaint', 'complained of'],
  ['line-manager-of-subject', 'the manager of somebody complained of'],
]

/** Points that are still to be found on at that fact: recorded by then, and not ended before. */
export function pointsAt(record: CaseRecord, at: Fact): readonly string[] {
  const before = (fact: Fact): boolean => fact.on <= at.on
  const ended = new Map<string, boolean>()
  for (const { data } of factsOf(record, 'point-decided').filter(before)) {
    ended.set(data.point, OVER.has(data.outcome))
  }
  for (const { data } of factsOf(record, 'consideration-deferred').filter(before)) {
    for (const point of data.points) ended.set(point, true)
  }
  const points = factsOf(record, 'point-recorded').filter(before)
  return [...new Set(points.map(({ data }) => data.point))].filter((point) => ended.get(point) !== true)
}

export const POINTS: readonly FactType[] = ['point-recorded', 'point-decided', 'consideration-deferred']

const OVER: ReadonlySet<string> = new Set(['withdrawn', 'excluded', 'signposted', 'deferred'])
