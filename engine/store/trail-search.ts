import type { Instant } from '../values/instant.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import type { AuditRow } from './rows.ts'
import { marks, type Sql, type Statement } from './sql.ts'
import { AUDIT } from './tables.ts'

/** Which rows of the audit trail are looked for; what is left out narrows nothing. */
export interface TrailFilter {
  /** Left out, rows of every case are shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly caseId?: string
  /** Any of them; few. */
  readonly actors?: readonly string[]
  /** Any of them. */
  readonly types?: readonly string[]
  /** From this moment on, and before that one. */
  readonly from?: Instant
  readonly until?: Instant
  /** What somebody did as an auditor. */
  readonly byAuditors?: boolean
  /** Rows of these cases in these times; of none, when the list is empty. */
  readonly during?: readonly CaseTime[]
}

export interface CaseTime {
  readonly caseId: string
  readonly from: Instant
  /** Before this moment. */
  readonly until: Instant
}

/** Where a row stands in the order of the list. */
export type TrailPlace = Pick<AuditRow, 'at' | 'seq'>

export interface TrailRequest {
  readonly limit: number
  /** Rows older than the one there, the newest of them. */
  readonly before?: TrailPlace
  /** Rows newer than the one there, the oldest of them. */
  readonly after?: TrailPlace
}

