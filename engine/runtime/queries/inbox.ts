import { calendarOfRule, USUAL_CALENDAR } from '../../law/calendar-of-rule.ts'
import { addWorkingDays, subtractWorkingDays, workingDaysBetween } from '../../law/working-days.ts'
import { NoLawForDateError } from '../../errors.ts'
import type { DueBand, InboxDays, InboxFilter, InboxOrder } from '../../store/inbox-filter.ts'
import type { InboxCounts, InboxTask } from '../../store/inbox-list.ts'
import type { WorkingDayDefinition } from '../../law/working-days.ts'
import { dayOf } from '../../values/instant.ts'
import { addDays, daysBetween, localDate, weekdayOf, type LocalDate } from '../../values/local-date.ts'
import { mayDo, mustBeAllowed, rolesOf, teamsOf, type Actor } from '../../access/index.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'

/** Which open tasks are listed, in what order; what is left out narrows nothing. */
export interface InboxAsk {
  /** `unassigned`: nobody has it, and the asker may take it or give it to somebody. */
  readonly scope: 'mine' | 'team' | 'unassigned' | 'all'
  readonly team?: string
  readonly assignee?: string
  readonly role?: readonly string[]
  readonly procedure?: readonly string[]
  readonly version?: number
  readonly stage?: readonly string[]
  readonly due?: readonly DueBand[]
  readonly child?: boolean
  readonly adjustments?: boolean
  /** More working days than that since the complainant was last told anything. */
  readonly notToldFor?: number
  /** `due` when left out: the soonest first. */
  readonly sort?: InboxOrder
  readonly down?: boolean
  /** Only these, as far as the asker may see them. */
  readonly taskIds?: readonly string[]
  readonly offset?: number
  /** At most 500; 25 when left out. */
  readonly limit?: number
}

/** A line of a list: codes, days, and of a name the initials. */
export interface InboxLine {
  readonly taskId: string
  readonly caseId: string
  readonly name: string
  readonly role: string
  readonly assignee?: string
  readonly team?: string
  readonly version: number
  readonly dueOn?: LocalDate
  readonly deadlineRule?: string
  readonly deadlineState?: 'running' | 'held' | 'met' | 'over'
  readonly deadlineSince?: LocalDate
  readonly deadlineReason?: string
  readonly procedure: string
  readonly procedureVersion: number
  readonly stage?: string
  /** Of the complainant. */
  readonly initials?: string
  readonly adjustments: readonly string[]
  readonly child: boolean
  readonly restricted: boolean
  readonly receivedOn: LocalDate
  readonly lastToldOn?: LocalDate
  /** Working days since the complainant was last told anything, or since it was received; absent beyond what is known. */
  readonly workingDaysSinceTold?: number
  /** Days since it was received. */
  readonly ageDays: number
}

export interface Inbox {
  readonly tasks: readonly InboxLine[]
  /** Rows of all pages. */
  readonly total: number
  readonly today: LocalDate
}

/** Working days without a word to the complainant after which a list warns; the commonest fault that the Ombudsman finds. */
export const UNTOLD_WARNING = 10

/** Rows of a page when nobody says how many. */
const USUAL_LIMIT = 25

/** Open tasks with what lists show of their cases: one statement for the rows and one for their number. */
export async function inbox(runtime: Runtime, actor: Actor, ask: InboxAsk): Promise<Inbox> {
  const [{ tasks, today }, total] = await Promise.all([
    rowsOf(runtime, actor, ask),
    runtime.store.read.inboxCount(...narrowedBy(runtime, actor, ask)),
  ])
  return { tasks, total, today }
}

/** The same with the counts of the list before it was narrowed: one statement for the rows and one for every number. */
export async function inboxPage(
  runtime: Runtime,
  actor: Actor,
  ask: InboxAsk,
): Promise<Inbox & { readonly counts: InboxCounts }> {
  const { sort: _sort, down: _down, offset: _offset, limit: _limit, scope, team, ...narrower } = ask
  const whole = { scope, ...(team !== undefined && { team }) }
  const isWhole = Object.keys(narrower).length === 0
  const [{ tasks, today }, counts] = await Promise.all([
    rowsOf(runtime, actor, ask),
    counted(runtime, actor, whole, isWhole ? undefined : narrowedBy(runtime, actor, ask)[0]),
  ])
  return { tasks, total: isWhole ? counts.total : counts.narrowed, counts, today }
}

async function rowsOf(runtime: Runtime, actor: Actor, ask: InboxAsk): Promise<Omit<Inbox, 'total'>> {
  const [filter, days] = narrowedBy(runtime, actor, ask)
  const { sort = 'due', down = false, offset = 0, limit = USUAL_LIMIT } = ask
  const rows = await runtime.store.read.inboxTasks(filter, days, { order: sort, down, offset, limit })
  return { tasks: rows.map((row) => line(row, days.today)), today: days.today }
}

function narrowedBy(runtime: Runtime, actor: Actor, ask: InboxAsk): readonly [InboxFilter, InboxDays] {
  mustBeAllowed(actor, 'read-cases')
  const today = dayOf(runtime.clock.now())
  return [filterOf(runtime, actor, ask, today), daysFrom(today)]
}

