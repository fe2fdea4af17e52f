import { NoLawForDateError, RefusedError } from '../errors.ts'
import { addDays, type LocalDate } from '../values/local-date.ts'
import { monthsAfter, monthsCommencing } from '../values/months.ts'
import { periodOn, type DeadlinePeriod, type DeadlineRule } from './deadline-rule.ts'
import { addWorkingDays, rollForward, subtractWorkingDays } from './working-days.ts'

/** As much of a rule as counting needs; a council's own target is one too. */
export type CountedRule = Pick<DeadlineRule, 'id' | 'counting' | 'rolls' | 'periods' | 'extension'>

export interface HowLong {
  /** To the ceiling, the longest that an extension may make it. */
  readonly extended?: boolean
}

/**
 * The last day on which the rule can still be met; what is done on that day is in time.
 *
 * @param from - The day counted from: of the starting fact, of the meeting that a rule counts back from, or the day
 *   itself where the rule's day is given.
 * @throws NoLawForDateError when the rule was not in force on `from`, or bank holidays are not known that far.
 * @throws RefusedError when `extended` is asked of a rule that cannot be extended, or has no ceiling.
 */
export function dueOn(rule: CountedRule, from: LocalDate, { extended = false }: HowLong = {}): LocalDate {
  const period = mustBeInForce(rule, from)
  return countTo(rule, period, from, extended ? ceilingOf(rule) : period.length)
}

/** @throws NoLawForDateError when the rule was not in force on `day`. */
export function mustBeInForce(rule: CountedRule, day: LocalDate): DeadlinePeriod {
  const period = periodOn(rule, day)
  if (period === undefined) {
    throw new NoLawForDateError(`${rule.id} was not in force on ${day}: it counts from ${rule.periods[0].from}`)
  }
  return period
}

/** The day to which `length`, in the rule's unit, leads. */
export function countTo(
  { counting, rolls }: CountedRule,
  { definition }: Pick<DeadlinePeriod, 'definition'>,
  from: LocalDate,
  length: number,
): LocalDate {
  const day = () => {
    switch (counting) {
      case 'working-days-after':
        return addWorkingDays(from, length, definition)
      case 'working-days-before':
        return subtractWorkingDays(from, length, definition)
      case 'days-after':
        return addDays(from, length)
      case 'weeks-after':
        return addDays(from, 7 * length)
      case 'months-after':
        return monthsAfter(from, length)
      case 'months-commencing':
        return monthsCommencing(from, length)
      case 'day-given':
        return from
    }
  }
  return rolls === true ? rollForward(day(), definition) : day()
}

function ceilingOf({ id, extension }: CountedRule): number {
  if (extension === undefined) throw new RefusedError('extension-not-permitted', `${id} cannot be extended`)
  if (extension.ceiling === undefined) {
    throw new RefusedError(
      'no-ceiling',
      `${id} can be extended to any day that is agreed in time: there is no ceiling to count to`,
    )
  }
  return extension.ceiling
}