/** Looks rows of the audit trail up, off its indexes however many there are. */
export interface TrailReads {
  /** The newest first. */
  lines(filter: TrailFilter, request: TrailRequest): Promise<readonly AuditRow[]>
  line(seq: number): Promise<AuditRow | undefined>
  count(filter: TrailFilter): Promise<number>
  /** What rows say, by their number. */
  bodies(seqs: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Every type of which there is a row. */
  types(): Promise<readonly string[]>
  /** What was said in the words of a person, by the number of the row; erased ones are left out. */
  words(seqs: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Of these cases those that may be seen. */
  seenOf(caseIds: readonly string[], visibility: Visibility | undefined): Promise<ReadonlySet<string>>
  /** When cases were restricted, and when that was lifted, case by case in the order of recording. */
  restrictions(): Promise<readonly Restriction[]>
}

export interface Restriction {
  readonly caseId: string
  readonly restricted: boolean
  readonly at: Instant
}

/** Recorded facts that restrict a case, and that lift it. */
const RESTRICTED = 'access-restricted'
const LIFTED = 'access-restriction-lifted'

export function makeTrailReads(sql: Sql): TrailReads {
  const isSqlite = sql.dialect === 'sqlite'
  const each = isSqlite ? 'json_each(?) as j' : 'json_array_elements(cast(? as json)) as j'
  const part = (n: number): string => (isSqlite ? `json_extract(j.value, '$[${n}]')` : `(j.value ->> ${n})`)

  /** One select for each value that an index begins with, so that each reads no more rows than are asked for. */
  const branches = (filter: TrailFilter): readonly Branch[] => {
    const { during, caseId, actors, types, byAuditors } = filter
    const ofType =
      types === undefined ? [] : [{ text: `(audit.type || '') in (${marks(types.length)})`, bindings: types }]
    const ofActor =
      actors === undefined ? [] : [{ text: `(actor || '') in (${marks(actors.length)})`, bindings: actors }]
    if (during !== undefined) {
      const times = JSON.stringify(during.map((time) => [time.caseId, time.from, time.until]))
      const join = `${each} join audit on case_id = ${part(0)} and at >= ${part(1)} and at < ${part(2)}`
      return [{ from: { text: join, bindings: [times] }, where: [...ofType, ...ofActor] }]
    }
    if (caseId !== undefined) {
      return [{ from: PLAIN, where: [{ text: 'case_id = ?', bindings: [caseId] }, ...ofType, ...ofActor] }]
    }
    if (byAuditors === true) {
      return [{ from: PLAIN, where: [{ text: `role = 'auditor'`, bindings: [] }, ...ofType, ...ofActor] }]
    }
    if (actors !== undefined) {
      return actors.map((actor) => ({ from: PLAIN, where: [{ text: 'actor = ?', bindings: [actor] }, ...ofType] }))
    }
    if (types !== undefined) {
      return types.map((type) => ({ from: PLAIN, where: [{ text: 'audit.type = ?', bindings: [type] }] }))
    }
    return [{ from: PLAIN, where: [] }]
  }

  return {
    async lines(filter, { limit, before, after }) {
      if (filter.during?.length === 0 || filter.types?.length === 0 || filter.actors?.length === 0) return []
      const place = after ?? before
      const order = after === undefined ? 'order by at desc, seq desc' : 'order by at, seq'
      const common: Statement[] = [
        ...commonOf(filter),
        ...(place === undefined
          ? []
          : [{ text: `(at, seq) ${after === undefined ? '<' : '>'} (?, ?)`, bindings: [place.at, place.seq] }]),
      ]
      const selects = branches(filter).map(({ from, where }) => {
        const all = [...where, ...common]
        return {
          text: `select * from (select ${COLUMNS} from ${from.text}${whereOf(all)} ${order} limit ?) as branch`,
          bindings: [...from.bindings, ...all.flatMap(({ bindings }) => bindings), limit],
        }
      })
      const text = `${selects.map((select) => select.text).join(' union all ')} ${order} limit ?`
      const rows = await sql.run(text, [...selects.flatMap(({ bindings }) => bindings), limit])
      const found = rows.map(AUDIT.decode)
      return after === undefined ? found : found.toReversed()
    },
    async line(seq) {
      const [row] = await sql.run(`select ${AUDIT.list} from audit where seq = ?`, [seq])
      return row && AUDIT.decode(row)
    },
    async count(filter) {
      if (filter.during?.length === 0 || filter.types?.length === 0 || filter.actors?.length === 0) return 0
      const common = commonOf(filter)
      const selects = branches(filter).map(({ from, where }) => {
        const all = [...where, ...common]
        return {
          text: `select count(*) as n from ${from.text}${whereOf(all)}`,
          bindings: [...from.bindings, ...all.flatMap(({ bindings }) => bindings)],
        }
      })
      const rows = await sql.run(
        selects.map(({ text }) => text).join(' union all '),
        selects.flatMap(({ bindings }) => bindings),
      )
      return rows.reduce((all, { n }) => all + Number(n), 0)
    },
    async bodies(seqs) {
      if (seqs.length === 0) return new Map()
      const rows = await sql.run(`select seq, body from audit where seq in (${marks(seqs.length)})`, seqs)
      return new Map(rows.map((row) => [Number(row['seq']), String(row['body'])]))
    },
    async types() {
      // From each type to the next, in the index: going through all rows would take as long as there are rows.
      const rows = await sql.run(
        'with recursive seen(type) as (select min(type) from audit union all select (select min(a.type) from audit a where a.type > seen.type) from seen where seen.type is not null) select type from seen where type is not null',
      )
      return rows.map(({ type }) => String(type))
    },
    async words(seqs) {
      if (seqs.length === 0) return new Map()
      const rows = await sql.run(`select seq, payload from audit_payload where seq in (${marks(seqs.length)})`, seqs)
      return new Map(rows.map((row) => [Number(row['seq']), String(row['payload'])]))
    },
    async seenOf(caseIds, visibility) {
      if (caseIds.length === 0 || visibility === undefined) return new Set(caseIds)
      const { text, bindings } = visibleCases('cases.id', visibility, true)
      const rows = await sql.run(`select id from cases where id in (${marks(caseIds.length)}) and ${text}`, [
        ...caseIds,
        ...bindings,
      ])
      return new Set(rows.map(({ id }) => String(id)))
    },
    async restrictions() {
      const rows = await sql.run(
        'select case_id, type, recorded_at from facts where type in (?, ?) order by case_id, n',
        [RESTRICTED, LIFTED],
      )
      return rows.map((row) => ({
        caseId: String(row['case_id']),
        restricted: row['type'] === RESTRICTED,
        at: String(row['recorded_at']) as Instant,
      }))
    },
  }
}

interface Branch {
  readonly from: Statement
  readonly where: readonly Statement[]
}

const PLAIN: Statement = { text: 'audit', bindings: [] }
const COLUMNS = AUDIT.columns.map((column) => `audit.${column}`).join(', ')

function commonOf({ from, until, visibleTo }: TrailFilter): readonly Statement[] {
  return [
    ...(from === undefined ? [] : [{ text: 'at >= ?', bindings: [from] }]),
    ...(until === undefined ? [] : [{ text: 'at < ?', bindings: [until] }]),
    ...(visibleTo === undefined ? [] : [seenRows(visibleTo)]),
  ]
}

/** Rows of no case, and of those that may be seen. */
function seenRows(visibility: Visibility): Statement {
  const { text, bindings } = visibleCases('audit.case_id', visibility)
  return { text: `(audit.case_id is null or (${text}))`, bindings }
}

function whereOf(conditions: readonly Statement[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.map(({ text }) => text).join(' and ')}`
}
