import { randomBytes } from 'node:crypto'
import {
  hashOf,
  leafOf,
  makeFrontier,
  readCheckpoint,
  signCheckpoint,
  ZEROS,
  type AuditRow,
  type Sql,
} from '../../engine/store/index.ts'
import { aKey } from './audit-trail.ts'
import type { Prng } from './random-process/prng.ts'

/** A way to alter a trail: at row `k` of `rows`, with nothing but SQL and what an owner of the database can know. */
export interface Tampering {
  readonly what: string
  /** Rows, and checkpoints of so many rows, at which it can be done. */
  readonly places: (trail: Trail) => readonly number[]
  readonly alter: (sql: Sql, k: number, prng: Prng, trail: Trail) => Promise<void>
  /** Rows, or sizes of checkpoints, of which one must be named; the place itself when left out. */
  readonly named?: (k: number, trail: Trail) => readonly number[]
}

export interface Trail {
  readonly rows: readonly AuditRow[]
  /** Sizes. */
  readonly checkpoints: readonly number[]
}

const everyRow = ({ rows }: Trail) => rows.map(({ seq }) => seq)
const everyCheckpoint = ({ checkpoints }: Trail) => checkpoints

/** The ways that the design names; the last, with the stolen key, only a witness finds. */
export const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'what a row says, or shows, is edited',
    places: everyRow,
    async alter(sql, k, prng, trail) {
      const { body } = rowAt(trail, k)
      const column = prng.pick(['body', 'body', 'actor', 'at', 'type', 'role', 'element', 'outcome', 'on_behalf_of'])
      const at = prng.below(body.length)
      const sign = body[at] === 'e' ? 'a' : 'e'
      const value = column === 'body' ? body.slice(0, at) + sign + body.slice(at + 1) : `other ${prng.below(99)}`
      await sql.run(`update audit set ${column} = ? where seq = ?`, [value, k])
    },
  },
  {
    what: 'a row is deleted',
    places: everyRow,
    alter: async (sql, k) => {
      await sql.run('delete from audit where seq = ?', [k])
    },
  },
  {
    what: 'a row is put in',
    places: (trail) => everyRow(trail).slice(1),
    async alter(sql, k, _prng, trail) {
      await sql.run('update audit set seq = -seq - 1 where seq >= ?', [k])
      await sql.run('update audit set seq = -seq where seq < 0')
      const before = rowAt(trail, k - 1)
      const body = before.body.replace(/"at":"[^"]*"/, '"at":"2026-03-02T09:00:00.001Z"')
      const leaf = leafOf(body, ZEROS)
      const link = { seq: k, caseId: null, caseSeq: null, prev: before.hash, casePrev: ZEROS, leaf }
      const hash = hashOf(link)
      await sql.run('update audit set prev = ? where seq = ?', [hash, k + 1])
      await sql.run(
        'insert into audit (seq, case_id, case_seq, at, actor, role, type, element, outcome, body, commitment, prev, case_prev, leaf, hash) values (?, null, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
          k,
          '2026-03-02T09:00:00.001Z',
          before.actor,
          before.role,
          before.type,
          before.element,
          before.outcome,
          body,
          ZEROS,
          link.prev,
          ZEROS,
          leaf,
          hash,
        ],
      )
    },
    named: (k) => [k, k + 1],
  },
  {
    what: 'two rows change places',
    places: (trail) => everyRow(trail).slice(0, -1),
    async alter(sql, k) {
      await sql.run('update audit set seq = -1 where seq = ?', [k])
      await sql.run('update audit set seq = ? where seq = ?', [k, k + 1])
      await sql.run('update audit set seq = ? where seq = -1', [k + 1])
    },
    named: (k) => [k, k + 1],
  },
  {
    what: 'rows of two cases are given to each other',
    places: ({ rows }) => rows.filter(({ caseId }) => caseId !== null).map(({ seq }) => seq),
    async alter(sql, k, prng, { rows }) {
      const one = rows[k - 1]
      const other = prng.pick(rows.filter(({ caseId }) => caseId !== null && caseId !== one?.caseId))
      await sql.run('update audit set case_seq = -1 where seq = ?', [k])
      await sql.run('update audit set case_id = ?, case_seq = ? where seq = ?', [one?.caseId, one?.caseSeq, other.seq])
      await sql.run('update audit set case_id = ?, case_seq = ? where seq = ?', [other.caseId, other.caseSeq, k])
    },
  },
  {
    what: 'the end is cut off, and the head set back',
    places: (trail) => everyRow(trail).slice(0, -1),
    alter: (sql, k, _prng, trail) => cutAfter(sql, k, trail),
    named: (k) => [k + 1],
  },
  {
    what: 'all is written anew from a row on, with good hashes',
    places: everyRow,
    async alter(sql, k, _prng, trail) {
      await rewriteFrom(sql, k, trail)
    },
  },
  {
    what: 'it is set back to an older checkpoint',
    places: ({ checkpoints }) => checkpoints.slice(0, -1),
    alter: (sql, k, _prng, trail) => cutAfter(sql, k, trail),
    named: (k) => [k + 1],
  },
  {
    what: 'the words of a person are edited',
    places: withPayload,
    async alter(sql, k, prng) {
      if (prng.chance(0.5)) await sql.run(`update audit_payload set payload = payload || '.' where seq = ?`, [k])
      else await sql.run('update audit_payload set salt = ? where seq = ?', [randomBytes(32), k])
    },
  },
  {
    what: 'the words of two rows change places',
    places: withPayload,
    async alter(sql, k, prng, trail) {
      const other = prng.pick(withPayload(trail).filter((seq) => seq !== k))
      await sql.run('update audit_payload set seq = -1 where seq = ?', [k])
      await sql.run('update audit_payload set seq = ? where seq = ?', [k, other])
      await sql.run('update audit_payload set seq = ? where seq = -1', [other])
    },
  },
  {
    what: 'the head is edited',
    places: everyRow,
    async alter(sql, k, prng, trail) {
      const { rows } = trail
      // To another row, or to a hash of nothing.
      if (k < rows.length) await sql.run('update audit_head set seq = ?, hash = ?', [k, rowAt(trail, k).hash])
      else await sql.run('update audit_head set hash = ?', [randomBytes(prng.chance(0.5) ? 32 : 31)])
    },
    named: (_k, { rows }) => [rows.length],
  },
  {
    what: 'a checkpoint is edited',
    places: everyCheckpoint,
    async alter(sql, k, prng) {
      const column = prng.pick(['root', 'note', 'at', 'key_id'])
      const [row] = await sql.run('select note from audit_checkpoints where size = ?', [k])
      const note = String(row?.['note'])
      const at = prng.below(note.length - 3)
      const value = {
        root: randomBytes(32),
        note: note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1),
        at: '2026-01-01T00:00:00.000Z',
        key_id: '00000000',
      }[column]
      await sql.run(`update audit_checkpoints set ${column} = ? where size = ?`, [value, k])
    },
  },
  {
    what: 'a checkpoint is signed anew with another key',
    places: everyCheckpoint,
    async alter(sql, k, prng, trail) {
      const forger = aKey(9)
      const roots = prng.chance(0.5) ? undefined : randomBytes(32)
      const [row] = await sql.run('select note from audit_checkpoints where size = ?', [k])
      const checkpoint = readCheckpoint(String(row?.['note']))
      if (checkpoint === undefined) throw new RangeError(`No checkpoint of ${k} in ${trail.checkpoints.join()}`)
      const forged = { ...checkpoint, root: roots ?? checkpoint.root }
      await sql.run('update audit_checkpoints set note = ?, root = ?, key_id = ? where size = ?', [
        signCheckpoint(forged, forger),
        forged.root,
        forger.id,
        k,
      ])
    },
  },
  {
    what: 'all is written anew, and signed anew with the stolen key',
    places: everyRow,
    async alter(sql, k, _prng, trail) {
      await rewriteFrom(sql, k, trail)
      const frontier = makeFrontier()
      for (const { seq, hash } of await sql.run('select seq, hash from audit order by seq')) {
        frontier.add(hash as Buffer)
        if (!trail.checkpoints.includes(Number(seq))) continue
        const [row] = await sql.run('select note from audit_checkpoints where size = ?', [seq])
        const checkpoint = readCheckpoint(String(row?.['note']))
        if (checkpoint === undefined) throw new RangeError(`No checkpoint of ${String(seq)}`)
        const root = frontier.root()
        await sql.run('update audit_checkpoints set note = ?, root = ? where size = ?', [
          signCheckpoint({ ...checkpoint, root }, aKey()),
          root,
          seq,
        ])
      }
    },
  },
]

