import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { ProcedureFile } from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { DraftFileRow, ProcedureDraftRow, Unit } from '../../store/index.ts'
import type { Runtime } from '../runtime.ts'
import { act } from './acts.ts'
import { draftRow, filesOfDraft, mustBeKept, NEW, viewOf, type DraftView, type DraftWithFiles } from './view.ts'

/**
 * A draft of a procedure, made from its newest version or another one. Two at once are allowed.
 *
 * @throws NotFoundError when there is no such version, or its files were not kept.
 */
export async function openDraft(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
  fromVersion?: number,
): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const row = await newDraft(unit, actor, procedure, fromVersion)
    await act(unit, actor, row, 'opened')
    return viewOf(row, [], unit.now)
  })
}

/**
 * A draft in which the procedure is as an earlier version had it, to be approved and published as a new version.
 *
 * @throws NotFoundError when there is no such version, or its files were not kept.
 */
export async function rollBackTo(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
  version: number,
): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const row = await newDraft(unit, actor, procedure)
    const earlier = mustBeKept(await unit.procedureSource(procedure, version), procedure, version).files
    const { base } = await filesOfDraft(unit, row)
    const changed = differing(row.id, base, earlier)
    for (const file of changed) unit.saveDraftFile(file)
    await act(unit, actor, row, 'rolled-back', `As in version ${version}`)
    return viewOf(row, changed, unit.now)
  })
}

/** In which the second differs from the first. */
export function differing(
  draftId: string,
  base: readonly ProcedureFile[],
  wanted: readonly ProcedureFile[],
): readonly DraftFileRow[] {
  const was = new Map(base.map(({ path, text }) => [path, text]))
  const is = new Map(wanted.map(({ path, text }) => [path, text]))
  return [
    ...wanted.filter(({ path, text }) => was.get(path) !== text).map((file) => ({ draftId, ...file })),
    ...base.filter(({ path }) => !is.has(path)).map(({ path }) => ({ draftId, path, text: null })),
  ]
}

async function newDraft(unit: Unit, actor: Actor, procedure: string, fromVersion?: number): Promise<ProcedureDraftRow> {
  const versions = await unit.procedures(procedure)
  const version = fromVersion === undefined ? versions.at(-1) : versions.find((row) => row.version === fromVersion)
  if (version === undefined) throw new NotFoundError('procedure version', `${procedure} ${fromVersion ?? ''}`.trim())
  const source = mustBeKept(await unit.procedureSource(procedure, version.version), procedure, version.version)
  const row: ProcedureDraftRow = {
    id: `draft-${randomUUID()}`,
    procedure,
    title: version.title,
    basedOn: version.version,
    sourceN: source.n,
    revision: 1,
    state: 'draft',
    lockHolder: null,
    lockUntil: null,
    approval: null,
    publishedVersion: null,
    createdBy: actor.id,
    createdAt: unit.now,
    changedBy: actor.id,
    changedAt: unit.now,
  }
  unit.addProcedureDraft(row)
  return row
}

/** The newest first; of one procedure, or of all. */
export async function listDrafts(runtime: Runtime, actor: Actor, procedure?: string): Promise<readonly DraftView[]> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const rows = await read.procedureDrafts(procedure)
  const now = runtime.clock.now()
  return Promise.all(rows.map(async (row) => viewOf(row, await read.draftFiles(row.id), now)))
}

/** With all its files, those of procedures that it uses under `uses/`. @throws NotFoundError */
export async function readDraft(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftWithFiles> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const row = await draftRow(runtime, draftId)
  const [{ files }, changed] = await Promise.all([filesOfDraft(read, row), read.draftFiles(row.id)])
  return { ...viewOf(row, changed, runtime.clock.now()), files }
}

/** The files that a draft was made from; none where its procedure is new. @throws NotFoundError when they were not kept. */
export async function filesBefore(
  runtime: Runtime,
  actor: Actor,
  { procedure, basedOn }: Pick<DraftView, 'procedure' | 'basedOn'>,
): Promise<readonly ProcedureFile[]> {
  mustBeAllowed(actor, 'read-procedures')
  return basedOn === NEW ? [] : versionFiles(runtime, actor, procedure, basedOn)
}

/** The files that a version was made of. @throws NotFoundError when there is no such version, or they were not kept. */
export async function versionFiles(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
  version: number,
): Promise<readonly ProcedureFile[]> {
  mustBeAllowed(actor, 'read-procedures')
  return mustBeKept(await runtime.store.read.procedureSource(procedure, version), procedure, version).files
}
