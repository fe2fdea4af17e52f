import type { Knex } from 'knex'
import type { Fact } from '../case/fact.ts'
import { instant, type Instant } from '../values/instant.ts'
import { APPROVALS, CASE_ACCESS, standingIn, standingStatement, visibleCases, type Visibility } from './case-access.ts'
import { accessRequestReads } from './access-requests.ts'
import { caseMoveReads } from './case-moves.ts'
import { changeReads } from './changes.ts'
import { factOf } from './facts.ts'
import { EXPORT_TAKINGS, EXPORTS } from './exports.ts'
import { findingReads } from './findings.ts'
import { HANDOVER_NOTES } from './handover-notes.ts'
import { procedureDraftReads } from './procedure-drafts.ts'
import { scenarioRunReads } from './scenario-runs.ts'
import { REPORT_NARRATIVES, REPORT_SNAPSHOT_HEADS, REPORT_SNAPSHOTS } from './reports.ts'
import { inboxReader } from './inbox-list.ts'
import { retentionReads } from './retention.ts'
import { courseReader } from './courses.ts'
import { liveReader } from './live-steps.ts'
import { pastCaseReads } from './past-cases.ts'
import { sampleReader } from './samples.ts'
import { caseCondition } from './case-list.ts'
import type { SearchReads } from './case-search.ts'
import { cursor, limitOf, placeOf, type Page, type PageRequest } from './page.ts'
import type { Reader, TaskFilter, WorkFilter } from './reader.ts'
import type { CaseRow } from './rows.ts'
import { INVITATIONS, ROLE_GRANTS, SESSIONS } from './sign-in.ts'
import type { Sql, SqlRow } from './sql.ts'
import { soundDefinition, soundProcedure } from './row-seal.ts'
import { undamaged } from './state-hash.ts'
import { inOrderOfComing } from './unit-documents.ts'
import type { Table } from './table.ts'
import {
  AGGREGATES,
  API_KEYS,
  AUDIT,
  AUDIT_PAYLOAD,
  CASES,
  DEFINITIONS,
  EQUALITY_ANSWERS,
  DOCUMENT_CONTENTS,
  DOCUMENTS,
  FACTS,
  INBOX,
  INCIDENTS,
  INSTANCES,
  JOBS,
  OUTBOX,
  PEOPLE,
  PROCEDURES,
  SEALED_PROCEDURES,
  PUBLIC_DRAFT_FILES,
  PUBLIC_DRAFTS,
  SETTINGS,
  TASKS,
  TIMERS,
  USERS,
} from './tables.ts'

/* Over 300 lines: one object with a line or two for each reading. */

/** A timer whose firing threw waits for its next try. */
const TIMER_DUE = 'coalesce(retry_at, due_at)'
/** Days beyond every day, so that what has no due day comes last. */
const DUE = `coalesce(due_on, '9999-12-31')`

