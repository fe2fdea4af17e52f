import type { Fact } from '../case/fact.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { LedgerEntry, LedgerEvent } from './clock.ts'
import type { DeadlinePeriod } from './deadline-rule.ts'
import { countTo } from './due.ts'
import { propertyOf } from './history.ts'
import { refuseExtension, refuseHold } from './limits.ts'
import type { ClockRule } from './local-target.ts'
import { concerns } from './same-duty.ts'
import { addWorkingDays, workingDaysBetween } from './working-days.ts'

/** Where a clock stands after so many facts: from which day it counts, to which, and whether it waits. */
export interface Course {
  readonly from: LocalDate
  readonly due: LocalDate
  /** `due` as it would be without an extension. */
  readonly standard: LocalDate
  readonly ceiling?: LocalDate | undefined
  readonly held?: { readonly since: LocalDate; readonly ground: string; readonly fact: string } | undefined
  readonly extendedBy?: string | undefined
  readonly rebasedBy?: string | undefined
  readonly consentedUntil?: LocalDate | undefined
  readonly ledger: readonly LedgerEntry[]
}

type Change = (course: Course, fact: Fact, event: LedgerEvent, effect: string, to?: Partial<Course>) => Course

const withEntry: Change = (course, { id, on, recordedBy }, event, effect, to = {}) => ({
  ...course,
  ...to,
  ledger: [...course.ledger, { on, event, effect, fact: id, by: recordedBy }],
})

/** The course from its first day. @param given - The due day, where the fact names it. */
export function beginCourse(rule: ClockRule, period: DeadlinePeriod, from: LocalDate, given?: LocalDate): Course {
  const due = given ?? countTo(rule, period, from, period.length)
  return { from, due, standard: due, ceiling: ceilingFrom(rule, period, from), ledger: [] }
}

/** What one fact does to the clock. A fact that does not concern it leaves the very same course. */
export function follow(rule: ClockRule, period: DeadlinePeriod, course: Course, fact: Fact): Course {
  if (fact.type === rule.extension?.by) return extend(rule, course, fact)
  if (fact.type === rule.holds?.heldBy?.fact) return hold(rule, course, fact, rule.holds.heldBy.ground)
  if (fact.type === rule.holds?.rebasedBy) return rebase(rule, period, course, fact)
  if (rule.holds?.releasedBy?.some((type) => type === fact.type) === true) return release(period, course, fact)
  switch (fact.type) {
    case 'clock-held':
      return concerns(fact.data.rule, rule) ? hold(rule, course, fact, fact.data.ground) : course
    case 'clock-released':
      return concerns(fact.data.rule, rule) ? release(period, course, fact) : course
    case 'complainant-agreed-to-wait':
      return concerns(fact.data.rule, rule) ? agree(course, fact, fact.data.until) : course
    case 'lateness-notice-sent':
      if (!concerns(fact.data.rule, rule) || rule.startedBy.includes(fact.type)) return course
      return withEntry(course, fact, 'told-late', 'The complainant was told that this is late.')
    case 'lateness-reason-recorded':
      if (!concerns(fact.data.rule, rule)) return course
      return withEntry(
        course,
        fact,
        'reason-recorded',
        `The reason for the lateness was recorded: ${fact.data.reasonCode.replaceAll('-', ' ')}.`,
      )
    default:
      return course
  }
}

/** As `course`, with what it waits for ended on `day` for the sake of showing a date. */
export function asThoughReleased(period: DeadlinePeriod, course: Course, day: LocalDate): Course {
  return course.held === undefined ? course : { ...course, ...later(period, course, course.held.since, day) }
}

function extend(rule: ClockRule, course: Course, fact: Fact): Course {
  const until = propertyOf(fact, 'until') as LocalDate
  const refused = refuseExtension(rule, course, { on: fact.on, until, ...askedIn(fact) })
  if (refused !== undefined) {
    return withEntry(course, fact, 'no-effect', `Recorded, but does not extend: ${refused.message}.`)
  }
  const due = course.ceiling !== undefined && until > course.ceiling ? course.ceiling : until
  const capped = due === until ? '' : ` The day told, ${dayInWords(until)}, is beyond the most that is allowed.`
  return withEntry(course, fact, 'extended', `Extended to ${dayInWords(due)}.${capped}`, { due, extendedBy: fact.id })
}

function askedIn(fact: Fact) {
  return {
    ground: String(propertyOf(fact, 'ground')),
    agreedByComplainant: propertyOf(fact, 'agreedByComplainant') === true,
  }
}

function hold(rule: ClockRule, course: Course, fact: Fact, ground: string): Course {
  const refused = refuseHold(rule, course, { on: fact.on, ground })
  if (refused !== undefined) {
    return withEntry(course, fact, 'no-effect', `Recorded, but the clock runs on: ${refused.message}.`)
  }
  const held = { since: fact.on, ground, fact: fact.id }
  return withEntry(course, fact, 'held', `The clock waits: ${ground}.`, { held })
}

function release(period: DeadlinePeriod, course: Course, fact: Fact): Course {
  if (course.held === undefined) return course
  const moved = later(period, course, course.held.since, fact.on)
  const effect = `The clock goes on; the working days of waiting are left out. The last day is now ${dayInWords(moved.due)}.`
  return withEntry(course, fact, 'released', effect, { ...moved, held: undefined })
}

/** The thing waited for has come: the clock starts again on that day. An extension that was told stands if it is later. */
function rebase(rule: ClockRule, period: DeadlinePeriod, course: Course, fact: Fact): Course {
  if (course.held === undefined) {
    return withEntry(course, fact, 'no-effect', 'The clock was not waiting for this, and runs on.')
  }
  const standard = countTo(rule, period, fact.on, period.length)
  const due = course.extendedBy !== undefined && course.due > standard ? course.due : standard
  return withEntry(
    course,
    fact,
    're-based',
    `The clock starts again on ${dayInWords(fact.on)}, to ${dayInWords(due)}.`,
    {
      from: fact.on,
      due,
      standard,
      ceiling: ceilingFrom(rule, period, fact.on),
      held: undefined,
      rebasedBy: fact.id,
    },
  )
}

function agree(course: Course, fact: Fact, until: LocalDate): Course {
  const effect = `The complainant agreed to wait until ${dayInWords(until)}. The time limit stays as it is.`
  const { consentedUntil } = course
  return withEntry(course, fact, 'agreed-to-wait', effect, {
    consentedUntil: consentedUntil !== undefined && consentedUntil > until ? consentedUntil : until,
  })
}

/** Each of its days, later by the working days in (`since`, `until`]: what had gone before the wait stays gone. */
function later({ definition }: DeadlinePeriod, { due, standard, ceiling }: Course, since: LocalDate, until: LocalDate) {
  const waited = workingDaysBetween(since, until, definition)
  const moved = (day: LocalDate) => (waited === 0 ? day : addWorkingDays(day, waited, definition))
  return { due: moved(due), standard: moved(standard), ceiling: ceiling === undefined ? undefined : moved(ceiling) }
}

function ceilingFrom(rule: ClockRule, period: DeadlinePeriod, from: LocalDate): LocalDate | undefined {
  const length = rule.extension?.ceiling
  return length === undefined ? undefined : countTo(rule, period, from, length)
}
