import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import { hashOf, leafOf, ZEROS } from '../../store/index.ts'
import type { AuditRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import { recordReading, visibleTo } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { ABOUT_ACCESS } from './access-review.ts'
import { staffNames, withoutUnseen } from './people.ts'
import { trailLine, type TrailLine } from './search-trail.ts'

/** One row of the audit trail, with all that binds it to the others. Hashes are hex. */
export interface TrailRowView extends TrailLine {
  /** Name of who acted, where it is somebody of the council. */
  readonly name?: string
  readonly onBehalfOf?: string
  /** What it says, as canonical JSON; references of cases that the reader may not know of are taken out. */
  readonly body: string
  /** What was said in the words of a person with it: never, kept apart, or erased since. */
  readonly words: 'none' | 'kept' | 'erased'
  readonly previous: string
  readonly previousOfCase: string
  readonly leaf: string
  readonly commitment: string
  /** Its hash is the one that follows from what it says and from the rows before it. */
  readonly isWhole: boolean
  /** It hangs on the row before it. */
  readonly follows: boolean
  /** How it is in the newest checkpoint; absent while none covers it. */
  readonly proof?: {
    readonly size: number
    readonly at: Instant
    readonly keyId: string
    readonly root: string
    /** From the row to the root, its nearest sibling first. */
    readonly hashes: readonly string[]
    readonly holds: boolean
  }
  /** Rows of the whole trail. */
  readonly rows: number
}

/**
 * One row of the audit trail, checked as it is read. That it was read is a row of its own.
 *
 * @throws NotFoundError when there is none, or it is of a case that is none for this asker.
 */
export async function trailRow(runtime: Runtime, actor: Actor, seq: number): Promise<TrailRowView> {
  mustBeAllowed(actor, 'read-history')
  const { trail, audit } = runtime.store
  const row = Number.isSafeInteger(seq) && seq > 0 ? await trail.line(seq) : undefined
  if (row === undefined) throw new NotFoundError('row', String(seq))
  await recordRow(runtime, actor, row)
  const hash = hashOf({ ...row, leaf: leafOf(row.body, row.commitment) })
  const [before, words, proven, rows, names] = await Promise.all([
    seq > 1 ? trail.line(seq - 1) : undefined,
    trail.words([seq]),
    audit.proof(seq, hash),
    audit.size(),
    staffNames(runtime, [row.actor]),
  ])
  const visibility = visibleTo(runtime, actor, 'read-history')
  const name = names.get(row.actor)
  return {
    ...trailLine(row),
    ...(name !== undefined && { name }),
    ...(row.onBehalfOf !== null && { onBehalfOf: row.onBehalfOf }),
    body: await withoutUnseen(row.body, (ids) => trail.seenOf(ids, visibility)),
    words: row.commitment.equals(ZEROS) ? 'none' : words.has(seq) ? 'kept' : 'erased',
    previous: row.prev.toString('hex'),
    previousOfCase: row.casePrev.toString('hex'),
    leaf: row.leaf.toString('hex'),
    commitment: row.commitment.toString('hex'),
    isWhole: hash.equals(row.hash),
    follows: row.prev.equals(seq === 1 ? ZEROS : (before?.hash ?? ZEROS)),
    ...(proven !== undefined && {
      proof: {
        size: proven.checkpoint.size,
        at: proven.checkpoint.at as Instant,
        keyId: proven.checkpoint.keyId,
        root: proven.checkpoint.root.toString('hex'),
        hashes: proven.proof.map((each) => each.toString('hex')),
        holds: proven.holds,
      },
    }),
    rows,
  }
}

/** Who looked at a restricted case may be looked at by those who may not open it; what happened in it may not. */
async function recordRow(runtime: Runtime, actor: Actor, { seq, caseId, type }: AuditRow): Promise<void> {
  const body = { part: 'trail', row: seq }
  const visibility = visibleTo(runtime, actor, 'read-history')
  if (caseId !== null && ABOUT_ACCESS.has(type) && visibility !== undefined) {
    const seen = await runtime.store.trail.seenOf([caseId], { ...visibility, restrictedToo: true })
    if (!seen.has(caseId)) throw new NotFoundError('row', String(seq))
  } else if (caseId !== null) {
    const asked = { caseId, action: 'read-history', named: ['row', String(seq)] } as const
    await recordReading(runtime, actor, asked, { type: 'history-viewed', body })
    return
  }
  await runtime.store.command((unit) => {
    const of = caseId === null ? {} : { caseId }
    unit.audit({ ...of, actor: actor.id, role: actor.role, type: 'history-viewed', body })
    return Promise.resolve()
  })
}
