import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { NO_DAY } from './unit-work.ts'

/** Where a task stands before its day; each task is in exactly one. `week`: after today, up to the Sunday. */
export const DUE_BANDS = ['late', 'today', 'week', 'later', 'paused', 'none'] as const
export type DueBand = (typeof DUE_BANDS)[number]

/** By which a list can be sorted. */
export const INBOX_ORDERS = ['due', 'told', 'received', 'case', 'task', 'stage'] as const
export type InboxOrder = (typeof INBOX_ORDERS)[number]

/** What a list of open tasks is narrowed to. Several values of one filter: any of them. */
export interface InboxFilter {
  readonly taskIds?: readonly string[]
  readonly assignee?: string
  readonly unassigned?: boolean
  readonly roles?: readonly string[]
  readonly teams?: readonly string[]
  readonly due?: readonly DueBand[]
  readonly procedures?: readonly string[]
  readonly version?: number
  readonly stages?: readonly string[]
  readonly child?: boolean
  /** The complainant needs an adjustment. */
  readonly adjustments?: boolean
  /** Nobody has told the complainant anything since before that day. */
  readonly notToldSince?: LocalDate
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
}

/** The days that the bands are counted from. */
export interface InboxDays {
  readonly today: LocalDate
  /** The Sunday of this week. */
  readonly weekEnd: LocalDate
}

/** The day from which it is counted that nobody has told the complainant anything. */
export const TOLD = 'coalesce(c.last_told_on, c.received_on)'

export interface Condition {
  readonly sql: string
  readonly bindings: readonly (string | number)[]
  /** It asks the case. */
  readonly ofCase?: boolean
}

/** Tasks `t` with their cases `c`. */
export const JOINED = 'tasks t join cases c on c.id = t.case_id'
export const NOT_HELD = `coalesce(t.deadline_state, '') <> 'held'`

export function inBand(band: DueBand, { today, weekEnd }: InboxDays): Condition {
  switch (band) {
    case 'paused':
      return { sql: `t.deadline_state = 'held'`, bindings: [] }
    case 'late':
      return { sql: `(t.sort_on < ? and ${NOT_HELD})`, bindings: [today] }
    case 'today':
      return { sql: `(t.sort_on = ? and ${NOT_HELD})`, bindings: [today] }
    case 'week':
      return { sql: `(t.sort_on > ? and t.sort_on <= ? and ${NOT_HELD})`, bindings: [today, weekEnd] }
    case 'later':
      return { sql: `(t.sort_on > ? and t.sort_on < ? and ${NOT_HELD})`, bindings: [weekEnd, NO_DAY] }
    case 'none':
      return { sql: `(t.sort_on = ? and ${NOT_HELD})`, bindings: [NO_DAY] }
  }
}

/** @param few - An index gives the rows in their order, and no more are read than are shown. */
export function conditions(filter: InboxFilter, days: InboxDays, few = false) {
  const found = [...taskConditions(filter, days, few), ...caseConditions(filter)]
  const ofCase = found.some((each) => each.ofCase === true)
  return {
    // A count that asks nothing of cases reads the index of the tasks alone.
    from: ofCase ? JOINED : 'tasks t',
    where: found.map(({ sql }) => sql).join(' and '),
    bindings: found.flatMap(({ bindings }) => bindings),
  }
}

function taskConditions(filter: InboxFilter, days: InboxDays, few: boolean): Condition[] {
  const { taskIds, assignee, unassigned, roles, teams, due, visibleTo } = filter
  const bands = due?.map((band) => inBand(band, days)) ?? []
  const visible = visibleTo === undefined ? undefined : visibleCases('t.case_id', visibleTo, few || hasFew(filter))
  return [
    { sql: `t.status = 'open'`, bindings: [] },
    ...(assignee === undefined ? [] : [{ sql: 't.assignee = ?', bindings: [assignee] }]),
    ...(unassigned === true ? [{ sql: 't.assignee is null', bindings: [] }] : []),
    ...anyOf('t.id', taskIds),
    ...anyOf('t.role', roles),
    ...anyOf('t.candidate_team', teams),
    ...(bands.length === 0
      ? []
      : [
          { sql: `(${bands.map(({ sql }) => sql).join(' or ')})`, bindings: bands.flatMap(({ bindings }) => bindings) },
        ]),
    ...(visible === undefined ? [] : [{ sql: visible.text, bindings: visible.bindings as readonly string[] }]),
  ]
}

/** Tasks of one person, or chosen ones. */
function hasFew({ assignee, taskIds }: InboxFilter): boolean {
  return assignee !== undefined || taskIds !== undefined
}

function caseConditions(filter: InboxFilter): Condition[] {
  const { procedures, version, stages, child, adjustments, notToldSince } = filter
  const found: Condition[] = [
    ...anyOf('c.procedure', procedures),
    ...(version === undefined ? [] : [{ sql: 'c.procedure_version = ?', bindings: [version] }]),
    ...anyOf('c.stage', stages),
    ...(child === undefined ? [] : [{ sql: 'c.child = ?', bindings: [child ? 1 : 0] }]),
    ...(adjustments === undefined
      ? []
      : [{ sql: `c.adjustments is ${adjustments ? 'not null' : 'null'}`, bindings: [] }]),
    ...(notToldSince === undefined ? [] : [{ sql: `${TOLD} < ?`, bindings: [notToldSince] }]),
  ]
  return found.map((each) => ({ ...each, ofCase: true }))
}

function anyOf(column: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined) return []
  if (values.length === 0) return [{ sql: '1 = 0', bindings: [] }]
  return [{ sql: `${column} in (${values.map(() => '?').join(', ')})`, bindings: values }]
}
