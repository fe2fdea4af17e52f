import { dayInWords, weekdayName } from '../values/day-in-words.ts'
import { addDays, daysBetween, type LocalDate } from '../values/local-date.ts'
import { clauseOf, type Certainty } from './citation.ts'
import { unitOf, type Counting, type DeadlineRule } from './deadline-rule.ts'
import { countTo, dueOn, mustBeInForce, type HowLong } from './due.ts'
import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.ts'
import { daysNotWorking, type DayNotCounted, type WorkingDayDefinition } from './working-days.ts'

/** How a date came about, so that nobody has to take it on trust. */
export interface Explanation {
  readonly rule: string
  /** The day counted from. */
  readonly from: LocalDate
  readonly due: LocalDate
  /** Of `due`, in full: `Friday`. */
  readonly weekday: string
  readonly unit: ReturnType<typeof unitOf>
  /** How many of the unit lie between `from` and `due`. */
  readonly counted: number
  /** Undefined where the day is given and nothing is counted. */
  readonly firstCountedDay?: LocalDate | undefined
  /** Each day between that was left out, and why. Empty for periods in months, weeks and days, which leave none out. */
  readonly notCounted: readonly DayNotCounted[]
  /** `SI 2006/1738 reg. 14`. */
  readonly clause: string
  /** How we read the clause. */
  readonly reading: string
  readonly certainty: Certainty
  /** Version of the list of bank holidays that was used. */
  readonly calendarVersion: string
  /** The same for people, a sentence each. */
  readonly inWords: readonly string[]
}

export type ExplainedRule = Pick<
  DeadlineRule,
  'id' | 'counting' | 'rolls' | 'periods' | 'extension' | 'citation' | 'interpretation'
>

/**
 * The due day with its working.
 *
 * @throws NoLawForDateError when the rule was not in force on `from`, or bank holidays are not known that far.
 * @throws RefusedError when `extended` is asked of a rule that cannot be extended, or has no ceiling.
 */
export function explain(rule: ExplainedRule, from: LocalDate, howLong: HowLong = {}): Explanation {
  const period = mustBeInForce(rule, from)
  const length = howLong.extended === true ? (rule.extension?.ceiling ?? period.length) : period.length
  return explainDay(rule, period.definition, { from, due: dueOn(rule, from, howLong), length })
}

/** The working of a day that has been computed already, whatever moved it. */
export function explainDay(
  rule: ExplainedRule,
  definition: WorkingDayDefinition,
  { from, due, length }: { readonly from: LocalDate; readonly due: LocalDate; readonly length: number },
): Explanation {
  const { first, last } = daysLookedAt(rule.counting, from, due)
  const inWorkingDays = unitOf(rule.counting) === 'working days'
  const left = inWorkingDays
    ? daysNotWorking(first, last, definition)
    : rolledOver(rule, definition, { from, due, length })
  const counted = inWorkingDays ? spanOf(first, last) - left.length : length
  const firstCountedDay = firstCounted(rule.counting, first, last, left)
  return {
    rule: rule.id,
    from,
    due,
    weekday: weekdayName(due),
    unit: unitOf(rule.counting),
    counted,
    firstCountedDay,
    notCounted: left,
    clause: clauseOf(rule.citation),
    reading: rule.interpretation,
    certainty: rule.citation.certainty,
    calendarVersion: ENGLAND_BANK_HOLIDAYS.version,
    inWords: inWords(rule.counting, { from, due, counted, firstCountedDay, left }),
  }
}

/** The days that are looked at one by one: after `from` up to `due`, or from `due` up to before `from`. */
function daysLookedAt(counting: Counting, from: LocalDate, due: LocalDate) {
  return counting === 'working-days-before'
    ? { first: due, last: addDays(from, -1) }
    : { first: addDays(from, 1), last: due }
}

/** How many days [`first`, `last`] is long; none where `last` comes first. */
function spanOf(first: LocalDate, last: LocalDate): number {
  return Math.max(0, daysBetween(first, last) + 1)
}

/** The days on which a calendar period ended before it gave way to the next working day. */
function rolledOver(
  { rolls, ...rule }: ExplainedRule,
  definition: WorkingDayDefinition,
  { from, due, length }: { readonly from: LocalDate; readonly due: LocalDate; readonly length: number },
): readonly DayNotCounted[] {
  if (rolls !== true) return []
  const ended = countTo(rule, { definition }, from, length)
  const left = daysNotWorking(ended, addDays(due, -1), definition)
  return left.length === spanOf(ended, addDays(due, -1)) ? left : []
}

function firstCounted(
  counting: Counting,
  first: LocalDate,
  last: LocalDate,
  left: readonly DayNotCounted[],
): LocalDate | undefined {
  switch (counting) {
    case 'day-given':
      return undefined
    case 'months-commencing':
      return addDays(first, -1)
    case 'days-after':
    case 'weeks-after':
    case 'months-after':
      return first
    case 'working-days-after':
    case 'working-days-before': {
      const out = new Set(left.map(({ day }) => day))
      const step = counting === 'working-days-after' ? 1 : -1
      let day = step === 1 ? first : last
      while (out.has(day)) day = addDays(day, step)
      return day
    }
  }
}

interface Working {
  readonly from: LocalDate
  readonly due: LocalDate
  readonly counted: number
  readonly firstCountedDay: LocalDate | undefined
  readonly left: readonly DayNotCounted[]
}

function inWords(counting: Counting, { from, due, counted, firstCountedDay, left }: Working): readonly string[] {
  if (counting === 'day-given') return [`The day was set: ${dayInWords(due)}.`]
  const unit = counted === 1 ? unitOf(counting).replace(/s$/, '') : unitOf(counting)
  const opening = {
    'working-days-after': `${counted} ${unit} after ${dayInWords(from)}, which is not counted.`,
    'working-days-before': `${counted} ${unit} before ${dayInWords(from)}, which is not counted.`,
    'days-after': `${counted} ${unit} after ${dayInWords(from)}, which is not counted.`,
    'weeks-after': `${counted} ${unit} after ${dayInWords(from)}, which is not counted.`,
    'months-after': `${counted} ${unit} after ${dayInWords(from)}, which is not counted.`,
    'months-commencing': `${counted} ${unit} commencing on ${dayInWords(from)}, which is counted.`,
  }[counting]
  const inWorkingDays = unitOf(counting) === 'working days'
  return [
    opening,
    ...(inWorkingDays && firstCountedDay !== undefined
      ? [`Day 1 is ${dayInWords(firstCountedDay)}.`, 'Saturdays and Sundays are not counted.']
      : []),
    ...left.flatMap(({ day, why }) => {
      if (why !== 'Saturday' && why !== 'Sunday') return [`${dayInWords(day)} is not counted: ${why}.`]
      return inWorkingDays ? [] : [`${dayInWords(day)} is not a working day.`]
    }),
    `The last day in time is ${dayInWords(due)}.`,
  ]
}
