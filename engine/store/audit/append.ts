import { randomBytes } from 'node:crypto'
import type { Instant } from '../../values/instant.ts'
import type { AuditPayloadRow, AuditRow, JsonObject } from '../rows.ts'
import { inserts, marks, type Sql, type SqlRow } from '../sql.ts'
import { AUDIT, AUDIT_PAYLOAD } from '../tables.ts'
import { canonicalJson } from './canonical-json.ts'
import { commitmentTo, hashOf, leafOf, ZEROS } from './chain.ts'

/** What happened, for the audit log. `body` names no person: that belongs in `payload`, which can be erased. */
export interface AuditEntry {
  readonly caseId?: string
  /** Id of the person, key or worker. */
  readonly actor: string
  readonly role: string
  readonly onBehalfOf?: string
  readonly type: string
  readonly element?: string
  readonly outcome?: string
  readonly body: JsonObject
  readonly payload?: string
}

/** An entry whose body has been found fit; made when it is handed in, so that the fault shows where it is made. */
export interface PreparedEntry {
  readonly at: Instant
  readonly entry: AuditEntry
  readonly body: string
}

/** @throws InvalidValueError when the body is not restricted canonical JSON. */
export function prepareEntry(entry: AuditEntry, at: Instant): PreparedEntry {
  const { actor, role, onBehalfOf, type, element, outcome, body } = entry
  return { at, entry, body: canonicalJson({ at, actor, role, onBehalfOf, type, element, outcome, data: body }) }
}

/** Lines that stand in the trail of a case where there is such a case. */
const MAYBE_OF_CASE: ReadonlySet<string> = new Set(['access-denied', 'code-asked-for', 'code-tried'])

/**
 * Appends the entries to both chains. Must be the last write of a transaction: on PostgreSQL it holds the head of the
 * chain, and so every other writer, until the commit.
 */
export async function appendAudit(sql: Sql, entries: readonly PreparedEntry[]): Promise<void> {
  if (entries.length === 0) return
  const ofCases = [...new Set(entries.flatMap(({ entry }) => entry.caseId ?? []))]
  // Whoever asks for a case that is not there must not be able to tell by the work that it takes.
  const caseIds = ofCases.length === 0 && entries.some(({ entry }) => MAYBE_OF_CASE.has(entry.type)) ? [''] : ofCases
  const [headRows, caseRows] = await Promise.all([
    sql.run(`select seq, hash from audit_head where id = 1${sql.dialect === 'postgresql' ? ' for update' : ''}`),
    // A statement of its own, so that on PostgreSQL it sees what was committed while the head was waited for.
    caseIds.length === 0 ? [] : sql.run(CASE_HEADS(caseIds.length), caseIds),
  ])
  const { rows, payloads } = link(entries, headOf(headRows[0]), caseHeadsOf(caseRows))
  const last = rows[rows.length - 1]
  await Promise.all([
    ...inserts(AUDIT, rows, 'fail').map(({ text, bindings }) => sql.run(text, bindings)),
    ...inserts(AUDIT_PAYLOAD, payloads, 'fail').map(({ text, bindings }) => sql.run(text, bindings)),
    sql.run('update audit_head set seq = ?, hash = ? where id = 1', [last?.seq, last?.hash]),
  ])
}

/** The last row of each case, by the index on (case_id, case_seq). */
const CASE_HEADS = (cases: number): string =>
  `select case_id, case_seq, hash from audit where (case_id, case_seq) in (select case_id, max(case_seq) from audit where case_id in (${marks(cases)}) group by case_id)`

interface Head {
  readonly seq: number
  readonly hash: Buffer
}

function link(
  entries: readonly PreparedEntry[],
  start: Head,
  caseHeads: Map<string, Head>,
): { readonly rows: readonly AuditRow[]; readonly payloads: readonly AuditPayloadRow[] } {
  const rows: AuditRow[] = []
  const payloads: AuditPayloadRow[] = []
  let head = start
  for (const { at, entry, body } of entries) {
    const seq = head.seq + 1
    const caseId = entry.caseId ?? null
    const before = caseId === null ? undefined : caseHeads.get(caseId)
    const caseSeq = caseId === null ? null : (before?.seq ?? 0) + 1
    const casePrev = before?.hash ?? ZEROS
    let commitment = ZEROS
    if (entry.payload !== undefined) {
      const salt = randomBytes(32)
      commitment = commitmentTo(salt, entry.payload)
      payloads.push({ seq, salt, payload: entry.payload })
    }
    const leaf = leafOf(body, commitment)
    const hash = hashOf({ seq, caseId, caseSeq, prev: head.hash, casePrev, leaf })
    rows.push({
      seq,
      caseId,
      caseSeq,
      at,
      actor: entry.actor,
      role: entry.role,
      onBehalfOf: entry.onBehalfOf ?? null,
      type: entry.type,
      element: entry.element ?? null,
      outcome: entry.outcome ?? null,
      body,
      commitment,
      prev: head.hash,
      casePrev,
      leaf,
      hash,
    })
    head = { seq, hash }
    if (caseId !== null) caseHeads.set(caseId, { seq: caseSeq ?? 0, hash })
  }
  return { rows, payloads }
}

function headOf(row: SqlRow | undefined): Head {
  if (row === undefined) throw new RangeError('The audit log has lost its head')
  return { seq: Number(row['seq']), hash: row['hash'] as Buffer }
}

function caseHeadsOf(rows: readonly SqlRow[]): Map<string, Head> {
  return new Map(
    rows.map((row) => [String(row['case_id']), { seq: Number(row['case_seq']), hash: row['hash'] as Buffer }]),
  )
}
