import type { Knex } from 'knex'
import type { LocalDate } from '../values/local-date.ts'
import {
  conditions,
  DUE_BANDS,
  inBand,
  JOINED,
  NOT_HELD,
  TOLD,
  type Condition,
  type DueBand,
  type InboxDays,
  type InboxFilter,
  type InboxOrder,
} from './inbox-filter.ts'
import { limitOf } from './page.ts'
import type { SqlRow } from './sql.ts'
import { inOurWords } from './store-errors.ts'
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
export type InboxCounts = Readonly<Record<DueBand, number>> & { readonly total: number; readonly notTold: number }

export interface InboxReader {
  /** A page of open tasks, in one statement. */
  inboxTasks(filter: InboxFilter, days: InboxDays, request: InboxRequest): Promise<readonly InboxTask[]>
  /** Of all pages. `notTold`: of cases whose complainant was last told something before that day; 0 when none is given. */
  inboxCounts(filter: InboxFilter, days: InboxDays, toldBefore?: LocalDate): Promise<InboxCounts>
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
  next: 't.sort_on, case when c.child = 1 or c.adjustments is not null then 0 else 1 end, t.created_at',
  due: 't.sort_on',
  told: TOLD,
  received: 'c.received_on',
  case: 't.case_id',
  task: 't.name',
  stage: `coalesce(c.stage, '')`,
}

export function inboxReader(knex: Knex): InboxReader {
  const run = async (sql: string, bindings: readonly (string | number)[]): Promise<readonly SqlRow[]> => {
    try {
      const result: unknown = await knex.raw(sql, [...bindings])
      return (Array.isArray(result) ? result : (result as { rows: readonly SqlRow[] }).rows) as readonly SqlRow[]
    } catch (error) {
      throw inOurWords(error)
    }
  }

  return {
    async inboxTasks(filter, days, { order, down, offset, limit }) {
      const { where, bindings } = conditions(filter, days, order === 'due' || order === 'next')
      const direction = down ? 'desc' : 'asc'
      const columns = [...TASK_COLUMNS.map((name) => `t.${name}`), ...CASE_COLUMNS.map((name) => `c.${name}`)]
      const rows = await run(
        `select ${columns.join(', ')} from ${JOINED} where ${where}
         order by ${ORDERS[order]} ${direction}, t.id ${direction} limit ? offset ?`,
        [...bindings, limitOf({ limit }), Math.max(0, Math.trunc(offset))],
      )
      return rows.map(decode)
    },
    async inboxCount(filter, days) {
      const { from, where, bindings } = conditions(filter, days)
      return Number((await run(`select count(*) as n from ${from} where ${where}`, bindings))[0]?.['n'])
    },
    async inboxCounts(filter, days, toldBefore) {
      const { from, where, bindings } = conditions(filter, days)
      const joined = toldBefore === undefined ? from : JOINED
      const untold = toldBefore === undefined ? '0' : `sum(case when ${TOLD} < ? then 1 else 0 end)`
      const bands = DUE_BANDS.map((band) => ({ band, ...inBand(band, days) }))
      const sums = bands.map(({ band, sql }) => `sum(case when ${sql} then 1 else 0 end) as n_${band}`)
      const [row = {}] = await run(
        `select count(*) as n, ${untold} as n_not_told, ${sums.join(', ')} from ${joined} where ${where}`,
        [...(toldBefore === undefined ? [] : [toldBefore]), ...bands.flatMap(({ bindings: own }) => own), ...bindings],
      )
      const n = (name: string) => Number(row[name] ?? 0)
      const counts = Object.fromEntries(DUE_BANDS.map((band) => [band, n(`n_${band}`)])) as Record<DueBand, number>
      return { ...counts, total: n('n'), notTold: n('n_not_told') }
    },
    async inboxLoads(filter, days, dueBy) {
      const { from, where, bindings } = conditions(filter, days)
      const sum = ({ sql }: Condition, name: string) => `sum(case when ${sql} then 1 else 0 end) as ${name}`
      const soon = { sql: `t.sort_on between ? and ? and ${NOT_HELD}`, bindings: [days.today, dueBy] }
      const late = inBand('late', days)
      const paused = inBand('paused', days)
      const rows = await run(
        `select coalesce(t.assignee, '') as who, t.role, count(*) as open, ${sum(soon, 'soon')}, ${sum(late, 'late')},
         ${sum(paused, 'paused')} from ${from} where ${where} group by coalesce(t.assignee, ''), t.role`,
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
