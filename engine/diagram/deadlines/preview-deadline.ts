import { NoLawForDateError, RefusedError } from '../../errors.ts'
import {
  calendarOf,
  deadlineRule,
  explain,
  INSTRUMENTS,
  localRule,
  DEADLINE_RULES,
  policyCalendar,
  subtractWorkingDays,
  type ClockRule,
  type DayNotCounted,
  type WorkingDayDefinition,
} from '../../law/index.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'
import { deadlineDescriptions } from '../deadline-descriptions.ts'
import type { DeadlineRuleDescription } from '../finding.ts'
import type { DeadlineBinding, LocalDeadline } from '../procedure-model.ts'
import { isBinding } from '../rules/reading/registered.ts'
import { ceilingOf, isSameClock, lawOver } from '../rules/reading/statute.ts'
import { deadlineInWords, type DeadlineInWords } from './deadline-words.ts'
import type { StartDay } from './start-days.ts'

/** What a deadline would mean, before anybody's case has it. */
export interface DeadlinePreview extends DeadlineInWords {
  /** The law that sets a limit to a target of the council's own, in working days. */
  readonly ceiling?: DeadlineCeiling
  /** Why it may not be so, a sentence each; empty when nothing stands against it. */
  readonly faults: readonly string[]
  readonly days: readonly PreviewedDay[]
}

export interface DeadlineCeiling {
  /** Id of the rule. */
  readonly rule: string
  readonly clause: string
  /** Working days, without an extension. */
  readonly usual: number
  /** Working days, the longest that an extension can make it. */
  readonly longest: number
}

/** A case whose clock starts on one day. */
export interface PreviewedDay extends StartDay {
  /** The last day in time. Absent where it cannot be told: then `unknown` says why. */
  readonly due?: LocalDate
  readonly weekday?: string
  /** The last day when it is made as long as the law allows. */
  readonly extendedTo?: LocalDate
  /** Of a timer: the day on which it acts. */
  readonly acts?: LocalDate
  /** Each day between that does not count, weekends among them, and why. */
  readonly notCounted: readonly DayNotCounted[]
  /** The working, a sentence each. */
  readonly inWords: readonly string[]
  readonly unknown?: string
}

/**
 * A deadline in words, what the law says against it, and its days for cases that start on the days given.
 *
 * @param closureDays - days on which the council is closed: its own targets leave them out, the law does not
 */
export function previewDeadline(
  binding: DeadlineBinding,
  days: readonly StartDay[],
  closureDays: readonly LocalDate[] = [],
): DeadlinePreview {
  const words = deadlineInWords(binding)
  const rule = ruleOf(binding, closureDays)
  const ceiling = binding.local === undefined ? undefined : ceilingOver(binding.local)
  const previewed = rule === undefined ? [] : days.map((day) => previewOn(rule, binding, day))
  return {
    ...words,
    ...(ceiling !== undefined && { ceiling }),
    faults: faultsOf(binding, ceiling, previewed),
    days: previewed,
  }
}

/** What bounds a council's own target, in working days; undefined where no law does. */
function ceilingOver(local: LocalDeadline): DeadlineCeiling | undefined {
  const law = lawOver(local, deadlineDescriptions().values())
  const longest = law && ceilingOf(law)
  if (law === undefined || longest === undefined) return undefined
  return { rule: law.id, clause: law.clause, usual: law.workingDays ?? longest, longest }
}

function ruleOf({ rule, local }: DeadlineBinding, closureDays: readonly LocalDate[]): ClockRule | undefined {
  if (rule !== undefined) return DEADLINE_RULES.find(({ id }) => id === rule)
  if (local === undefined || !isWhole(local)) return undefined
  const own = localRule(local)
  const [first, ...rest] = own.periods
  const open = (period: typeof first) => ({ ...period, definition: policyCalendar(period.definition, closureDays) })
  return { ...own, periods: [open(first), ...rest.map(open)] }
}

function isWhole({ workingDays, calendar }: LocalDeadline): boolean {
  const isLength = Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= LONGEST
  return isLength && INSTRUMENTS.some(({ id }) => id === calendar)
}

/** Working days; what admission takes at most. */
const LONGEST = 250

function previewOn(rule: ClockRule, binding: DeadlineBinding, day: StartDay): PreviewedDay {
  try {
    const { due, weekday, notCounted, inWords } = explain(rule, day.from)
    const extendedTo =
      rule.extension?.ceiling === undefined ? undefined : explain(rule, day.from, { extended: true }).due
    const acts = actsOn(binding, due, rule.periods.at(-1)?.definition ?? calendarOf(rule.instrument))
    return {
      ...day,
      due,
      weekday,
      notCounted,
      inWords,
      ...(extendedTo !== undefined && { extendedTo }),
      ...(acts !== undefined && { acts }),
    }
  } catch (error) {
    if (error instanceof NoLawForDateError || error instanceof RefusedError) {
      return { ...day, notCounted: [], inWords: [], unknown: error.message }
    }
    throw error
  }
}

function actsOn({ at, before = 0 }: DeadlineBinding, due: LocalDate, definition: WorkingDayDefinition) {
  if (at === 'breach') return addDays(due, 1)
  if (at === 'warning') return before === 0 ? due : subtractWorkingDays(due, before, definition)
  return undefined
}

function faultsOf(
  { rule, local }: DeadlineBinding,
  ceiling: DeadlineCeiling | undefined,
  days: readonly PreviewedDay[],
): readonly string[] {
  if (rule !== undefined && !DEADLINE_RULES.some(({ id }) => id === rule)) return [`There is no rule ‘${rule}’.`]
  if (rule === undefined && local === undefined) return ['Choose a rule of law, or a target of the council’s own.']
  if (local === undefined) return []
  if (!isWhole(local))
    return [`Write a whole number of working days from 1 to ${LONGEST}, and a calendar that is known.`]
  if (ceiling !== undefined && local.workingDays > ceiling.longest) {
    return [
      `${local.workingDays} working days are more than ${ceiling.clause} allows: ${ceiling.longest} at most. A target of the council’s own may only be tighter.`,
    ]
  }
  return beyondOtherUnits(local, days)
}

/** A law that counts in months sets no number of working days, but a last day all the same. */
function beyondOtherUnits(local: LocalDeadline, days: readonly PreviewedDay[]): readonly string[] {
  const laws = [...deadlineDescriptions().values()].filter((law) => boundsInDays(law, local))
  return laws.flatMap(({ id, clause }) => {
    const law = deadlineRule(id)
    const late = days.find(({ from, due }) => {
      const last = dueByLaw(law, from)
      return due !== undefined && last !== undefined && due > last
    })
    if (late?.due === undefined) return []
    const last = dueByLaw(law, late.from)
    return [
      `Counted from ${dayInWords(late.from)} it ends on ${dayInWords(late.due)}, after the last day that ${clause} allows (${last === undefined ? '' : dayInWords(last)}). A target of the council’s own may only be tighter.`,
    ]
  })
}

function boundsInDays(law: DeadlineRuleDescription, local: LocalDeadline): boolean {
  return law.workingDays === undefined && law.nature !== 'window' && isBinding(law) && isSameClock(law, local)
}

function dueByLaw(law: ReturnType<typeof deadlineRule>, from: LocalDate): LocalDate | undefined {
  try {
    return law.counting === 'day-given' ? undefined : explain(law, from).due
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}
