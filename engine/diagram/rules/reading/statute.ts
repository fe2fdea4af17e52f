import type { DeadlineRuleDescription } from '../../finding.ts'
import type { LocalDeadline } from '../../procedure-model.ts'
import { isBinding } from './registered.ts'

/** A council's own target, as far as it says which clock is meant. */
export type OwnClock = Pick<LocalDeadline, 'id' | 'calendar' | 'startedBy' | 'metBy'>

/** The rule of its instrument for the same clock: same start, same end; the most generous where there are several. */
export function lawOver(
  local: OwnClock,
  rules: Iterable<DeadlineRuleDescription>,
): DeadlineRuleDescription | undefined {
  return [...rules]
    .filter((rule) => isBinding(rule) && isSameClock(rule, local))
    .filter((rule) => ceilingOf(rule) !== undefined)
    .sort((one, other) => (ceilingOf(other) ?? 0) - (ceilingOf(one) ?? 0))[0]
}

export function isSameClock({ id, startedBy = [], metBy = [] }: DeadlineRuleDescription, local: OwnClock): boolean {
  if (id === local.id) return true
  return (
    id.startsWith(`${local.calendar}.`) &&
    startedBy.includes(local.startedBy) &&
    local.metBy.split(' ').every((fact) => metBy.includes(fact))
  )
}

/** In working days, with every extension; undefined where the rule counts in another unit. */
export function ceilingOf({ workingDays, ceilingWorkingDays }: DeadlineRuleDescription): number | undefined {
  return ceilingWorkingDays ?? workingDays
}
