import type { Fact } from '../case/fact.ts'
import { NoLawForDateError } from '../errors.ts'
import { dayInWords } from '../values/day-in-words.ts'
import { addDays, type LocalDate } from '../values/local-date.ts'
import { clauseOf } from './citation.ts'
import type { Clock, ClockStatus, LedgerEntry, LedgerEvent, Timeliness } from './clock.ts'
import { asThoughReleased, beginCourse, follow, type Course } from './clock-course.ts'
import type { ClockEnd } from './clock-end.ts'
import type { ClockStart } from './clock-start.ts'
import { periodOn, type DeadlinePeriod } from './deadline-rule.ts'
import { explainDay, type Explanation } from './explain.ts'
import type { ClockRule } from './local-target.ts'
import { policyCalendar } from './policy-calendar.ts'
import { workingDaysBetween } from './working-days.ts'

export interface ClockParts {
  readonly rule: ClockRule
  readonly start: ClockStart
  readonly end: ClockEnd | undefined
  /** The facts that stand, in order. */
  readonly history: readonly Fact[]
  readonly today: LocalDate
  readonly closureDays: readonly LocalDate[]
}

/** Puts one clock together. What cannot be told, for want of law or of a day, is `unknown` and never a guess. */
export function buildClock(parts: ClockParts): Clock {
  const { rule, start, history } = parts
  const from = start.from
  if (from === undefined) return withoutDay(parts, 'unknown', `The fact does not name the day that ${rule.id} needs.`)
  try {
    const period = periodOn(rule, from)
    if (period === undefined || !receivedInTime(period, history)) {
      return withoutDay(
        parts,
        'not-in-force',
        `${clauseOf(rule.citation)} did not count for this on ${dayInWords(from)}.`,
      )
    }
    return running(parts, withClosures(parts, period), from)
  } catch (error) {
    if (error instanceof NoLawForDateError) return withoutDay(parts, 'unknown', error.message)
    throw error
  }
}

function running(parts: ClockParts, period: DeadlinePeriod, from: LocalDate): Clock {
  const { rule, start, end, today } = parts
  const lastDay = end?.fact.on ?? today
  const followed = changesOf(parts).reduce(
    (course, fact) => follow(rule, period, course, fact),
    beginCourse(rule, period, from, start.given),
  )
  const course = asThoughReleased(period, followed, lastDay)
  const status = statusOf(parts, course)
  const late = workingDaysBetween(course.due, lastDay, period.definition)
  // Every property by its name: an object made by spreading takes a hundred times as long, and a case has dozens.
  const face = facesOf(parts)
  const clock: Clock = {
    id: face.id,
    rule: face.rule,
    instrument: face.instrument,
    title: face.title,
    kind: face.kind,
    nature: face.nature,
    clause: face.clause,
    certainty: face.certainty,
    decidedBy: face.decidedBy,
    closureDays: face.closureDays,
    subject: face.subject,
    startedBy: face.startedBy,
    calendar: rule.periods[0].definition.id,
    startedOn: course.from,
    due: course.due,
    ceiling: course.ceiling,
    status,
    timeliness: rule.nature === 'duty' ? timelinessOf(status, course, lastDay) : undefined,
    metOn: end?.how === 'met' ? end.fact.on : undefined,
    metBy: end?.how === 'met' ? end.fact.id : undefined,
    endedOn: end?.how === 'met' ? undefined : end?.fact.on,
    endedBy: end?.how === 'met' ? undefined : end?.fact.id,
    voidedBy: end?.how === 'voided' ? end.fact.id : undefined,
    lateByWorkingDays: late,
    elapsedWorkingDays:
      course.from <= lastDay ? workingDaysBetween(course.from, lastDay, period.definition) : undefined,
    extendedBy: course.extendedBy,
    rebasedBy: course.rebasedBy,
    heldSince: status === 'held' ? course.held?.since : undefined,
    heldOn: status === 'held' ? course.held?.ground : undefined,
    consentedUntil: course.consentedUntil,
    ledger: ledgerOf(parts, course),
  }
  WORKINGS.set(clock, () =>
    explainDay(rule, period.definition, { from: course.from, due: course.due, length: period.length }),
  )
  const explained = Object.defineProperty(clock, 'explanation', EXPLANATION)
  return face.inPlaceOf === undefined ? explained : Object.assign(explained, { inPlaceOf: face.inPlaceOf })
}

/**
 * The working of a clock's day is worked out only for whoever looks: most commands want the days alone. One getter serves
 * all clocks, since an object with a getter of its own takes longer to make than the clock to compute.
 */
const EXPLANATION: PropertyDescriptor & ThisType<Clock> = {
  enumerable: true,
  configurable: true,
  get() {
    return WORKINGS.get(this)?.()
  },
}

const WORKINGS = new WeakMap<Clock, () => Explanation>()

/**
 * The facts after the start, up to the end, in order; of later ones only the reason why it was late. On one day what
 * holds a clock by itself comes before the rest, so that an advocate who is wanted and appointed on one day re-bases it
 * however the two were recorded.
 */
