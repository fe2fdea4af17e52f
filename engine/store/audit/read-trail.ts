import type { Sql, SqlRow } from '../sql.ts'
import { ZEROS } from './chain.ts'
import type { TrailRow } from './check-rows.ts'
import { bytesInPage, bytesOf, makeRowReader, pageReader, textOf, type Cells } from './read-rows.ts'

/** A checkpoint as the database keeps it. */
export interface StoredCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly keyId: string
  readonly at: string
}

/** A key that signs, since when, and the row of the trail that says so. */
export interface StoredKey {
  readonly seq: number
  readonly id: string
  readonly key: string
}

export interface StoredPayload {
  readonly seq: number
  readonly salt: Buffer
  readonly payload: string
}

/** A fact as it is compared with the trail. */
export interface StoredFact {
  readonly caseId: string
  readonly n: number
  readonly type: string
  readonly onDay: string
  readonly data: string
  readonly recordedAt: string
  readonly recordedBy: string
  readonly role: string
  readonly isErased: boolean
  readonly salt: Buffer | null
}

/** The audit trail of one database, and what it is about, read for checking. All of one moment when in a transaction. */
export interface TrailReader {
  head(): Promise<{ readonly seq: number; readonly hash: Buffer } | undefined>
  /** Of this number and after it. */
  rows(from: number, limit: number): Promise<readonly TrailRow[]>
  row(seq: number): Promise<TrailRow | undefined>
  /** Where the chain stands before that number: the row there, or the last before it; 0 where there is none. */
  before(seq: number): Promise<{ readonly seq: number; readonly hash: Buffer }>
  rowsOfCase(caseId: string): Promise<readonly TrailRow[]>
  /** Hashes as they stand in the rows from that number on, to that one. */
  hashes(from: number, to: number): Promise<readonly { readonly seq: number; readonly hash: Buffer }[]>
  payloads(from: number, to: number): Promise<readonly StoredPayload[]>
  /** Payloads of rows that are not there. */
  strayPayloads(): Promise<readonly number[]>
  /** Of each case the last row before that one. */
  endsOfCases(
    caseIds: readonly string[],
    before: number,
  ): Promise<readonly { readonly caseId: string; readonly seq: number; readonly hash: Buffer }[]>
  checkpoints(): Promise<readonly StoredCheckpoint[]>
  keys(): Promise<readonly StoredKey[]>
  facts(wanted: readonly (readonly [caseId: string, n: number])[]): Promise<readonly StoredFact[]>
  factCounts(after: string, limit: number): Promise<readonly CaseCount[]>
  tasks(ids: readonly string[]): Promise<ReadonlyMap<string, TaskSeen>>
  /** Tasks of which the trail does not say that they were opened, or closed, when the row says so. */
  strayTasks(caseId?: string): Promise<readonly { readonly id: string; readonly caseId: string }[]>
}

export interface TaskSeen {
  readonly status: string
  readonly completedAt: string | null
  readonly completedBy: string | null
}

export interface CaseCount {
  readonly caseId: string
  readonly version: number
  readonly factCount: number
  /** Rows in `facts`. */
  readonly facts: number
}