export function makeReader(knex: Knex, sql: Sql, now: () => Instant): Omit<Reader, keyof SearchReads> {
  const from = (table: string): Query => knex<SqlRow, SqlRow[]>(table)
  // Whatever builds a statement, it is run on a connection that keeps it prepared.
  const rowsOf = (query: Query): Promise<readonly SqlRow[]> => {
    const { sql: text, bindings } = query.toSQL()
    return sql.run(text, bindings)
  }
  const first = async (query: Query): Promise<string | undefined> => {
    const at = (await rowsOf(query))[0]?.['at']
    return typeof at === 'string' ? at : undefined
  }
  const all = async <Row>(table: Table<Row>, refine: (query: Query) => Query): Promise<readonly Row[]> =>
    (await rowsOf(refine(from(table.name).select(table.columns)))).map(table.decode)
  /** For what pages ask for again and again: building a statement takes as long as a small one takes to run. */
  const read = async <Row>(table: Table<Row>, rest: string, bindings: readonly unknown[]): Promise<readonly Row[]> =>
    (await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)).map(table.decode)
  const one = async <Row>(table: Table<Row>, where: Readonly<Record<string, string | number>>) => {
    const condition = Object.keys(where)
      .map((column) => `${column} = ?`)
      .join(' and ')
    return (await read(table, `where ${condition}`, Object.values(where)))[0]
  }
  const page = async <Row>(table: Table<Row>, request: PageRequest, order: Order, refine: (query: Query) => Query) => {
    const limit = limitOf(request)
    const found = await rowsOf(inOrder(refine(from(table.name).select(table.columns)), request, order, limit + 1))
    return pageOf(table, found, order, limit)
  }
  const count = async (query: Query): Promise<number> => Number((await rowsOf(query.count('* as n')))[0]?.['n'])

  return {
    ...inboxReader(sql),
    ...retentionReads(sql),
    ...courseReader(sql),
    ...liveReader(sql),
    ...sampleReader(sql),
    ...findingReads(sql),
    ...changeReads(sql),
    ...caseMoveReads(sql),
    ...pastCaseReads(sql),
    ...accessRequestReads(sql),
    ...procedureDraftReads(sql),
    ...scenarioRunReads(sql),
    reportSnapshot: (id) => one(REPORT_SNAPSHOTS, { id }),
    reportSnapshots: () => read(REPORT_SNAPSHOT_HEADS, 'order by frozen_at desc, id', []),
    reportNarratives: ({ kind, fromDay, toDay }) =>
      read(REPORT_NARRATIVES, 'where kind = ? and from_day = ? and to_day = ? order by box, n', [kind, fromDay, toDay]),
    export: (id) => one(EXPORTS, { id }),
    exportTakings: (id) => read(EXPORT_TAKINGS, 'where export_id = ? order by n', [id]),
    exports: (request = {}) => page(EXPORTS, request, NEWEST_EXPORT, (query) => query),
    handoverNotes: (caseId) => read(HANDOVER_NOTES, 'where case_id = ? order by n desc', [caseId]),
    case: (id) => one(CASES, { id }),
    cases: ({ procedure, procedureVersion, status, visibleTo, narrowed, ...request } = {}) =>
      page(CASES, request, NEWEST_CASE, (query) => {
        if (narrowed !== undefined) {
          const { text, bindings } = caseCondition(narrowed.to, narrowed.today)
          query.whereRaw(text, bindings as string[])
        }
        return seenBy(
          query.where(given({ procedure, procedure_version: procedureVersion, status })),
          'cases.id',
          visibleTo,
        )
      }),
    openCaseCount: () => count(from('cases').whereNot('status', 'closed')),
    async caseCounts() {
      const rows = await rowsOf(from('cases').select('status').count('* as n').groupBy('status'))
      const counts: Record<CaseRow['status'], number> = { open: 0, closed: 0, incident: 0 }
      for (const row of rows) counts[row['status'] as CaseRow['status']] = Number(row['n'])
      return counts
    },
    people: (caseId) => read(PEOPLE, 'where case_id = ? order by id', [caseId]),
    facts: async (caseId) => (await read(FACTS, 'where case_id = ? order by n', [caseId])).map(factOf),
    async factsAcross({ types, from: first, to: last, visibleTo, ...request }) {
      const { rows, next } = await page(FACTS, request, ['on_day', 'case_id', 'n'], (query) => {
        const found = seenBy(query.whereIn('type', types), 'facts.case_id', visibleTo)
        if (first !== undefined) found.where('on_day', '>=', first)
        if (last !== undefined) found.where('on_day', '<=', last)
        return found
      })
      return { rows: rows.map(factOf), ...(next === undefined ? {} : { next }) }
    },
    async factsOf(caseIds) {
      const rows = await all(FACTS, (query) => query.whereIn('case_id', caseIds).orderBy(['case_id', 'n']))
      const facts = new Map<string, Fact[]>(caseIds.map((id) => [id, []]))
      for (const row of rows) facts.get(row.caseId)?.push(factOf(row))
      return facts
    },
    instances: async (caseId) => (await read(INSTANCES, 'where case_id = ? order by id', [caseId])).map(undamaged),

    task: (id) => one(TASKS, { id }),
    tasks: ({ after, limit, ...filter } = {}) =>
      page(TASKS, requestOf(after, limit), DUE_FIRST, (query) => tasksThat(query, filter)),
    taskCount: (filter = {}) => count(tasksThat(from('tasks'), filter)),

    timer: (id) => one(TIMERS, { id }),
    timers: (filter = {}) =>
      page(TIMERS, filter, ['due_at', 'id'], (query) =>
        seenBy(query.where(workThat(filter)), 'timers.case_id', filter.visibleTo),
      ),
    standing: async (caseId, asker) => {
      const { text, bindings } = standingStatement(caseId, asker, now())
      return standingIn(await sql.run(text, bindings))
    },
    approval: (id) => one(APPROVALS, { id }),
    approvals: ({ status, proposedBy, ...request } = {}) =>
      page(APPROVALS, request, ['proposed_at', 'id'], (query) =>
        query.where(given({ status, proposed_by: proposedBy })),
      ),
    caseAccess: (caseId) =>
      all(CASE_ACCESS, (query) =>
        query
          .where({ case_id: caseId })
          .whereRaw('(until_at is null or until_at > ?)', [now()])
          .orderBy(['who', 'relation', 'part']),
      ),

    job: (id) => one(JOBS, { id }),
    jobs: (filter = {}) =>
      page(JOBS, filter, ['run_at', 'id'], (query) =>
        seenBy(query.where(workThat(filter)), 'jobs.case_id', filter.visibleTo),
      ),
    incident: (id) => one(INCIDENTS, { id }),
    incidents: (filter = {}) =>
      page(INCIDENTS, filter, ['raised_at', 'id'], (query) =>
        seenBy(query.where(workThat(filter)), 'incidents.case_id', filter.visibleTo),
      ),
    outboxMessage: (id) => one(OUTBOX, { id }),
    outbox: (filter = {}) =>
      page(OUTBOX, filter, ['created_at', 'n', 'id'], (query) =>
        seenBy(
          query.where({ ...workThat(filter), ...given({ channel: filter.channel }) }),
          'outbox.case_id',
          filter.visibleTo,
        ),
      ),
    async waitingMail() {
      const [row] = await sql.run(
        `select count(*) as n, min(created_at) as since from outbox
         where channel <> 'letter' and status in ('queued', 'uncertain', 'sending')`,
      )
      const since = row?.['since']
      return { count: Number(row?.['n'] ?? 0), ...(typeof since === 'string' && { since: instant(since) }) }
    },
    inbox: (caseId) => all(INBOX, (query) => query.where({ case_id: caseId }).orderBy(['received_at', 'id'])),

    history: ({ caseId, commandsOnly, ...request }) =>
      page(AUDIT, request, ['seq'], (query) => {
        const found = query.where(given({ case_id: caseId }))
        // Only what `finish` writes has these.
        return commandsOnly === true ? found.whereRaw('body like ?', ['%"stimuli":[%']) : found
      }),
    auditPayload: (seq) => one(AUDIT_PAYLOAD, { seq }),

    async definition(hash) {
      const row = await one(DEFINITIONS, { hash })
      return row && soundDefinition(row)
    },
    async procedure(id, version) {
      const row = await one(SEALED_PROCEDURES, { id, version })
      return row && soundProcedure(row)
    },
    procedures: () => all(PROCEDURES, (query) => query.orderBy(['id', 'version'])),
    apiKeyByHash: (hash) => one(API_KEYS, { hash }),
    apiKeys: () => all(API_KEYS, (query) => query.orderBy(['created_at', 'id'])),
    user: (id) => one(USERS, { id }),
    usersByEmail: (email) =>
      all(USERS, (query) => query.whereRaw('lower(email) = ?', [email.toLowerCase()]).orderBy('id')),
    userBySubject: (subject) => one(USERS, { subject }),
    session: (id) => one(SESSIONS, { id }),
    invitation: (id) => one(INVITATIONS, { id }),
    invitations: ({ caseId } = {}) =>
      all(INVITATIONS, (query) =>
        query.where(given({ case_id: caseId })).orderBy([{ column: 'made_at', order: 'desc' }, 'id']),
      ),
    roleGrants: ({ userId, open } = {}) =>
      all(ROLE_GRANTS, (query) => {
        const found = query.where(given({ user_id: userId })).orderBy([{ column: 'asked_at', order: 'desc' }, 'id'])
        return open === true ? found.whereNull('outcome') : found
      }),
    usersNamed: (ids) => all(USERS, (query) => query.whereIn('id', ids)),
    users: ({ status, caseId } = {}) =>
      all(USERS, (query) => query.where(given({ status, case_id: caseId })).orderBy(['name', 'id'])),

    documents: async (caseId) => inOrderOfComing(await all(DOCUMENTS, (query) => query.where({ case_id: caseId }))),
    documentContent: async (caseId, id) => (await one(DOCUMENT_CONTENTS, { case_id: caseId, id }))?.content,
    documentsToScan: (limit) =>
      all(DOCUMENTS, (query) =>
        query.whereIn('scan', ['not-scanned', 'failed']).orderBy(['uploaded_at', 'case_id', 'id']).limit(limit),
      ),
    documentOpenings: (caseId, id) =>
      all(AUDIT, (query) => query.where({ case_id: caseId, type: 'document-opened', element: id }).orderBy('seq')),

    publicDraft: (id) => one(PUBLIC_DRAFTS, { id }),
    publicDraftFiles: (draftId) => all(PUBLIC_DRAFT_FILES, (query) => query.where({ draft_id: draftId }).orderBy('n')),
    equalityAnswers: ({ from: first, to: last }) =>
      all(EQUALITY_ANSWERS, (query) => query.where('month', '>=', first).where('month', '<=', last).orderBy('id')),

    aggregates: (year) => all(AGGREGATES, (query) => query.where(given({ year })).orderBy(['year', 'figure'])),
    setting: async (name) => (await one(SETTINGS, { name }))?.value,

    async nextDue() {
      const firsts = await Promise.all([
        first(
          from('timers')
            .select(knex.raw(`${TIMER_DUE} as at`))
            .where({ status: 'armed' })
            .orderByRaw(TIMER_DUE)
            .limit(1),
        ),
        first(from('jobs').min('run_at as at').where({ status: 'ready' })),
        first(from('jobs').min('lease_until as at').where({ status: 'leased' })),
        first(
          from('outbox').min('next_at as at').whereIn('status', ['queued', 'uncertain']).whereNot('channel', 'letter'),
        ),
        first(from('outbox').min('lease_until as at').where({ status: 'sending' })),
      ])
      const at = firsts.filter((moment) => moment !== undefined).sort()[0]
      return at === undefined ? undefined : instant(at)
    },
  }
}