function changesOf({ rule, start, end, history }: ClockParts): readonly Fact[] {
  const holding = ({ type }: Fact) => Number(type !== rule.holds?.heldBy?.fact)
  return history
    .filter(({ on, type }) => on >= start.fact.on && (!isAfter(on, end) || type === 'lateness-reason-recorded'))
    .toSorted((a, b) => (a.on === b.on ? holding(a) - holding(b) : 0))
}

function isAfter(day: LocalDate, end: ClockEnd | undefined): boolean {
  return end !== undefined && day > end.fact.on
}

function statusOf({ rule, end, today }: ClockParts, { due, held }: Course): ClockStatus {
  const passed = rule.nature === 'duty' ? 'breached' : 'lapsed'
  switch (end?.how) {
    case 'met':
      return end.fact.on > due ? 'met-late' : 'met'
    case 'voided':
      return end.fact.on > due ? passed : 'void'
    case 'stopped':
      return end.fact.on > due ? passed : 'stopped'
    case 'superseded':
      return 'superseded'
    case undefined:
      if (held !== undefined) return 'held'
      return today > due ? passed : 'running'
  }
}

function timelinessOf(
  status: ClockStatus,
  { standard, consentedUntil }: Course,
  lastDay: LocalDate,
): Timeliness | undefined {
  switch (status) {
    case 'held':
      return 'paused'
    case 'running':
    case 'met':
      return lastDay > standard ? 'in-extension' : 'in-time'
    case 'met-late':
    case 'breached':
      return consentedUntil !== undefined && lastDay <= consentedUntil ? 'breach-consented' : 'breach'
    case 'unknown':
      return 'undecidable'
    case 'lapsed':
    case 'void':
    case 'stopped':
    case 'superseded':
    case 'not-in-force':
      return undefined
  }
}

const ENDINGS: Readonly<Record<ClockEnd['how'], { readonly event: LedgerEvent; readonly effect: string }>> = {
  met: { event: 'met', effect: 'Done.' },
  voided: {
    event: 'voided',
    effect: 'Deferred: this clock counts for nothing, and a new one starts if the matter comes back.',
  },
  stopped: { event: 'stopped', effect: 'Nothing more is owed.' },
  superseded: { event: 'superseded', effect: 'A later one took its place.' },
}

function ledgerOf({ start, end, rule, history, today }: ClockParts, course: Course): readonly LedgerEntry[] {
  const { id, on, recordedBy } = start.fact
  const passedOn = addDays(course.due, 1)
  const passed = passedOn <= (end?.fact.on ?? today) && course.held === undefined && end?.how !== 'superseded'
  const recordedLater = ({ fact }: LedgerEntry) =>
    end !== undefined && history.findIndex((each) => each.id === fact) > history.indexOf(end.fact)
  const entries: readonly LedgerEntry[] = [
    { on, event: 'started', effect: `Counted from ${dayInWords(start.from ?? on)}.`, fact: id, by: recordedBy },
    ...course.ledger.filter((entry) => !recordedLater(entry)),
    ...(passed ? [{ on: passedOn, event: 'passed' as const, effect: PASSED[rule.nature] }] : []),
    ...(end === undefined
      ? []
      : [{ ...ENDINGS[end.how], on: end.fact.on, fact: end.fact.id, by: end.fact.recordedBy }]),
    ...course.ledger.filter(recordedLater),
  ]
  return entries.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
}

const PASSED = { duty: 'The last day passed.', window: 'The window closed.' } as const

function withoutDay(parts: ClockParts, status: 'not-in-force' | 'unknown', why: string): Clock {
  const { start, rule } = parts
  return {
    ...facesOf(parts),
    calendar: rule.periods[0].definition.id,
    startedOn: start.from ?? start.fact.on,
    status,
    timeliness: status === 'unknown' && rule.nature === 'duty' ? 'undecidable' : undefined,
    lateByWorkingDays: 0,
    ledger: [{ on: start.fact.on, event: 'cannot-tell', effect: why, fact: start.fact.id, by: start.fact.recordedBy }],
  }
}

/** What a clock takes over from its rule and its start as they are. */
function facesOf({ rule, start, closureDays }: ClockParts) {
  const { id, instrument, title, kind, nature, citation, decidedBy, inPlaceOf } = rule
  return {
    id: start.subject === undefined ? `${id}@${start.fact.id}` : `${id}@${start.fact.id}/${start.subject}`,
    rule: id,
    inPlaceOf,
    instrument,
    title,
    kind,
    nature,
    clause: clauseOf(citation),
    certainty: citation.certainty,
    decidedBy,
    closureDays: kind === 'policy' ? closureDays : [],
    subject: start.subject,
    startedBy: start.fact.id,
  } as const
}

function withClosures({ rule, closureDays }: ClockParts, period: DeadlinePeriod): DeadlinePeriod {
  if (rule.kind !== 'policy') return period
  return { ...period, definition: policyCalendar(period.definition, closureDays) }
}

function receivedInTime({ receivedFrom }: DeadlinePeriod, history: readonly Fact[]): boolean {
  const received = history.find(({ type }) => type === 'complaint-received')?.on
  return receivedFrom === undefined || received === undefined || received >= receivedFrom
}
