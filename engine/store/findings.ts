import type { FactType } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import { instant, type Instant } from '../values/instant.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { marks, type Sql, type SqlRow, type Statement } from './sql.ts'
import { defineTable } from './table.ts'
import type { CaseRow, FactRow, JsonObject, TaskRow, TimerRow } from './rows.ts'
import { CASES, FACTS, TIMERS } from './tables.ts'
import type { UnitContext } from './unit-context.ts'

/*
 * What the duties of a case were found to be, kept so that tens of thousands of cases are counted at once; the findings of
 * one case are always worked out from its facts. Over 300 lines: one place for both tables and what is asked of them.
 */

/** One row a case, written anew whenever the case is judged. */
export interface CaseFindingsRow {
  readonly caseId: string
  /** A letter for each duty, in the order of their ids; which letter says what, the runtime knows. */
  readonly results: string
  /** The day as at which it was judged, and the moment at which. */
  readonly judgedOn: LocalDate
  readonly judgedAt: Instant
  /** Facts that there were. */
  readonly factCount: number
  /** Version of the law by which it was judged: letters of another version say nothing. */
  readonly law: string
  /** No day that passes can change a finding. */
  readonly settled: boolean
  /** Code of the team that answers. */
  readonly team: string | null
  /** Where what the store keeps of a deadline is not what the facts give. */
  readonly differences: JsonObject | null
}

/** A duty that two people let rest in one case, until a day. */
export interface WaiverRow {
  readonly id: string
  readonly caseId: string
  readonly rule: string
  /** First and last day. */
  readonly fromOn: LocalDate
  readonly untilOn: LocalDate
  /** Null once it was erased. */
  readonly reason: string | null
  readonly givenBy: string
  readonly approvedBy: string
  readonly givenAt: Instant
  readonly revokedAt: Instant | null
  readonly revokedBy: string | null
}

/** By what it is told that a case must be judged (again). */
export interface ToJudge {
  readonly today: LocalDate
  readonly law: string
  /** Rows of the audit trail after this one are news. */
  readonly since: number
}

