import type { ProcedureFile } from '../../diagram/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { DraftApproval, DraftFileRow, ProcedureDraftRow, ProcedureSourceRow, Unit } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'
import { inOrderOfPath } from './parts.ts'

export interface DraftView {
  readonly id: string
  readonly procedure: string
  readonly title: string
  /** The version that it was made from; 0 where its procedure is new. */
  readonly basedOn: number
  /** Grows by one with each save. */
  readonly revision: number
  readonly state: ProcedureDraftRow['state']
  /** Paths that differ from the version it is based on. */
  readonly changed: readonly string[]
  /** Who works on it now; until then nobody else saves. */
  readonly lock?: { readonly holder: string; readonly until: Instant }
  readonly approval?: DraftApproval
  readonly publishedVersion?: number
  readonly createdBy: string
  readonly createdAt: Instant
  readonly changedBy: string
  readonly changedAt: Instant
}

export type DraftWithFiles = DraftView & { readonly files: readonly ProcedureFile[] }

/** What a command and a query both read drafts by. */
type DraftSource = Pick<Unit, 'draftFiles' | 'procedureSource'>

export function viewOf(row: ProcedureDraftRow, changed: readonly DraftFileRow[], now: Instant): DraftView {
  const { id, procedure, title, basedOn, revision, state, createdBy, createdAt, changedBy, changedAt } = row
  return {
    ...{ id, procedure, title, basedOn, revision, state, createdBy, createdAt, changedBy, changedAt },
    changed: changed.map(({ path }) => path),
    ...lockOf(row, now),
    ...(row.approval !== null && { approval: row.approval }),
    ...(row.publishedVersion !== null && { publishedVersion: row.publishedVersion }),
  }
}

function lockOf({ lockHolder, lockUntil }: ProcedureDraftRow, now: Instant): Pick<DraftView, 'lock'> {
  if (lockHolder === null || lockUntil === null || lockUntil <= now) return {}
  return { lock: { holder: lockHolder, until: lockUntil } }
}

/** What a draft of a new procedure is based on: no version. */
export const NEW = 0

/** All files of a draft: those of its version, with what it changes. */
export async function filesOfDraft(
  from: DraftSource,
  row: ProcedureDraftRow,
): Promise<{ readonly base: readonly ProcedureFile[]; readonly files: readonly ProcedureFile[] }> {
  const [source, changed] = await Promise.all([
    from.procedureSource(row.procedure, row.basedOn, row.sourceN),
    from.draftFiles(row.id),
  ])
  const base = row.basedOn === NEW ? [] : mustBeKept(source, row.procedure, row.basedOn).files
  const texts = new Map(base.map(({ path, text }) => [path, text]))
  for (const { path, text } of changed) {
    if (text === null) texts.delete(path)
    else texts.set(path, text)
  }
  return { base, files: inOrderOfPath([...texts].map(([path, text]) => ({ path, text }))) }
}

/** @throws NotFoundError */
export async function draftRow({ store }: Runtime, draftId: string): Promise<ProcedureDraftRow> {
  const row = await store.read.procedureDraft(draftId)
  if (row === undefined) throw new NotFoundError('draft', draftId)
  return row
}

/** Held until the end of the command. @throws NotFoundError */
export async function heldDraft(unit: Unit, draftId: string): Promise<ProcedureDraftRow> {
  const row = await unit.lockProcedureDraft(draftId)
  if (row === undefined) throw new NotFoundError('draft', draftId)
  return row
}

/** @throws NotFoundError where the files of a version were not kept: it is of a release that did not keep them. */
export function mustBeKept(
  source: ProcedureSourceRow | undefined,
  procedure: string,
  version: number,
): ProcedureSourceRow {
  if (source === undefined) throw new NotFoundError('files of the procedure version', `${procedure} ${version}`)
  return source
}

const STATES = {
  draft: 'is being worked on',
  'approval-asked': 'waits for approval',
  approved: 'is approved',
  published: 'has been published',
  discarded: 'has been discarded',
} as const satisfies Readonly<Record<ProcedureDraftRow['state'], string>>

/** @throws RefusedError (`draft-state`) that says what the draft is instead. */
export function mustBeIn(row: ProcedureDraftRow, ...states: readonly ProcedureDraftRow['state'][]): void {
  if (!states.includes(row.state)) throw new RefusedError('draft-state', `The draft ${STATES[row.state]}.`)
}