/** @throws StoreUnavailableError where the database has no audit trail at all. */
export async function readTrail(sql: Sql): Promise<TrailReader> {
  const isSqlite = sql.dialect === 'sqlite'
  const rows = makeRowReader(sql)
  const [later] = await sql.run(
    isSqlite
      ? `select 1 as one from sqlite_master where type = 'table' and name = 'audit_checkpoints'`
      : `select 1 as one from information_schema.tables where table_schema = current_schema() and table_name = 'audit_checkpoints'`,
  )
  const hasCheckpoints = later !== undefined
  const each = isSqlite ? 'json_each(?) as j' : 'json_array_elements(cast(? as json)) as j'
  const part = (n: number): string => (isSqlite ? `json_extract(j.value, '$[${n}]')` : `(j.value ->> ${n})`)
  const whole = (expression: string): string => (isSqlite ? expression : `cast(${expression} as integer)`)
  const inBody = isSqlite ? `instr(a.body, '"' || t.id || '"')` : `position('"' || t.id || '"' in a.body)`
  const ofPayloads = 'from audit_payload where seq >= ? and seq <= ? order by seq'
  const pageOfPayloads = pageReader(sql, `seq, ${bytesInPage(sql, 'salt')}, payload`, ofPayloads)
  const ofFacts = `from ${each} join facts f on f.case_id = ${part(0)} and f.n = ${whole(part(1))}`
  const pageOfFacts = pageReader(sql, `${FACT}, ${hasCheckpoints ? bytesInPage(sql, 'f.salt') : 'null'}`, ofFacts)

  return {
    async head() {
      const [row] = await sql.run('select seq, hash from audit_head where id = 1')
      return row && { seq: Number(row['seq']), hash: bytesOf(row['hash']) }
    },
    rows: (from, limit) => rows.page(from, limit),
    row: async (seq) => (await rows.rows('where seq = ?', [seq]))[0],
    async before(seq) {
      const [row] = await sql.run('select seq, hash from audit where seq >= 1 and seq < ? order by seq desc limit 1', [
        seq,
      ])
      return row === undefined ? { seq: 0, hash: ZEROS } : { seq: Number(row['seq']), hash: bytesOf(row['hash']) }
    },
    rowsOfCase: (caseId) => rows.rows('where case_id = ? order by case_seq', [caseId]),
    async hashes(from, to) {
      const rows = await sql.run('select seq, hash from audit where seq >= ? and seq <= ? order by seq', [from, to])
      return rows.map((row) => ({ seq: Number(row['seq']), hash: bytesOf(row['hash']) }))
    },
    async payloads(from, to) {
      const page = await pageOfPayloads([from, to])
      if (page !== undefined) return page.cells.map(payloadIn)
      const rows = await sql.run(`select seq, salt, payload ${ofPayloads}`, [from, to])
      return rows.map((row) => ({
        seq: Number(row['seq']),
        salt: bytesOf(row['salt']),
        payload: String(row['payload']),
      }))
    },
    async strayPayloads() {
      const rows = await sql.run(
        'select p.seq from audit_payload p where not exists (select 1 from audit a where a.seq = p.seq) order by p.seq limit 1000',
      )
      return rows.map(({ seq }) => Number(seq))
    },
    async endsOfCases(caseIds, before) {
      const rows = await sql.run(
        `select case_id, case_seq, hash from audit where (case_id, seq) in (select case_id, max(seq) from audit where seq < ? and case_id in (select ${isSqlite ? 'j.value' : `j.value #>> '{}'`} from ${each}) group by case_id)`,
        [before, JSON.stringify(caseIds)],
      )
      return rows.map((row) => ({
        caseId: String(row['case_id']),
        seq: Number(row['case_seq']),
        hash: bytesOf(row['hash']),
      }))
    },
    async checkpoints() {
      if (!hasCheckpoints) return []
      const rows = await sql.run('select size, root, note, key_id, at from audit_checkpoints order by size')
      return rows.map((row) => ({
        size: Number(row['size']),
        root: bytesOf(row['root']),
        note: String(row['note']),
        keyId: String(row['key_id']),
        at: String(row['at']),
      }))
    },
    async keys() {
      if (!hasCheckpoints) return []
      const rows = await sql.run('select seq, id, verifier from audit_keys order by seq')
      return rows.map((row) => ({ seq: Number(row['seq']), id: String(row['id']), key: String(row['verifier']) }))
    },
    async facts(wanted) {
      if (wanted.length === 0) return []
      const asked = [JSON.stringify(wanted)]
      const page = await pageOfFacts(asked)
      if (page !== undefined) return page.cells.map(factIn)
      return (await sql.run(`select ${FACT}, ${hasCheckpoints ? 'f.salt' : 'null as salt'} ${ofFacts}`, asked)).map(
        storedFact,
      )
    },
    async factCounts(after, limit) {
      const rows = await sql.run(
        'select c.id, c.version, c.fact_count, (select count(*) from facts f where f.case_id = c.id) as facts from cases c where c.id > ? order by c.id limit ?',
        [after, limit],
      )
      return rows.map((row) => ({
        caseId: String(row['id']),
        version: Number(row['version']),
        factCount: Number(row['fact_count']),
        facts: Number(row['facts']),
      }))
    },
    async tasks(ids) {
      if (ids.length === 0) return new Map()
      const rows = await sql.run(
        `select t.id, t.status, t.completed_at, t.completed_by from ${each} join tasks t on t.id = ${isSqlite ? 'j.value' : `(j.value #>> '{}')`}`,
        [JSON.stringify(ids)],
      )
      return new Map(
        rows.map((row) => [
          String(row['id']),
          {
            status: String(row['status']),
            completedAt: textOf(row['completed_at']),
            completedBy: textOf(row['completed_by']),
          },
        ]),
      )
    },
    async strayTasks(caseId) {
      const [only, bindings] = caseId === undefined ? ['', []] : ['t.case_id = ? and ', [caseId]]
      const named = `(t.wait_id = t.id or ${inBody} > 0)`
      const rows = await sql.run(
        `select t.id, t.case_id from tasks t where ${only}(not exists (select 1 from audit a where a.case_id = t.case_id and a.at = t.created_at and ${named}) or (t.status <> 'open' and not exists (select 1 from audit a where a.case_id = t.case_id and a.at = t.completed_at and a.actor = coalesce(t.completed_by, a.actor) and ${named}))) order by t.id limit 1000`,
        bindings,
      )
      return rows.map((row) => ({ id: String(row['id']), caseId: String(row['case_id']) }))
    },
  }
}

const FACT = 'f.case_id, f.n, f.type, f.on_day, f.data, f.recorded_at, f.recorded_by, f.role, f.erased_at'

function factIn(cells: Cells): StoredFact {
  const [caseId, n, type, onDay, data, recordedAt, recordedBy, role, erasedAt, salt] = cells
  return {
    caseId: String(caseId),
    n: Number(n),
    type: String(type),
    onDay: String(onDay),
    data: String(data),
    recordedAt: String(recordedAt),
    recordedBy: String(recordedBy),
    role: String(role),
    isErased: erasedAt !== null,
    salt: typeof salt === 'string' ? Buffer.from(salt, 'hex') : null,
  }
}

function payloadIn([seq, salt, payload]: Cells): StoredPayload {
  return { seq: Number(seq), salt: Buffer.from(String(salt), 'hex'), payload: String(payload) }
}

function storedFact(row: SqlRow): StoredFact {
  return {
    caseId: String(row['case_id']),
    n: Number(row['n']),
    type: String(row['type']),
    onDay: String(row['on_day']),
    data: String(row['data']),
    recordedAt: String(row['recorded_at']),
    recordedBy: String(row['recorded_by']),
    role: String(row['role']),
    isErased: row['erased_at'] !== null,
    salt: row['salt'] == null ? null : bytesOf(row['salt']),
  }
}