/** What counts and lists of findings are narrowed to. */
export interface FindingsFilter {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly law: string
  /** First and last day of receipt. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  readonly procedure?: string
  readonly team?: string
}

/** So many cases of one month, procedure and team have the same letters. */
export interface FindingCount {
  readonly procedure: string
  /** Of receipt: `2026-11`. */
  readonly month: string
  readonly team: string | null
  readonly results: string
  readonly cases: number
}

/** Narrows to the cases in which the duty at that place (from 1) has one of these letters. */
export interface FoundFilter extends FindingsFilter {
  readonly place: number
  readonly letters: readonly string[]
  /** Of these, those with a waiver of that rule that counts on that day, or without one. */
  readonly waiver?: { readonly rule: string; readonly on: LocalDate; readonly standing: boolean }
}

export type FoundCaseRow = Pick<CaseRow, 'procedure' | 'procedureVersion' | 'receivedOn' | 'status'> &
  Pick<CaseFindingsRow, 'caseId' | 'judgedOn' | 'judgedAt' | 'team' | 'differences'>

export interface WaiverFilter {
  readonly visibleTo?: Visibility
  readonly caseId?: string
  /** Those that count on that day. */
  readonly on?: LocalDate
}

/** Somebody who looked at a case, as the audit trail has it. */
export interface ReadingRow {
  readonly caseId: string
  readonly actor: string
  readonly role: string
  readonly at: Instant
  /** Canonical JSON; null where only the first of somebody's looks is told. */
  readonly body: string | null
}

/** All that is judged of some cases, in no order but that of the facts within each case. */
export interface JudgedRows {
  readonly cases: readonly CaseRow[]
  readonly facts: readonly FactRow[]
  readonly readings: readonly ReadingRow[]
  /** Every task, closed ones too. */
  readonly tasks: readonly JudgedTask[]
  /** Armed ones. */
  readonly timers: readonly TimerRow[]
}

export type JudgedTask = Pick<
  TaskRow,
  | 'id'
  | 'caseId'
  | 'instanceId'
  | 'element'
  | 'status'
  | 'role'
  | 'candidateTeam'
  | 'assignee'
  | 'completedBy'
  | 'createdAt'
  | 'dueOn'
  | 'sortOn'
  | 'deadlineRule'
  | 'deadlineState'
  | 'deadlineSince'
>

export interface FindingReads {
  /** Ids of cases that must be judged, in their order, after that one. */
  casesToJudge(which: ToJudge & { readonly after?: string; readonly limit: number }): Promise<readonly string[]>
  /** How many of the filter's cases must be judged. */
  casesToJudgeCount(which: ToJudge, filter: FindingsFilter): Promise<number>
  /** @param everyCase - Roles of which only the first look of each person is told. */
  judgedRows(caseIds: readonly string[], everyCase: readonly string[]): Promise<JudgedRows>
  /** By the case; those that were never judged are left out. */
  findingsOf(caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseFindingsRow>>
  findingCounts(filter: FindingsFilter): Promise<readonly FindingCount[]>
  /** The newest received first. */
  casesFound(filter: FoundFilter, page: OffsetPage): Promise<FoundCases>
  /** Cases with a difference in a stored deadline, the newest received first. */
  casesDiffering(filter: FindingsFilter, page: OffsetPage): Promise<FoundCases>
  /** A count of one case for each rule of which a waiver counts there on that day. */
  waiversCounting(filter: FindingsFilter, on: LocalDate): Promise<readonly (FindingCount & { readonly rule: string })[]>
  waiver(id: string): Promise<WaiverRow | undefined>
  /** The newest first. */
  waivers(filter?: WaiverFilter): Promise<readonly WaiverRow[]>
  /** Rows of the audit trail. */
  auditHead(): Promise<number>
  /** What commands recorded by the number of the fact, from the audit trail. */
  recordedFactTypes(caseId: string): Promise<ReadonlyMap<number, FactType>>
}

export interface OffsetPage {
  readonly limit: number
  readonly offset: number
}

export interface FoundCases {
  readonly rows: readonly FoundCaseRow[]
  /** Of all pages. */
  readonly total: number
}

export interface FindingWrites {
  saveFindings(row: CaseFindingsRow): void
  /** What was found of the case says nothing any more: it is to be judged anew. */
  voidFindings(caseId: string): void
  addWaiver(row: WaiverRow): void
  /** Held until the end of the command. */
  waiver(id: string): Promise<WaiverRow | undefined>
  waiversOf(caseId: string): Promise<readonly WaiverRow[]>
  revokeWaiver(id: string, by: string): void
}

export const CASE_FINDINGS = defineTable<CaseFindingsRow>('case_findings', ['caseId'], {
  caseId: 'text',
  results: 'text',
  judgedOn: 'text',
  judgedAt: 'text',
  factCount: 'integer',
  law: 'text',
  settled: 'flag',
  team: 'text',
  differences: 'json',
})

export const WAIVERS = defineTable<WaiverRow>('duty_waivers', ['id'], {
  id: 'text',
  caseId: 'text',
  rule: 'text',
  fromOn: 'text',
  untilOn: 'text',
  reason: 'text',
  givenBy: 'text',
  approvedBy: 'text',
  givenAt: 'text',
  revokedAt: 'text',
  revokedBy: 'text',
})

/** The same words as the index on them (migration 0020): only then is it used. */
const IS_READING =
  "type in ('case-viewed', 'message-viewed', 'document-opened', 'history-viewed', 'audit-bundle-taken', 'findings-viewed')"

const FOUND = 'case_findings left join cases on cases.id = case_findings.case_id'
const MOST = 500

/** Of what was disposed of nothing is left to judge; its last findings stay. */
const NOT_DISPOSED =
  'not exists (select 1 from retention where retention.case_id = cases.id and retention.disposed_at is not null)'

export function findingReads(sql: Sql): FindingReads {
  const found = async (condition: Statement, { limit, offset }: OffsetPage): Promise<FoundCases> => {
    const columns = `cases.procedure, cases.procedure_version, cases.received_on, cases.status, case_findings.case_id, judged_on, judged_at, team, differences`
    const page = `limit ${Math.min(Math.max(1, Math.trunc(limit)), MOST)} offset ${Math.max(0, Math.trunc(offset))}`
    const [rows, counts] = await Promise.all([
      sql.run(
        `select ${columns} from ${FOUND} where ${condition.text} order by cases.received_on desc, cases.id desc ${page}`,
        condition.bindings,
      ),
      sql.run(`select count(*) as n from ${FOUND} where ${condition.text}`, condition.bindings),
    ])
    return { rows: rows.map(foundCase), total: Number(counts[0]?.['n'] ?? 0) }
  }
  return {
    async casesToJudge({ after = '', limit, ...which }) {
      const { text, bindings } = toJudge(which)
      const rows = await sql.run(
        `select cases.id as id from cases left join case_findings on case_findings.case_id = cases.id where (${text}) and ${NOT_DISPOSED} and cases.id > ? order by cases.id limit ${limit}`,
        [...bindings, after],
      )
      return rows.map(({ id }) => String(id))
    },
    async casesToJudgeCount(which, filter) {
      const due = toJudge(which)
      const narrowed = narrowing(filter)
      const rows = await sql.run(
        `select count(*) as n from cases left join case_findings on case_findings.case_id = cases.id where (${due.text}) and ${NOT_DISPOSED} and ${narrowed.text}`,
        [...due.bindings, ...narrowed.bindings],
      )
      return Number(rows[0]?.['n'] ?? 0)
    },
    judgedRows: (caseIds, everyCase) => judgedRows(sql, caseIds, everyCase),
    async findingsOf(caseIds) {
      if (caseIds.length === 0) return new Map()
      const rows = await sql.run(
        `select ${CASE_FINDINGS.list} from case_findings where case_id in (${marks(caseIds.length)})`,
        caseIds,
      )
      return new Map(rows.map(CASE_FINDINGS.decode).map((row) => [row.caseId, row]))
    },
    async findingCounts(filter) {
      const { text, bindings } = judgedAnd(filter)
      const rows = await sql.run(
        `select cases.procedure as procedure, substr(cases.received_on, 1, 7) as month, team, results, count(*) as n from ${FOUND} where ${text} group by cases.procedure, substr(cases.received_on, 1, 7), team, results`,
        bindings,
      )
      return rows.map(countOf)
    },
    casesFound: ({ place, letters, waiver, ...filter }, page) =>
      found(
        allOf([
          judgedAnd(filter),
          {
            text: `substr(results, ${Math.trunc(place)}, 1) in (${marks(letters.length)})`,
            bindings: letters,
          },
          ...(waiver === undefined ? [] : [waived(waiver)]),
        ]),
        page,
      ),
    casesDiffering: (filter, page) =>
      found(allOf([judgedAnd(filter), { text: 'differences is not null', bindings: [] }]), page),
    async waiversCounting(filter, on) {
      const { text, bindings } = allOf([judgedAnd(filter), standingOn(on)])
      const rows = await sql.run(
        `select distinct cases.id, rule, cases.procedure as procedure, substr(cases.received_on, 1, 7) as month, team, results, 1 as n from ${FOUND} inner join duty_waivers on duty_waivers.case_id = cases.id where ${text}`,
        bindings,
      )
      return rows.map((row) => ({ ...countOf(row), rule: String(row['rule']) }))
    },
    async waiver(id) {
      const [row] = await sql.run(`select ${WAIVERS.list} from duty_waivers where id = ?`, [id])
      return row && WAIVERS.decode(row)
    },
    async waivers({ visibleTo, caseId, on } = {}) {
      const condition = allOf([
        ...(caseId === undefined ? [] : [{ text: 'case_id = ?', bindings: [caseId] }]),
        ...(on === undefined ? [] : [standingOn(on)]),
        ...(visibleTo === undefined ? [] : [visibleCases('case_id', visibleTo)]),
      ])
      const rows = await sql.run(
        `select ${WAIVERS.list} from duty_waivers where ${condition.text} order by given_at desc, id`,
        condition.bindings,
      )
      return rows.map(WAIVERS.decode)
    },
    async auditHead() {
      const [row] = await sql.run('select seq from audit_head where id = 1')
      return Number(row?.['seq'] ?? 0)
    },
    async recordedFactTypes(caseId) {
      const rows = await sql.run('select body from audit where case_id = ? order by case_seq', [caseId])
      const types = new Map<number, FactType>()
      for (const { body } of rows) {
        for (const { n = types.size + 1, type } of factTypesIn(String(body))) types.set(n, type)
      }
      return types
    },
  }
}

export function findingPart({ read, writes, forUpdate, now }: UnitContext): FindingWrites {
  return {
    saveFindings(row) {
      writes.replace(CASE_FINDINGS, row)
    },
    voidFindings(caseId) {
      const text = `update case_findings set law = '' where case_id = ?`
      writes.statement(CASE_FINDINGS, () => ({ text, bindings: [caseId] }))
    },
    addWaiver(row) {
      writes.insert(WAIVERS, row)
    },
    async waiver(id) {
      return (await read(WAIVERS, `where id = ?${forUpdate}`, [id]))[0]
    },
    waiversOf: (caseId) => read(WAIVERS, 'where case_id = ? order by given_at, id', [caseId]),
    revokeWaiver(id, by) {
      writes.statement(WAIVERS, () => ({
        text: 'update duty_waivers set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null',
        bindings: [now, by, id],
      }))
    },
  }
}

function countOf({ procedure, month, team, results, n }: SqlRow): FindingCount {
  return {
    procedure: String(procedure),
    month: String(month),
    team: typeof team === 'string' ? team : null,
    results: String(results),
    cases: Number(n),
  }
}

function toJudge({ today, law, since }: ToJudge): Statement {
  return {
    text: `case_findings.case_id is null or case_findings.law <> ? or (case_findings.settled = 0 and case_findings.judged_on < ?) or cases.id in (select case_id from audit where seq > ? and case_id is not null)`,
    bindings: [law, today, since],
  }
}

function judgedAnd(filter: FindingsFilter): Statement {
  return allOf([{ text: 'case_findings.law = ?', bindings: [filter.law] }, narrowing(filter)])
}

function narrowing({ visibleTo, from, to, procedure, team }: FindingsFilter): Statement {
  return allOf([
    ...(from === undefined ? [] : [{ text: 'cases.received_on >= ?', bindings: [from] }]),
    ...(to === undefined ? [] : [{ text: 'cases.received_on <= ?', bindings: [to] }]),
    ...(procedure === undefined ? [] : [{ text: 'cases.procedure = ?', bindings: [procedure] }]),
    ...(team === undefined ? [] : [{ text: 'case_findings.team = ?', bindings: [team] }]),
    ...(visibleTo === undefined ? [] : [visibleCases('cases.id', visibleTo)]),
  ])
}

function standingOn(day: LocalDate): Statement {
  return { text: 'from_on <= ? and until_on >= ? and revoked_at is null', bindings: [day, day] }
}

function waived({ rule, on, standing }: NonNullable<FoundFilter['waiver']>): Statement {
  const { text, bindings } = standingOn(on)
  return {
    text: `${standing ? '' : 'not '}exists (select 1 from duty_waivers where duty_waivers.case_id = case_findings.case_id and rule = ? and ${text})`,
    bindings: [rule, ...bindings],
  }
}

function allOf(parts: readonly Statement[]): Statement {
  return {
    text: parts.length === 0 ? '1 = 1' : parts.map(({ text }) => `(${text})`).join(' and '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  }
}

const FOUND_FINDINGS = defineTable<FoundCaseRow>('case_findings', ['caseId'], {
  caseId: 'text',
  procedure: 'text',
  procedureVersion: 'integer',
  receivedOn: 'text',
  status: 'text',
  judgedOn: 'text',
  judgedAt: 'text',
  team: 'text',
  differences: 'json',
})

function foundCase(row: SqlRow): FoundCaseRow {
  return FOUND_FINDINGS.decode(row)
}

const JUDGED_TASKS = defineTable<JudgedTask>('tasks', ['id'], {
  id: 'text',
  caseId: 'text',
  instanceId: 'text',
  element: 'text',
  status: 'text',
  role: 'text',
  candidateTeam: 'text',
  assignee: 'text',
  completedBy: 'text',
  createdAt: 'text',
  dueOn: 'text',
  sortOn: 'text',
  deadlineRule: 'text',
  deadlineState: 'text',
  deadlineSince: 'text',
})

async function judgedRows(sql: Sql, caseIds: readonly string[], everyCase: readonly string[]): Promise<JudgedRows> {
  const ids = marks(caseIds.length)
  const roles = marks(everyCase.length)
  const [cases, facts, first, others, tasks, timers] = await Promise.all([
    sql.run(`select ${CASES.list} from cases where id in (${ids})`, caseIds),
    sql.run(`select ${FACTS.list} from facts where case_id in (${ids}) order by case_id, n`, caseIds),
    sql.run(
      `select case_id, role, actor, min(at) as at from audit where ${IS_READING} and case_id in (${ids}) and role in (${roles}) group by case_id, role, actor`,
      [...caseIds, ...everyCase],
    ),
    sql.run(
      `select case_id, role, actor, at, body from audit where ${IS_READING} and case_id in (${ids}) and role not in (${roles}) order by case_id, at`,
      [...caseIds, ...everyCase],
    ),
    sql.run(`select ${JUDGED_TASKS.list} from tasks where case_id in (${ids})`, caseIds),
    sql.run(`select ${TIMERS.list} from timers where case_id in (${ids}) and status = 'armed'`, caseIds),
  ])
  return {
    cases: cases.map(CASES.decode),
    facts: facts.map(FACTS.decode),
    readings: [...first, ...others].map(reading),
    tasks: tasks.map(JUDGED_TASKS.decode),
    timers: timers.map(TIMERS.decode),
  }
}

function reading({ case_id: caseId, role, actor, at, body }: SqlRow): ReadingRow {
  return {
    caseId: String(caseId),
    role: String(role),
    actor: String(actor),
    at: instant(String(at)),
    body: typeof body === 'string' ? body : null,
  }
}

/** What a line of the trail says was recorded; lines of older releases leave the numbers out. */
function factTypesIn(body: string): readonly { readonly n?: number; readonly type: FactType }[] {
  const { data } = JSON.parse(body) as { readonly data?: { readonly facts?: unknown } }
  return Array.isArray(data?.facts) ? (data.facts as readonly { readonly n?: number; readonly type: FactType }[]) : []
}