type Query = Knex.QueryBuilder<SqlRow, SqlRow[]>
/** Columns, or expressions, that together tell every row from every other. A leading `-` sorts downwards (all of them). */
type Order = readonly string[]

const NEWEST_CASE: Order = ['-received_on', '-id']
const NEWEST_EXPORT: Order = ['-asked_at', '-id']
const DUE_FIRST: Order = [DUE, 'id']

function inOrder(query: Query, { after }: PageRequest, order: Order, limit: number): Query {
  const columns = order.map(bare)
  const down = order.some((column) => column.startsWith('-'))
  const sorted = query.orderByRaw(columns.map((column) => `${column} ${down ? 'desc' : 'asc'}`).join(', ')).limit(limit)
  if (after === undefined) return sorted
  const marks = columns.map(() => '?').join(', ')
  return sorted.whereRaw(`(${columns.join(', ')}) ${down ? '<' : '>'} (${marks})`, [...placeOf(after, columns.length)])
}

function pageOf<Row>(table: Table<Row>, found: readonly SqlRow[], order: Order, limit: number): Page<Row> {
  const rows = found.slice(0, limit).map(table.decode)
  const last = found[limit - 1]
  if (found.length <= limit || last === undefined) return { rows }
  return { rows, next: cursor(order.map((column) => placeIn(last, bare(column)))) }
}

