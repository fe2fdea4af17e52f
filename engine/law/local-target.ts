import { localDate } from '../values/local-date.ts'
import type { DeadlineRule } from './deadline-rule.ts'
import { ENGLAND_BANK_HOLIDAYS } from './england-bank-holidays.ts'
import { calendarOf, DEADLINE_RULES } from './rules.ts'

/** A council's own target, in working days of an instrument's calendar; stands in a diagram, not here. */
export interface LocalTarget {
  readonly id: string
  readonly title: string
  readonly workingDays: number
  /** Id of an instrument. */
  readonly calendar: string
  /** A fact type. */
  readonly startedBy: string
  /** Fact types, with spaces between them: any one of them meets it. */
  readonly metBy: string
  /** Starts only where the starting fact says so. */
  readonly onlyWhere?: { readonly property: string; readonly is: string }
  /** A rule of law that it stands in for: it counts only where that rule was not in force for the case. */
  readonly inPlaceOf?: string
  /** It only brings a word every so many days until something else is done: nothing is kept late when they pass. */
  readonly reminds?: boolean
}

/** What a clock can be computed for: a rule of law, or a council's own target. */
export type ClockRule = Omit<
  DeadlineRule,
  'instrument' | 'startedBy' | 'metBy' | 'notAfter' | 'voidedBy' | 'endedBy'
> & {
  readonly instrument: string
  readonly startedBy: readonly string[]
  readonly metBy: readonly string[]
  readonly notAfter?: readonly string[]
  readonly voidedBy?: readonly string[]
  readonly endedBy?: readonly string[]
  readonly inPlaceOf?: string
}

/** @throws NotFoundError when its calendar is not the id of an instrument. */
export function localRule(target: LocalTarget): ClockRule {
  const known = RULES.get(target)
  if (known !== undefined) return known
  const rule = ruleOf(target)
  RULES.set(target, rule)
  return rule
}

const RULES = new WeakMap<LocalTarget, ClockRule>()

function ruleOf(target: LocalTarget): ClockRule {
  const { id, title, workingDays, calendar, startedBy, metBy, onlyWhere, inPlaceOf, reminds } = target
  const law = DEADLINE_RULES.find((rule) => rule.id === inPlaceOf)
  return {
    id,
    instrument: 'local',
    title,
    kind: 'policy',
    nature: law?.nature ?? (reminds === true ? 'window' : 'duty'),
    citation: {
      instrument: 'Council policy',
      provision: title,
      text: 'A target that the council has set itself in the procedure’s diagram.',
      textIs: 'restatement',
      checkedOn: localDate(ENGLAND_BANK_HOLIDAYS.version),
      certainty: 'verified',
    },
    interpretation: 'The day of the starting event is not counted; nor are days on which the council is closed.',
    startedBy: [startedBy],
    ...(onlyWhere !== undefined && { onlyWhere }),
    metBy: metBy.split(' '),
    counting: 'working-days-after',
    periods: [{ from: ENGLAND_BANK_HOLIDAYS.from, length: workingDays, definition: calendarOf(calendar) }],
    voidedBy: ['consideration-deferred'],
    endedBy: law?.endedBy ?? ['complaint-withdrawn', 'case-closed'],
    ...(law?.extension !== undefined && { extension: law.extension }),
    ...(law?.repeats !== undefined && { repeats: law.repeats }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
    decidedBy: [],
  }
}
