import {
  calendarOf,
  daysBetween,
  isOpen,
  NoLawForDateError,
  policyCalendar,
  workingDaysBetween,
  type LegalClock,
  type LocalDate,
  type WorkingDayDefinition,
} from '../../engine/index.ts'
import { shortDay } from './templates.ts'

/** How a time limit stands, as far as its cell says so. `over`: nothing is owed any more, and it was not met. */
export type DeadlineState = 'running' | 'held' | 'met' | 'over'

/** What a cell is made from: a clock (`deadlineOfClock`), or what a list has of one. */
export interface Deadline {
  /** The last day in time; absent when there is no time limit, or its clock has not started. */
  readonly dueOn?: LocalDate | null | undefined
  /** In London. */
  readonly today: LocalDate
  /** Whose working days are counted. */
  readonly calendar: WorkingDayDefinition
  /** `running` when left out. */
  readonly state?: DeadlineState | undefined
  /** `window`: a time in which somebody may do something. Nobody is late when it closes. `duty` when left out. */
  readonly nature?: 'duty' | 'window' | undefined
  /** The day on which it was met, or was held. */
  readonly since?: LocalDate | null | undefined
  /** Why it is held, in words. */
  readonly reason?: string | undefined
  /** The case and the rule whose working the link opens. */
  readonly caseId?: string | undefined
  readonly rule?: string | null | undefined
}

/** A deadline in words. The colour only repeats what the words say. */
export interface DeadlineCell {
  /** Of the tag: `red` late, `yellow` at most three working days, `grey` later or without a day. */
  readonly tone: 'grey' | 'yellow' | 'red' | 'green' | 'blue'
  /** `Due in 3 working days`. */
  readonly tag: string
  /** The day that belongs to it: `due 27 April 2026`; empty where there is none. */
  readonly text: string
  /** Sorts as time does, what has no deadline last. */
  readonly sortKey: string
  /** The page with the working of that date. */
  readonly whyHref?: string
  readonly caseId?: string
}

/** Working days before which a task is said to be due soon. */
const SOON = 3
const LAST = '9999-12-31'

/** The cell of a deadline, the same wherever it stands. */
export function deadlineCell(deadline: Deadline): DeadlineCell {
  const { dueOn, caseId, rule } = deadline
  const known = dueOn ?? undefined
  return {
    ...(known === undefined ? undated(deadline) : dated(deadline, known)),
    sortKey: known ?? LAST,
    ...(caseId !== undefined && { caseId }),
    ...(caseId !== undefined &&
      known !== undefined &&
      typeof rule === 'string' && { whyHref: `/cases/${caseId}/clock#${rule}` }),
  }
}

type Said = Pick<DeadlineCell, 'tone' | 'tag' | 'text'>

function undated({ state, since, reason }: Deadline): Said {
  if (state === 'held') return paused(since, reason)
  return { tone: 'grey', tag: 'No deadline', text: '' }
}

function dated(deadline: Deadline, due: LocalDate): Said {
  const { today, calendar, state = 'running', nature, since, reason } = deadline
  const text = `due ${shortDay(due)}`
  switch (state) {
    case 'held':
      return paused(since, reason)
    case 'met': {
      if (since === undefined || since === null) return { tone: 'green', tag: 'Met', text }
      return since > due
        ? { tone: 'red', tag: `Met late on ${shortDay(since)}`, text }
        : { tone: 'green', tag: `Met on ${shortDay(since)}`, text }
    }
    case 'over':
      return { tone: 'grey', tag: 'No longer due', text: `was ${text}` }
    case 'running': {
      if (nature === 'window') return openUntil(due, today)
      if (due === today) return { tone: 'yellow', tag: 'Due today', text }
      return due < today ? late(due, today, calendar, text) : ahead(due, today, calendar, text)
    }
  }
}

function paused(since: LocalDate | null | undefined, reason: string | undefined): Said {
  const from = since === undefined || since === null ? '' : ` since ${shortDay(since)}`
  return { tone: 'blue', tag: `Paused${from}`, text: reason === undefined || reason === '' ? '' : `(${reason})` }
}

function openUntil(due: LocalDate, today: LocalDate): Said {
  const day = shortDay(due)
  return due < today
    ? { tone: 'grey', tag: `Closed after ${day}`, text: '' }
    : { tone: 'grey', tag: 'Open', text: `until ${day}` }
}

function ahead(due: LocalDate, today: LocalDate, calendar: WorkingDayDefinition, text: string): Said {
  const left = counted(today, due, calendar)
  if (left === undefined) return { tone: 'grey', tag: `Due on ${shortDay(due)}`, text: '' }
  // On a Saturday, what is due on the Sunday after it: no working day lies between.
  if (left === 0) return { tone: 'yellow', tag: `Due in ${days(daysBetween(today, due), 'day')}`, text }
  return { tone: left <= SOON ? 'yellow' : 'grey', tag: `Due in ${days(left, 'working day')}`, text }
}

function late(due: LocalDate, today: LocalDate, calendar: WorkingDayDefinition, text: string): Said {
  const by = counted(due, today, calendar)
  if (by === undefined) return { tone: 'red', tag: 'Late', text }
  return { tone: 'red', tag: by === 0 ? 'Less than 1 working day late' : `${days(by, 'working day')} late`, text }
}

/** Undefined where bank holidays are not known that far: a list must not fail over it, and must not guess. */
function counted(after: LocalDate, upTo: LocalDate, calendar: WorkingDayDefinition): number | undefined {
  try {
    return workingDaysBetween(after, upTo, calendar)
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}

function days(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

/** What the cell needs of a clock of the law. `reason`: of the hold, in words. */
export function deadlineOfClock(
  clock: LegalClock,
  { today, caseId, reason }: { readonly today: LocalDate; readonly caseId?: string; readonly reason?: string },
): Deadline {
  const base = calendarOf(clock.calendar)
  return {
    dueOn: clock.due,
    today,
    calendar: policyCalendar(base, clock.closureDays),
    state: stateOf(clock),
    nature: clock.nature,
    since: clock.status === 'held' ? clock.heldSince : clock.metOn,
    rule: clock.inPlaceOf ?? clock.rule,
    reason,
    caseId,
  }
}

function stateOf(clock: LegalClock): DeadlineState {
  if (clock.status === 'held') return 'held'
  if (clock.status === 'met' || clock.status === 'met-late') return 'met'
  return isOpen(clock) ? 'running' : 'over'
}