function placeIn(row: SqlRow, column: string): string | number {
  const value = column === DUE ? (row['due_on'] ?? '9999-12-31') : row[column]
  return typeof value === 'number' ? value : String(value)
}

function bare(column: string): string {
  return column.replace(/^-/, '')
}

function tasksThat(query: Query, filter: TaskFilter): Query {
  const { assignee, unassigned, role, roles, team, caseId, procedure, dueBy, status = 'open', visibleTo } = filter
  const found = query.where(given({ status, assignee, role, candidate_team: team, case_id: caseId }))
  seenBy(found, 'tasks.case_id', visibleTo)
  if (unassigned === true) found.whereNull('assignee')
  if (roles !== undefined) found.whereIn('role', roles)
  if (dueBy !== undefined) found.where('due_on', '<=', dueBy)
  if (procedure !== undefined) found.whereRaw('case_id in (select id from cases where procedure = ?)', [procedure])
  return found
}

function workThat<Row extends { readonly status: string }>({
  caseId,
  status,
}: WorkFilter<Row>): Record<string, string> {
  return given({ case_id: caseId, status })
}

/** Leaves out what the asker must not see, what belongs to no case stays. */
function seenBy(query: Query, column: string, visibility: Visibility | undefined): Query {
  if (visibility === undefined) return query
  const { text, bindings } = visibleCases(column, visibility)
  return query.whereRaw(`(${column} is null or (${text}))`, bindings as string[])
}

/** The conditions that were asked for. */
function given<Value>(conditions: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(conditions).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  )
}

function requestOf(after: string | undefined, limit: number | undefined): PageRequest {
  return { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) }
}
