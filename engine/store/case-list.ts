import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import type { CaseRow, TaskRow } from './rows.ts'
import { casesAtPlace, type LivePlace, type LiveScope } from './live-steps.ts'
import { marks, type Dialect, type Sql, type Statement } from './sql.ts'
import { CASES, TASKS } from './tables.ts'
import { NO_DAY } from './unit-work.ts'

/** What a list of cases is narrowed to. Several values of one filter: any of them. */
export interface CaseListFilter {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly procedures?: readonly string[]
  readonly version?: number
  readonly stages?: readonly string[]
  readonly statuses?: readonly CaseRow['status'][]
  /** `undecided` while no point is decided. */
  readonly outcomes?: readonly string[]
  /** A task of the case is past its day. */
  readonly late?: boolean
  /** A task of the case waits for one of these teams. */
  readonly teams?: readonly string[]
  /** First and last day of receipt. */
  readonly receivedFrom?: LocalDate
  readonly receivedTo?: LocalDate
  /** At this step of that version; where asked, with a task there that is past its day. */
  readonly at?: StandingAt
  /** Only these. */
  readonly ids?: readonly string[]
}

export interface StandingAt {
  readonly dialect: Dialect
  readonly place: LivePlace
  readonly scope: Omit<LiveScope, 'visibleTo'>
  readonly late: boolean
}

export const CASE_ORDERS = ['received', 'reference', 'due', 'told', 'stage', 'outcome', 'procedure'] as const
export type CaseOrder = (typeof CASE_ORDERS)[number]

export interface CaseListRequest {
  /** In London; what was due before it is late. */
  readonly today: LocalDate
  readonly order: CaseOrder
  readonly down: boolean
  readonly offset: number
  readonly limit: number
}

/** A case with what a list shows of it. */
export interface ListedCase extends CaseRow {
  /** The open task of the case that comes first, as the lists of tasks show it; null where none is open. */
  readonly first: FirstTask | null
  readonly outcome: string | null
}

export type FirstTask = Pick<
  TaskRow,
  'caseId' | 'dueOn' | 'deadlineRule' | 'deadlineState' | 'deadlineSince' | 'deadlineReason'
>

export interface CaseListPage {
  readonly rows: readonly ListedCase[]
  /** Of all pages. */
  readonly total: number
}

/** The first day among the tasks that are open. */
const DUE = `(select min(sort_on) from tasks where tasks.case_id = cases.id and tasks.status = 'open')`

/** Each order ends in the reference, so that no two cases stand at one place. */
const ORDERS: Readonly<Record<CaseOrder, string>> = {
  received: 'cases.received_on',
  reference: 'cases.id',
  due: `coalesce(${DUE}, '${NO_DAY}')`,
  told: `coalesce(cases.last_told_on, '')`,
  stage: `coalesce(cases.stage, '')`,
  outcome: `coalesce(cases.outcome, '')`,
  procedure: 'cases.procedure',
}

const MAX_LIMIT = 10_000

export async function caseList(sql: Sql, filter: CaseListFilter, request: CaseListRequest): Promise<CaseListPage> {
  const { text, bindings } = caseCondition(filter, request.today)
  const isIndexed = request.order === 'received' || request.order === 'reference'
  const page = caseCondition(filter, request.today, isIndexed)
  const direction = request.down ? 'desc' : 'asc'
  const order = `${ORDERS[request.order]} ${direction}, cases.id ${direction}`
  const limit = Math.min(Math.max(1, Math.trunc(request.limit)), MAX_LIMIT)
  const offset = Math.max(0, Math.trunc(request.offset))
  const columns = CASES.columns.map((column) => `cases.${column}`).join(', ')
  const [rows, counts] = await Promise.all([
    sql.run(
      `select ${columns}, cases.outcome as listed_outcome from cases where ${page.text} order by ${order} limit ${limit} offset ${offset}`,
      page.bindings,
    ),
    sql.run(`select count(*) as n from cases where ${text}`, bindings),
  ])
  const first = await firstTasks(
    sql,
    rows.map((row) => String(row['id'])),
  )
  return {
    rows: rows.map((row) => ({
      ...CASES.decode(row),
      first: first.get(String(row['id'])) ?? null,
      outcome: typeof row['listed_outcome'] === 'string' ? row['listed_outcome'] : null,
    })),
    total: Number(counts[0]?.['n'] ?? 0),
  }
}

