import type { Fact } from '../case/fact.ts'
import { belongsTo, type ClockStart } from './clock-start.ts'
import type { ClockRule } from './local-target.ts'
import { DEADLINE_RULES } from './rules.ts'

/** What ended one clock: the first of these to come. */
export interface ClockEnd {
  readonly how: 'met' | 'voided' | 'stopped' | 'superseded'
  readonly fact: Fact
}

/** Endings that a reopened case undoes. */
const UNDONE_BY_REOPENING: readonly string[] = [
  'case-closed',
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
]

/**
 * How the clock ended, if it did. On one day meeting it comes first, so that an answer on the day of closing counts.
 *
 * @param taken - Ids of facts that met an earlier clock of the same rule.
 * @param left - The fact by which the case left the procedure that the rule belongs to.
 */
export function endOf(
  rule: ClockRule,
  start: ClockStart,
  facts: readonly Fact[],
  { taken, left }: { readonly taken: ReadonlySet<string>; readonly left: Fact | undefined },
): ClockEnd | undefined {
  const position = facts.indexOf(start.fact)
  const since = facts.filter(({ on }, index) => on >= start.fact.on && index > position)
  const ends: readonly ClockEnd[] = [
    ...as('met', facts.find(meets(rule, start, facts, taken))),
    ...as('superseded', start.supersededBy),
    ...as(
      'voided',
      since.find((fact) => rule.voidedBy?.includes(fact.type) === true && isWhole(fact)),
    ),
    ...as(
      'stopped',
      since.find((fact) => rule.endedBy?.includes(fact.type) === true && !isUndone(fact, facts)),
    ),
    ...as(
      'stopped',
      since.find((fact) => isWhatWasLate(rule, start, fact)),
    ),
    ...as('stopped', left),
  ]
  return ends.toSorted((a, b) => (a.fact.on < b.fact.on ? -1 : Number(a.fact.on > b.fact.on)))[0]
}

/** Since the day the clock could first be met. On that very day a fact recorded before it counts if it is still free. */
function meets(rule: ClockRule, start: ClockStart, facts: readonly Fact[], taken: ReadonlySet<string>) {
  const startsItself = rule.startedBy.some((type) => rule.metBy.includes(type))
  const position = facts.indexOf(start.fact)
  return (fact: Fact, index: number): boolean => {
    if (!rule.metBy.includes(fact.type) || fact.id === start.fact.id || !belongsTo(rule, fact, start.subject))
      return false
    if (fact.on < start.meetableFrom) return false
    if (index > position) return true
    if (startsItself) return false
    return start.meetableFrom < start.fact.on || !taken.has(fact.id)
  }
}

/** A deferral of some points only leaves the clock running for the others. */
function isWhole(fact: Fact): boolean {
  return fact.type !== 'consideration-deferred' || fact.data.scope === 'all'
}

/** A clock about another time limit, named by its rule, has nothing left to ask once what that one waits for is done. */
function isWhatWasLate({ pairedBy }: ClockRule, { subject }: ClockStart, { type }: Fact): boolean {
  if (pairedBy !== 'rule') return false
  return DEADLINE_RULES.some(({ id, metBy }) => id === subject && metBy.includes(type))
}

function isUndone(fact: Fact, facts: readonly Fact[]): boolean {
  if (!UNDONE_BY_REOPENING.includes(fact.type)) return false
  return facts.slice(facts.indexOf(fact) + 1).some(({ type }) => type === 'case-reopened')
}

function as(how: ClockEnd['how'], fact: Fact | undefined): readonly ClockEnd[] {
  return fact === undefined ? [] : [{ how, fact }]
}