function rowAt({ rows }: Trail, seq: number): AuditRow {
  const row = rows[seq - 1]
  if (row === undefined) throw new RangeError(`No row ${seq}`)
  return row
}

function withPayload({ rows }: Trail): readonly number[] {
  return rows.filter(({ commitment }) => !commitment.equals(ZEROS)).map(({ seq }) => seq)
}

async function cutAfter(sql: Sql, k: number, trail: Trail): Promise<void> {
  await sql.run('delete from audit where seq > ?', [k])
  await sql.run('delete from audit_payload where seq > ?', [k])
  await sql.run('delete from audit_checkpoints where size > ?', [k])
  await sql.run('update audit_head set seq = ?, hash = ?', [k, rowAt(trail, k).hash])
}

/** Makes row `k` say something else, and every hash from there on fit. */
async function rewriteFrom(sql: Sql, k: number, { rows }: Trail): Promise<void> {
  const ends = new Map<string, Buffer>()
  let prev = ZEROS
  for (const row of rows) {
    const { seq, caseId, caseSeq } = row
    const casePrev = caseId === null ? ZEROS : (ends.get(caseId) ?? ZEROS)
    const isForged = seq === k
    const body = isForged ? row.body.replace(/"actor":"[^"]*"/, '"actor":"nobody"') : row.body
    const leaf = leafOf(body, row.commitment)
    const hash = hashOf({ seq, caseId, caseSeq, prev, casePrev, leaf })
    if (seq >= k) {
      await sql.run('update audit set body = ?, actor = ?, prev = ?, case_prev = ?, leaf = ?, hash = ? where seq = ?', [
        body,
        isForged ? 'nobody' : row.actor,
        prev,
        casePrev,
        leaf,
        hash,
        seq,
      ])
    }
    prev = hash
    if (caseId !== null) ends.set(caseId, hash)
  }
  await sql.run('update audit_head set hash = ?', [prev])
}
