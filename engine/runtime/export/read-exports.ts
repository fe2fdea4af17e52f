import { hasRole, mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { ExportRow, ExportTakingRow } from '../../store/exports.ts'
import type { PageRequest } from '../../store/page.ts'
import type { Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'
import type { ExportFormat, ExportSelection } from './selection.ts'

/** What was asked to be taken out, and what became of it. */
export interface ExportView {
  readonly export: string
  readonly format: ExportFormat
  readonly selection: ExportSelection
  readonly named: boolean
  /** Left out where its pseudonyms are its own. */
  readonly samePseudonymsAs?: string
  readonly upToRow: number
  readonly askedAt: Instant
  readonly askedBy: string
  readonly askedRole: string
  /** `ready` to be taken; `waiting` for a second person, who may have `refused`. */
  readonly status: 'ready' | 'waiting' | 'refused'
  readonly decidedBy?: string
  readonly takings: readonly Omit<ExportTakingRow, 'exportId' | 'n'>[]
  /** Whether whoever reads this may take it: it was they who asked. */
  readonly own: boolean
}

/** Every export that was asked for, the newest first; to a process owner only their own. */
export async function listExports(
  runtime: Runtime,
  actor: Actor,
  page: PageRequest = {},
): Promise<{ readonly exports: readonly ExportView[]; readonly next?: string }> {
  mustBeAllowed(actor, 'export-log')
  const { rows, next } = await runtime.store.read.exports(page)
  const seen = rows.filter((row) => maySee(actor, row))
  const views = await Promise.all(seen.map((row) => exportView(runtime, actor, row)))
  return { exports: views, ...(next !== undefined && { next }) }
}

/** @throws NotFoundError when there is no such export, or none for this actor. */
export async function readExport(runtime: Runtime, actor: Actor, id: string): Promise<ExportView> {
  return exportView(runtime, actor, await rowFor(runtime, actor, id))
}

/** @throws NotFoundError when there is no such export, or none for this actor. */
export async function rowFor(runtime: Runtime, actor: Actor, id: string): Promise<ExportRow> {
  mustBeAllowed(actor, 'export-log')
  const row = await runtime.store.read.export(id)
  if (row === undefined || !maySee(actor, row)) throw new NotFoundError('export', id)
  return row
}

function maySee(actor: Actor, row: ExportRow): boolean {
  return row.askedBy === actor.id || hasRole(actor, 'auditor') || hasRole(actor, 'complaints-manager')
}

export async function exportView({ store }: Runtime, actor: Actor, row: ExportRow): Promise<ExportView> {
  const { id, format, selection, named, pseudonymsOf, upToRow, askedAt, askedBy, askedRole } = row
  const [approval, takings] = await Promise.all([
    row.approval === null ? undefined : store.read.approval(row.approval),
    store.read.exportTakings(id),
  ])
  const status = row.approval === null || approval?.status === 'approved' ? 'ready' : 'waiting'
  return {
    export: id,
    format: format as ExportFormat,
    selection: selection as unknown as ExportSelection,
    named,
    ...(pseudonymsOf !== id && { samePseudonymsAs: pseudonymsOf }),
    upToRow,
    askedAt,
    askedBy,
    askedRole,
    status: approval?.status === 'refused' ? 'refused' : status,
    ...(approval?.decidedBy != null && { decidedBy: approval.decidedBy }),
    takings: takings.map(({ exportId: _id, n: _n, ...taking }) => taking),
    own: askedBy === actor.id,
  }
}
