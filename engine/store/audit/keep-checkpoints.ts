import type { Knex } from 'knex'
import type { Clock } from '../../ports.ts'
import type { Instant } from '../../values/instant.ts'
import type { Transact } from '../commands.ts'
import type { Dialect, Sql } from '../sql.ts'
import { KEY_CHANGED, KEY_INTRODUCED } from './check-checkpoints.ts'
import { makeRowChecker, type CaseEnd } from './check-rows.ts'
import { signCheckpoint } from './checkpoint.ts'
import { ZEROS } from './chain.ts'
import { makeFindings, type Finding } from './finding.ts'
import { makeFrontier } from './merkle.ts'
import { atOneMoment } from './open-trail.ts'
import { proveRow, type RowProof, type TreeSource } from './prove-row.ts'
import type { StoredCheckpoint, StoredKey, TrailReader } from './read-trail.ts'
import type { NoteKey, SigningKey } from './signed-note.ts'

/** Who holds checkpoints outside, and how they were last reached. */
export interface AuditHolder {
  /** `folder`, `mail internal-audit`. */
  readonly holder: string
  /** Rows of the last checkpoint that reached them; 0 when none did. */
  readonly size: number
  readonly heldAt: Instant | null
  readonly triedAt: Instant
  /** Why the last try failed. */
  readonly error: string | null
}

/** What is found wrong in the rows that were to be signed: then nothing is. */
export class TrailBrokenError extends Error {
  override readonly name = 'TrailBrokenError'
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[]) {
    super(`The audit trail is not signed: ${findings[0]?.sentence ?? ''}`)
    this.findings = findings
  }
}

/** The audit trail as its keeper sees it. */
export interface AuditKeeper {
  /** All of one moment. */
  read<T>(work: (reader: TrailReader) => Promise<T>): Promise<T>
  /**
   * Signs what came since the last checkpoint: after each so many rows, and at the end.
   *
   * @returns the new checkpoints; none when there are no new rows.
   * @throws TrailBrokenError when a new row is not what was written.
   */
  sign(key: SigningKey, origin: string, everyRows: number): Promise<readonly StoredCheckpoint[]>
  keys(): Promise<readonly StoredKey[]>
  /** Notes which row of the trail brought a key in. @returns false when it is not the last that was brought in. */
  noteKey(key: NoteKey): Promise<boolean>
  /** The newest first. */
  checkpoints(limit: number, beforeSize?: number): Promise<readonly StoredCheckpoint[]>
  /** The last of each of the newest days on which any was signed, the newest first. */
  daily(limit: number, beginningOf: (at: Instant) => Instant): Promise<readonly StoredCheckpoint[]>
  checkpoint(size: number): Promise<StoredCheckpoint | undefined>
  /** How a row is in the newest checkpoint that covers it. Undefined while none does. @param hash - Worked out anew. */
  proof(seq: number, hash: Buffer): Promise<RowProof | undefined>
  /** Rows of the trail. */
  size(): Promise<number>
  holders(): Promise<readonly AuditHolder[]>
  saveHolder(row: AuditHolder): Promise<void>
}

/** Actor of the rows that are about the trail itself. */
export const AUDIT_KEEPER = 'audit-keeper'

const ROWS_AT_ONCE = 1_000

