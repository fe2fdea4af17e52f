import type { LocalDate } from '../values/local-date.ts'
import {
  asked,
  conditions,
  countConditions,
  DUE_BANDS,
  inBand,
  NOT_HELD,
  type Condition,
  type DueBand,
  type InboxDays,
  type InboxFilter,
  type InboxOrder,
} from './inbox-filter.ts'
import { limitOf } from './page.ts'
import type { Sql, SqlRow } from './sql.ts'
import { CASES, TASKS } from './tables.ts'
import type { CaseRow, TaskRow } from './rows.ts'

export interface InboxRequest {
  /** `next`: of those due on one day, that of a child or of somebody who needs adjustments first; then the oldest. */
  readonly order: InboxOrder | 'next'
  readonly down: boolean
  readonly offset: number
  readonly limit: number
}

/** An open task with what a list shows of its case. */
export type InboxTask = Pick<
  TaskRow,
  | 'id'
  | 'caseId'
  | 'element'
  | 'name'
  | 'role'
  | 'assignee'
  | 'candidateTeam'
  | 'dueOn'
  | 'sortOn'
  | 'deadlineRule'
  | 'deadlineState'
  | 'deadlineSince'
  | 'deadlineReason'
  | 'createdAt'
  | 'version'
> &
  Pick<
    CaseRow,
    | 'procedure'
    | 'procedureVersion'
    | 'receivedOn'
    | 'lastToldOn'
    | 'stage'
    | 'initials'
    | 'adjustments'
    | 'child'
    | 'restricted'
  >

/** How many open tasks, and how many of them in each band. */
export type InboxCounts = Readonly<Record<DueBand, number>> & {
  readonly total: number
  readonly notTold: number
  /** Of those, as many as the narrower filter lets through. */
  readonly narrowed: number
}

/** What is counted in the same reading; nothing where it is left out. */
export interface AlsoCounted {
  /** Cases whose complainant was last told something before that day. */
  readonly toldBefore?: LocalDate
  /** A filter that asks more; whom it may show is the wider one's. */
  readonly narrowed?: InboxFilter
}

export interface InboxReader {
  /** A page of open tasks, in one statement. */
  inboxTasks(filter: InboxFilter, days: InboxDays, request: InboxRequest): Promise<readonly InboxTask[]>
  /** Of all pages. */
  inboxCounts(filter: InboxFilter, days: InboxDays, besides?: AlsoCounted): Promise<InboxCounts>
  inboxCount(filter: InboxFilter, days: InboxDays): Promise<number>
  /** Per person and role, for those who have open tasks; `who` is empty for what nobody has. */
  inboxLoads(
    filter: InboxFilter,
    days: InboxDays,
    dueBy: LocalDate,
  ): Promise<readonly (InboxLoad & { readonly who: string; readonly role: string })[]>
}

/** What somebody has before them. `soon`: due by the day that was asked, and not late. */
export interface InboxLoad {
  readonly open: number
  readonly soon: number
  readonly late: number
  readonly paused: number
}

/** Counts no task. */
const NOTHING: Condition = { sql: '1 = 0', bindings: [] }

const TASK_COLUMNS = [
  'id',
  'case_id',
  'element',
  'name',
  'role',
  'assignee',
  'candidate_team',
  'due_on',
  'sort_on',
  'deadline_rule',
  'deadline_state',
  'deadline_since',
  'deadline_reason',
  'created_at',
  'version',
]
const CASE_COLUMNS = [
  'procedure',
  'procedure_version',
  'received_on',
  'last_told_on',
  'stage',
  'initials',
  'adjustments',
  'child',
  'restricted',
]
const ORDERS: Readonly<Record<InboxRequest['order'], string>> = {
  next: 't.sort_on, case when t.child = 1 or t.adjusted = 1 then 0 else 1 end, t.created_at',
  due: 't.sort_on',
  told: 't.told_on',
  received: 't.received_on',
  case: 't.case_id',
  task: 't.name',
  stage: `coalesce(t.stage, '')`,
}
/** Orders in which an index has the rows. */
const INDEXED: ReadonlySet<InboxRequest['order']> = new Set(['due', 'next', 'told'])

