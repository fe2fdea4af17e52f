import type { Fact } from '../case/fact.ts'
import { isLocalDate, type LocalDate } from '../values/local-date.ts'

/**
 * The facts that stand on that day, in one order whatever order they came in: by day, then as recorded. A fact that was
 * corrected no longer stands; a correction that was itself corrected does.
 */
export function standingOn(today: LocalDate, facts: readonly Fact[]): readonly Fact[] {
  const known = facts.filter(({ on }) => on <= today).sort(byNumber)
  const corrected = new Set<string>()
  for (const fact of known.toReversed()) {
    if (fact.type === 'fact-corrected' && !corrected.has(fact.id)) corrected.add(fact.data.fact)
  }
  return known
    .filter(({ id, type }) => type !== 'fact-corrected' && !corrected.has(id))
    .sort((a, b) => compare(a.on, b.on) || byNumber(a, b))
}

/** A property of what the fact carries, by name. */
export function propertyOf(fact: Fact, name: string): unknown {
  return (fact.data as Readonly<Record<string, unknown>>)[name]
}

/** A property that is a text. */
export function textIn(fact: Fact, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : propertyOf(fact, name)
  return typeof value === 'string' ? value : undefined
}

/** A property that is a day. */
export function dayIn(fact: Fact, name: string): LocalDate | undefined {
  const value = propertyOf(fact, name)
  return isLocalDate(value) ? value : undefined
}

function byNumber(a: Fact, b: Fact): number {
  return numberOf(a) - numberOf(b) || compare(a.id, b.id)
}

/** n of `<case>/<n>`. */
function numberOf({ id }: Fact): number {
  return Number(id.slice(id.lastIndexOf('/') + 1)) || 0
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