export function makeAuditKeeper(
  { clock, transact, look }: { readonly clock: Clock; readonly transact: Transact; readonly look: Sql },
  readers: Knex,
  dialect: Dialect,
): AuditKeeper {
  const read: AuditKeeper['read'] = (work) => atOneMoment(readers, dialect, work)
  const checkpointsThat = async (rest: string, bindings: readonly unknown[]): Promise<readonly StoredCheckpoint[]> => {
    const rows = await look.run(`select size, root, note, key_id, at from audit_checkpoints ${rest}`, bindings)
    return rows.map((row) => ({
      size: Number(row['size']),
      root: row['root'] as Buffer,
      note: String(row['note']),
      keyId: String(row['key_id']),
      at: String(row['at']),
    }))
  }
  const treeSource: TreeSource = {
    async hashes(from, to) {
      const rows = await look.run('select hash from audit where seq > ? and seq <= ? order by seq', [from, to])
      return rows.map((row) => row['hash'] as Buffer)
    },
    async frontier(size, below) {
      const [row] = await look.run(
        'select frontier from audit_checkpoints where size >= ? and size < ? order by size limit 1',
        [size, below],
      )
      return row?.['frontier'] as Buffer | undefined
    },
  }

  return {
    read,
    async sign(key, origin, everyRows) {
      const [last] = await look.run('select size, frontier from audit_checkpoints order by size desc limit 1')
      const size = Number(last?.['size'] ?? 0)
      const tree = makeFrontier(size, last?.['frontier'] as Buffer | undefined)
      const signed: (StoredCheckpoint & { readonly frontier: Buffer })[] = []
      await read(async (reader) => {
        let after = size
        const put = (): void => {
          const at = clock.now()
          const root = tree.root()
          const note = signCheckpoint({ origin, size: tree.size(), root, at, after }, key)
          signed.push({ size: tree.size(), root, note, keyId: key.id, at, frontier: tree.save() })
          after = tree.size()
        }
        await checkNew(reader, size, (hash) => {
          tree.add(hash)
          if (tree.size() - after === everyRows) put()
        })
        if (tree.size() > after) put()
      })
      if (signed.length === 0) return []
      // Whoever was quicker has signed the same rows.
      const added = await transact(async (sql) => {
        const kept: number[] = []
        for (const { size: rows, root, note, keyId, at, frontier } of signed) {
          const [row] = await sql.run(
            'insert into audit_checkpoints (size, root, note, key_id, at, frontier) select ?, ?, ?, ?, ?, ? where not exists (select 1 from audit_checkpoints where size > ?) on conflict (size) do nothing returning size',
            [rows, root, note, keyId, at, frontier, Math.max(size, kept.at(-1) ?? 0)],
          )
          if (row === undefined) break
          kept.push(rows)
        }
        return new Set(kept)
      })
      return signed.filter((each) => added.has(each.size))
    },
    keys: () => read((reader) => reader.keys()),
    async noteKey(key) {
      const rows = await look.run('select seq, type, body from audit where actor = ? order by seq desc', [AUDIT_KEEPER])
      const found = rows.find(({ type }) => type === KEY_INTRODUCED || type === KEY_CHANGED)
      if (found === undefined) return false
      const { data } = JSON.parse(String(found['body'])) as { readonly data: { readonly key?: string } }
      if (data.key !== key.text) return false
      await transact((sql) =>
        sql.run('insert into audit_keys (seq, id, verifier) values (?, ?, ?) on conflict (seq) do nothing', [
          found['seq'],
          key.id,
          key.text,
        ]),
      )
      return true
    },
    checkpoints: (limit, beforeSize) =>
      beforeSize === undefined
        ? checkpointsThat('order by size desc limit ?', [limit])
        : checkpointsThat('where size < ? order by size desc limit ?', [beforeSize, limit]),
    async daily(limit, beginningOf) {
      const found: StoredCheckpoint[] = []
      let [next] = await checkpointsThat('order by at desc, size desc limit 1', [])
      while (next !== undefined && found.length < limit) {
        found.push(next)
        const before = 'where at < ? order by at desc, size desc limit 1'
        next = (await checkpointsThat(before, [beginningOf(next.at as Instant)]))[0]
      }
      return found
    },
    checkpoint: async (size) => (await checkpointsThat('where size = ?', [size]))[0],
    async proof(seq, hash) {
      const [newest] = await checkpointsThat('order by size desc limit 1', [])
      if (newest === undefined || newest.size < seq) return undefined
      return proveRow(treeSource, seq, hash, newest)
    },
    async size() {
      const [row] = await look.run('select seq from audit_head where id = 1')
      return Number(row?.['seq'] ?? 0)
    },
    async holders() {
      const rows = await look.run('select holder, size, held_at, tried_at, error from audit_holders order by holder')
      return rows.map((row) => ({
        holder: String(row['holder']),
        size: Number(row['size']),
        heldAt: row['held_at'] as Instant | null,
        triedAt: row['tried_at'] as Instant,
        error: row['error'] as string | null,
      }))
    },
    async saveHolder({ holder, size, heldAt, triedAt, error }) {
      await transact((sql) =>
        sql.run(
          'insert into audit_holders (holder, size, held_at, tried_at, error) values (?, ?, ?, ?, ?) on conflict (holder) do update set size = excluded.size, held_at = excluded.held_at, tried_at = excluded.tried_at, error = excluded.error',
          [holder, size, heldAt, triedAt, error],
        ),
      )
    },
  }
}

/** Goes through the rows after that one. @throws TrailBrokenError at the first page with a fault in it. */
async function checkNew(reader: TrailReader, size: number, add: (hash: Buffer) => void): Promise<void> {
  const findings = makeFindings()
  const before = size === 0 ? undefined : await reader.row(size)
  const ends = new Map<string, CaseEnd>()
  const checker = makeRowChecker(findings, { seq: size, hash: before?.hash ?? ZEROS }, (caseId) => ends.get(caseId))
  for (let from = size + 1; ;) {
    const rows = await reader.rows(from, ROWS_AT_ONCE)
    const last = rows.at(-1)
    if (last === undefined) return
    const unknown = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))].filter((caseId) => !ends.has(caseId))
    for (const end of await reader.endsOfCases(unknown, size + 1)) {
      ends.set(end.caseId, { ...end, facts: 0, changes: 0 })
    }
    for (const row of rows) {
      checker.check(row)
      if (row.caseId !== null) ends.set(row.caseId, { seq: row.caseSeq ?? 0, hash: row.hash, facts: 0, changes: 0 })
    }
    if (findings.count() > 0) throw new TrailBrokenError(findings.list)
    for (const { hash } of rows) add(hash)
    from = last.seq + 1
  }
}