export function inboxReader(sql: Sql): InboxReader {
  return {
    async inboxTasks(filter, days, { order, down, offset, limit }) {
      const { sql: where, bindings } = conditions(filter, days, INDEXED.has(order))
      const direction = down ? 'desc' : 'asc'
      const sorted = `order by ${ORDERS[order]} ${direction}, t.id ${direction}`
      const columns = [...TASK_COLUMNS.map((name) => `t.${name}`), ...CASE_COLUMNS.map((name) => `c.${name}`)]
      // Only the rows that are shown are read whole.
      const rows = await sql.run(
        `select ${columns.join(', ')} from (select t.id from tasks t where ${where} ${sorted} limit ? offset ?) shown
         join tasks t on t.id = shown.id join cases c on c.id = t.case_id ${sorted}`,
        [...bindings, limitOf({ limit }), Math.max(0, Math.trunc(offset))],
      )
      return rows.map(decode)
    },
    async inboxCount(filter, days) {
      const { sql: counted, bindings } = countOf(filter, days)
      const [row] = await sql.run(`select ${counted} as n`, bindings)
      return Number(row?.['n'])
    },
    async inboxCounts(filter, days, { toldBefore, narrowed } = {}) {
      const [found, taken] = countConditions(filter, days)
      // Of few rows the narrower ones are picked out in passing; of all, an index of their own counts them sooner.
      const inPassing = taken === undefined && narrowed !== undefined ? asked(narrowed, days) : NOTHING
      const untold = toldBefore === undefined ? NOTHING : { sql: 't.told_on < ?', bindings: [toldBefore] }
      const group = (sign: '' | '-', { sql: where, bindings }: Condition): Condition => ({
        sql: `select t.sort_on, t.deadline_state, ${sign}count(*) as n, ${sign}${sumOf(untold)} as untold, ${sign}${sumOf(inPassing)} as narrowed
          from tasks t where ${where} group by t.sort_on, t.deadline_state`,
        bindings: [...untold.bindings, ...inPassing.bindings, ...bindings],
      })
      const groups = [group('', found), ...(taken === undefined ? [] : [group('-', taken)])]
      const bands = DUE_BANDS.map((band) => ({ band, ...inBand(band, days) }))
      const sums = bands.map((band) => `sum(case when ${band.sql} then t.n else 0 end) as n_${band.band}`)
      const apart =
        taken === undefined || narrowed === undefined
          ? { sql: 'sum(t.narrowed)', bindings: [] }
          : countOf(narrowed, days)
      const [row = {}] = await sql.run(
        `select sum(t.n) as n, sum(t.untold) as n_not_told, ${apart.sql} as n_narrowed, ${sums.join(', ')} from (${groups.map((each) => each.sql).join(' union all ')}) t`,
        [apart, ...bands, ...groups].flatMap(({ bindings }) => bindings),
      )
      const n = (name: string) => Number(row[name] ?? 0)
      const counts = Object.fromEntries(DUE_BANDS.map((band) => [band, n(`n_${band}`)])) as Record<DueBand, number>
      return { ...counts, total: n('n'), notTold: n('n_not_told'), narrowed: n('n_narrowed') }
    },
    async inboxLoads(filter, days, dueBy) {
      const { sql: where, bindings } = conditions(filter, days)
      const sum = (when: Condition, name: string) => `${sumOf(when)} as ${name}`
      const soon = { sql: `t.sort_on between ? and ? and ${NOT_HELD}`, bindings: [days.today, dueBy] }
      const late = inBand('late', days)
      const paused = inBand('paused', days)
      const rows = await sql.run(
        `select coalesce(t.assignee, '') as who, t.role, count(*) as open, ${sum(soon, 'soon')}, ${sum(late, 'late')},
         ${sum(paused, 'paused')} from tasks t where ${where} group by coalesce(t.assignee, ''), t.role`,
        [...soon.bindings, ...late.bindings, ...paused.bindings, ...bindings],
      )
      return rows.map((row) => ({
        who: String(row['who']),
        role: String(row['role']),
        open: Number(row['open']),
        soon: Number(row['soon']),
        late: Number(row['late']),
        paused: Number(row['paused']),
      }))
    },
  }
}

/** How many tasks the filter lets through, as an expression. */
function countOf(filter: InboxFilter, days: InboxDays): Condition {
  const [found, taken] = countConditions(filter, days)
  const less = taken === undefined ? '' : ` - (select count(*) from tasks t where ${taken.sql})`
  return {
    sql: `((select count(*) from tasks t where ${found.sql})${less})`,
    bindings: [...found.bindings, ...(taken?.bindings ?? [])],
  }
}

/** Those for which it is so. */
function sumOf({ sql: when }: Condition): string {
  return `sum(case when ${when} then 1 else 0 end)`
}

function decode(row: SqlRow): InboxTask {
  const pick = (columns: readonly string[]) => Object.fromEntries(columns.map((name) => [name, row[name]]))
  const { status: _status, ...task } = TASKS.decode(pick(TASK_COLUMNS))
  const {
    id: _id,
    version: _version,
    createdAt: _createdAt,
    status: _open,
    ...theCase
  } = CASES.decode(pick(CASE_COLUMNS))
  return { ...theCase, ...task }
}
