import type { ClockRule } from './local-target.ts'
import { DEADLINE_RULES } from './rules.ts'

/**
 * Whether what is said of the rule with id `named` holds for `rule` as well: it is that rule, or one of the same
 * instrument that the same facts meet. The 10 and the 20 days of Stage 1, and the readings of Stage 2, are about one
 * answer: a hold, an agreement to wait or a reason for lateness that names one of them speaks of all.
 */
export function concerns(named: string, rule: Pick<ClockRule, 'id' | 'instrument' | 'metBy'>): boolean {
  const other = DEADLINE_RULES.find(({ id }) => id === named)
  if (named === rule.id || other === undefined) return named === rule.id
  return (
    other.instrument === rule.instrument &&
    other.metBy.length === rule.metBy.length &&
    other.metBy.every((type) => rule.metBy.includes(type))
  )
}

/** The same of two rules by their ids. */
export function isOneDuty(named: string, other: string): boolean {
  const rule = DEADLINE_RULES.find(({ id }) => id === other)
  return rule === undefined ? named === other : concerns(named, rule)
}