/** Which of these cases the filter lets through, in no order. */
export async function whichCases(
  sql: Sql,
  filter: CaseListFilter & { readonly ids: readonly string[] },
  today: LocalDate,
): Promise<readonly string[]> {
  const { text, bindings } = caseCondition(filter, today)
  const rows = await sql.run(`select cases.id as id from cases where ${text}`, bindings)
  return rows.map(({ id }) => String(id))
}

/** The open task of each case that comes first, by the case. */
async function firstTasks(sql: Sql, caseIds: readonly string[]): Promise<ReadonlyMap<string, FirstTask>> {
  const first = new Map<string, FirstTask>()
  if (caseIds.length === 0) return first
  const rows = await sql.run(
    `select ${TASKS.list} from tasks where status = 'open' and case_id in (${marks(filled(caseIds).length)}) order by case_id, sort_on, id`,
    filled(caseIds),
  )
  for (const task of rows.map(TASKS.decode)) if (!first.has(task.caseId)) first.set(task.caseId, task)
  return first
}

/**
 * The condition of a filter; every value is a binding.
 *
 * @param few - An index gives the rows in their order, and no more are read than are shown.
 */
export function caseCondition(filter: CaseListFilter, today: LocalDate, few = false): Statement {
  const { procedures, version, stages, statuses, outcomes, late, teams, receivedFrom, receivedTo, ids } = filter
  const parts: Statement[] = [
    ...anyOf('cases.procedure', procedures),
    ...anyOf('cases.stage', stages),
    ...anyOf('cases.status', statuses),
    ...anyOf('cases.outcome', outcomes),
    ...anyOf('cases.id', ids === undefined ? undefined : filled(ids)),
    ...(version === undefined ? [] : [{ text: 'cases.procedure_version = ?', bindings: [version] }]),
    ...(receivedFrom === undefined ? [] : [{ text: 'cases.received_on >= ?', bindings: [receivedFrom] }]),
    ...(receivedTo === undefined ? [] : [{ text: 'cases.received_on <= ?', bindings: [receivedTo] }]),
    ...(late === undefined ? [] : [lateOnes(late, today)]),
    ...(teams === undefined || teams.length === 0 ? [] : [waitingFor(teams)]),
    ...(filter.at === undefined ? [] : [standingAt(filter.at)]),
    ...(filter.visibleTo === undefined ? [] : [visibleCases('cases.id', filter.visibleTo, few || ids !== undefined)]),
  ]
  return {
    text: parts.length === 0 ? '1 = 1' : parts.map(({ text }) => `(${text})`).join(' and '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  }
}

function anyOf(column: string, values: readonly string[] | undefined): readonly Statement[] {
  if (values === undefined) return []
  if (values.length === 0) return [{ text: '1 = 0', bindings: [] }]
  return [{ text: `${column} in (${marks(values.length)})`, bindings: values }]
}

/** The last repeated until there are 1, 2, 4, 8 …: texts of few lengths, which stay prepared. */
function filled(ids: readonly string[]): readonly string[] {
  const last = ids.at(-1)
  if (last === undefined) return ids
  const size = 2 ** Math.ceil(Math.log2(ids.length))
  return [...ids, ...Array.from({ length: size - ids.length }, () => last)]
}

function lateOnes(late: boolean, today: LocalDate): Statement {
  const text = `cases.id ${late ? '' : 'not '}in (select case_id from tasks where status = 'open' and sort_on < ?)`
  return { text, bindings: [today] }
}

function standingAt({ dialect, place, scope, late }: StandingAt): Statement {
  const { text, bindings } = casesAtPlace(dialect, place, scope, late)
  return { text: `cases.id in (${text})`, bindings }
}

function waitingFor(teams: readonly string[]): Statement {
  const text = `cases.id in (select case_id from tasks where status = 'open' and candidate_team in (${marks(teams.length)}))`
  return { text, bindings: teams }
}
