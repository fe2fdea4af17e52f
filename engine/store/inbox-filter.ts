import type { LocalDate } from '../values/local-date.ts'
import { takenFrom, visibleCases, type Visibility } from './case-access.ts'
import type { Statement } from './sql.ts'
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

export interface Condition {
  readonly sql: string
  readonly bindings: readonly (string | number)[]
}

/** As the index of these says it, or it is not used. */
const NOBODYS: Condition = { sql: `coalesce(t.assignee, '') = ''`, bindings: [] }
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

/**
 * Of tasks `t` alone: what lists ask of cases stands on the task.
 *
 * @param few - An index gives the rows in their order, and no more are read than are shown.
 */
export function conditions(filter: InboxFilter, days: InboxDays, few = false): Condition {
  const { visibleTo } = filter
  const found = asked(filter, days)
  return visibleTo === undefined ? found : both(found, visibleCases('t.case_id', visibleTo, few || hasFew(filter)))
}

/**
 * For counts: those that the filter asks for, and of these the ones to take off again, where that is quicker than to ask
 * of each whether it may be seen.
 */
export function countConditions(filter: InboxFilter, days: InboxDays): readonly [Condition, Condition?] {
  const { visibleTo } = filter
  const taken = visibleTo === undefined || hasFew(filter) ? undefined : takenFrom('t.case_id', visibleTo)
  if (taken === undefined) return [conditions(filter, days)]
  const found = asked(filter, days)
  return [found, both(found, taken)]
}

function both({ sql, bindings }: Condition, other: Statement): Condition {
  return { sql: `${sql} and ${other.text}`, bindings: [...bindings, ...(other.bindings as readonly string[])] }
}

/** All but what the asker may see. */
export function asked(filter: InboxFilter, days: InboxDays): Condition {
  const { taskIds, assignee, unassigned, roles, teams, due, procedures, version, stages } = filter
  const { child, adjustments, notToldSince } = filter
  const bands = due?.map((band) => inBand(band, days)) ?? []
  const found: readonly Condition[] = [
    { sql: `t.status = 'open'`, bindings: [] },
    ...(assignee === undefined ? [] : [{ sql: 't.assignee = ?', bindings: [assignee] }]),
    ...(unassigned === true ? [NOBODYS] : []),
    ...anyOf('t.id', taskIds),
    ...anyOf('t.role', roles),
    ...anyOf('t.candidate_team', teams),
    ...(bands.length === 0
      ? []
      : [
          { sql: `(${bands.map(({ sql }) => sql).join(' or ')})`, bindings: bands.flatMap(({ bindings }) => bindings) },
        ]),
    ...anyOf('t.procedure', procedures),
    ...(version === undefined ? [] : [{ sql: 't.procedure_version = ?', bindings: [version] }]),
    ...anyOf('t.stage', stages),
    ...(child === undefined ? [] : [{ sql: 't.child = ?', bindings: [child ? 1 : 0] }]),
    ...(adjustments === undefined ? [] : [{ sql: 't.adjusted = ?', bindings: [adjustments ? 1 : 0] }]),
    ...(notToldSince === undefined ? [] : [{ sql: 't.told_on < ?', bindings: [notToldSince] }]),
  ]
  return { sql: found.map(({ sql }) => sql).join(' and '), bindings: found.flatMap(({ bindings }) => bindings) }
}

/** Tasks of one person, or chosen ones. */
function hasFew({ assignee, taskIds }: InboxFilter): boolean {
  return assignee !== undefined || taskIds !== undefined
}

function anyOf(column: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined) return []
  if (values.length === 0) return [{ sql: '1 = 0', bindings: [] }]
  return [{ sql: `${column} in (${values.map(() => '?').join(', ')})`, bindings: values }]
}
