import { NotFoundError, StateDamagedError } from '../../errors.ts'
import type { Edition, Frozen, ReportContent, ReportKind } from '../../figures/index.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { createHash } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'

/** A frozen report in a list. */
export interface FrozenReport extends Frozen {
  readonly kind: ReportKind
  readonly from: LocalDate
  readonly to: LocalDate
  readonly asAt: LocalDate
}

/** Frozen reports, the newest first. */
export async function frozenReports(runtime: Runtime, actor: Actor): Promise<readonly FrozenReport[]> {
  mustBeAllowed(actor, 'read-report')
  const rows = await runtime.store.read.reportSnapshots()
  return rows.map(({ id, kind, fromDay, toDay, asAt, frozenAt, frozenBy }) => ({
    id,
    kind: kind as ReportKind,
    from: fromDay,
    to: toDay,
    asAt,
    frozenAt,
    frozenBy,
  }))
}

export interface Snapshot {
  readonly content: ReportContent
  readonly frozen: Frozen
  /** As it was printed when it was frozen. */
  readonly html: Readonly<Record<Edition, string>>
}

/**
 * A frozen report, as it was frozen. Reading it is recorded.
 *
 * @param id - The whole id, or enough of its beginning that there is one alone.
 * @throws NotFoundError where there is none. @throws StateDamagedError where what is kept is not what was frozen.
 */
export async function readSnapshot(runtime: Runtime, actor: Actor, id: string): Promise<Snapshot> {
  mustBeAllowed(actor, 'read-report')
  const whole = /^[0-9a-f]{64}$/.test(id) ? id : await startingWith(runtime, id)
  const row = whole === undefined ? undefined : await runtime.store.read.reportSnapshot(whole)
  if (row === undefined) throw new NotFoundError('frozen report', id)
  if (createHash('sha256').update(row.content).digest('hex') !== row.id) {
    throw new StateDamagedError(`The frozen report ${row.id} is not what was frozen`)
  }
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'report-read', body: { snapshot: row.id } })
    return Promise.resolve()
  })
  return {
    content: JSON.parse(row.content) as ReportContent,
    frozen: { id: row.id, frozenAt: row.frozenAt, frozenBy: row.frozenBy },
    html: { internal: row.internalHtml, public: row.publicHtml },
  }
}

async function startingWith({ store }: Runtime, id: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{8,}$/.test(id)) return undefined
  const found = (await store.read.reportSnapshots()).filter((row) => row.id.startsWith(id))
  return found.length === 1 ? found[0]?.id : undefined
}