/**
 * How many tasks of such a list are late, due soon, paused …; each is counted once. `notTold`, besides, of the asker's own
 * list: how many are about somebody who has not been told anything for too long.
 */
export async function inboxCounts(
  runtime: Runtime,
  actor: Actor,
  ask: InboxAsk,
): Promise<Omit<InboxCounts, 'narrowed'>> {
  const { narrowed: _narrowed, ...counts } = await counted(runtime, actor, ask)
  return counts
}

async function counted(runtime: Runtime, actor: Actor, ask: InboxAsk, narrowed?: InboxFilter): Promise<InboxCounts> {
  const [filter, days] = narrowedBy(runtime, actor, ask)
  return runtime.store.read.inboxCounts(filter, days, {
    ...(ask.scope === 'mine' && { toldBefore: untoldBefore(days.today, UNTOLD_WARNING) }),
    ...(narrowed !== undefined && { narrowed }),
  })
}

/** The store's filter: what was asked, within what the asker may see. */
export function filterOf(runtime: Runtime, actor: Actor, ask: InboxAsk, today: LocalDate): InboxFilter {
  const { scope, team, assignee, role, procedure, version, stage, due, child, adjustments, notToldFor, taskIds } = ask
  const roles = scope === 'unassigned' && !mayDo(actor, 'assign-tasks') ? own(rolesOf(actor), role) : role
  return {
    ...onlyVisible(runtime, actor),
    ...(scope === 'mine' ? { assignee: actor.id } : assignee !== undefined && { assignee }),
    ...(scope === 'unassigned' && { unassigned: true }),
    ...(scope === 'team' && { teams: team === undefined ? teamCodes(runtime, actor) : [team] }),
    ...(scope !== 'team' && team !== undefined && { teams: [team] }),
    ...given({ roles, procedures: procedure, version, stages: stage, due, child, adjustments, taskIds }),
    ...(notToldFor !== undefined && { notToldSince: untoldBefore(today, notToldFor) }),
  }
}

/** The days from which the bands of a list are counted. */
export function daysFrom(today: LocalDate): InboxDays {
  return { today, weekEnd: addDays(today, 7 - weekdayOf(today)) }
}

/** Whoever was last told before that day was told more than `workingDays` ago. */
export function untoldBefore(today: LocalDate, workingDays: number): LocalDate {
  return subtractWorkingDays(addDays(today, 1), workingDays + 1, USUAL_CALENDAR)
}

/** The last of the next so many working days. */
export function workingDaysOn(today: LocalDate, workingDays: number): LocalDate {
  return addWorkingDays(today, workingDays, USUAL_CALENDAR)
}

/** Whose working days the deadline of a line is counted in. */
export function calendarOfLine(
  runtime: Runtime,
  { deadlineRule, procedure }: Pick<InboxLine, 'deadlineRule' | 'procedure'>,
): WorkingDayDefinition {
  return calendarOfRule(deadlineRule, procedure, runtime.council.closureDays.map(localDate))
}

/** The teams that the asker belongs to. */
export function teamCodes(runtime: Runtime, actor: Actor): readonly string[] {
  return teamsOf(actor, runtime.council.roleTeams)
}

function own(roles: readonly string[], asked: readonly string[] | undefined): readonly string[] {
  return asked === undefined ? roles : asked.filter((role) => roles.includes(role))
}

function given<Filter extends object>(parts: Filter): Partial<Filter> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<Filter>
}

function line(row: InboxTask, today: LocalDate): InboxLine {
  const sinceTold = workingDaysSince(row.lastToldOn ?? row.receivedOn, today)
  return {
    taskId: row.id,
    caseId: row.caseId,
    name: row.name,
    role: row.role,
    version: row.version,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    adjustments: row.adjustments?.split(' ') ?? [],
    child: row.child,
    restricted: row.restricted,
    receivedOn: row.receivedOn,
    ageDays: daysBetween(row.receivedOn, today),
    ...(row.assignee !== null && { assignee: row.assignee }),
    ...(row.candidateTeam !== null && { team: row.candidateTeam }),
    ...(row.dueOn !== null && { dueOn: row.dueOn }),
    ...(row.deadlineRule !== null && { deadlineRule: row.deadlineRule }),
    ...(row.deadlineState !== null && { deadlineState: row.deadlineState }),
    ...(row.deadlineSince !== null && { deadlineSince: row.deadlineSince }),
    ...(row.deadlineReason !== null && { deadlineReason: row.deadlineReason }),
    ...(row.stage !== null && { stage: row.stage }),
    ...(row.initials !== null && { initials: row.initials }),
    ...(row.lastToldOn !== null && { lastToldOn: row.lastToldOn }),
    ...(sinceTold !== undefined && { workingDaysSinceTold: sinceTold }),
  }
}

function workingDaysSince(day: LocalDate, today: LocalDate): number | undefined {
  try {
    return workingDaysBetween(day, today, USUAL_CALENDAR)
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}
