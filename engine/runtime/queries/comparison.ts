import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { compareApart, summaryOf, type Comparison, type DiagramPictures } from '../../diagram/compare/index.ts'
import type { ProcedureFile } from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import { filesBefore, NEW, readDraft, versionFiles } from '../drafts/index.ts'
import type { Runtime } from '../runtime.ts'

/** What is compared: a version (0: nothing yet, of a procedure that is new), or a draft as it was last saved. */
export type Compared =
  { readonly version: number } | { readonly draft: string; readonly revision: number; readonly basedOn: number }

export interface ProcedureComparison extends Comparison {
  readonly procedure: string
  readonly title: string
  readonly before: Compared
  readonly after: Compared
  /** `6 changes, 2 of them to deadlines; layout changed in 3 diagrams`. */
  readonly summary: string
}

/** With the diagrams that differ, to be drawn. */
export type DrawnComparison = ProcedureComparison & { readonly pictures: readonly DiagramPictures[] }

/** Two versions of a procedure. @throws NotFoundError when one of them is not there, or its files were not kept. */
export async function compareVersions(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DrawnComparison> {
  const [before, after] = await Promise.all([
    versionFiles(runtime, actor, procedure, from),
    versionFiles(runtime, actor, procedure, to),
  ])
  return compared(before, after, { procedure, before: { version: from }, after: { version: to } })
}

/**
 * A draft with a version of its procedure.
 *
 * @param version - the one in force when left out; where none is, the one that the draft was made from
 * @throws NotFoundError
 */
export async function compareDraft(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  version?: number,
): Promise<DrawnComparison> {
  const draft = await readDraft(runtime, actor, draftId)
  const { procedure, revision, basedOn } = draft
  const from = version ?? (await inForce(runtime, procedure)) ?? basedOn
  const before = await filesBefore(runtime, actor, { procedure, basedOn: from })
  return compared(before, draft.files, {
    procedure,
    before: { version: from },
    after: { draft: draftId, revision, basedOn },
  })
}

/** Versions whose files were kept, so that they can be compared; nothing is compared yet. @throws NotFoundError when there is no such procedure. */
export async function comparableVersions(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
): Promise<readonly { readonly version: number; readonly isInForce: boolean }[]> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const rows = (await read.procedures()).filter(({ id }) => id === procedure)
  if (rows.length === 0) {
    const isBegun = (await read.procedureDrafts(procedure)).some(({ basedOn }) => basedOn === NEW)
    if (!isBegun) throw new NotFoundError('procedure', procedure)
  }
  const kept = new Set(await read.keptVersions(procedure))
  return rows.flatMap(({ version, status }) => (kept.has(version) ? [{ version, isInForce: status === 'active' }] : []))
}

async function inForce(runtime: Runtime, procedure: string): Promise<number | undefined> {
  const rows = await runtime.store.read.procedures()
  return rows.findLast(({ id, status }) => id === procedure && status === 'active')?.version
}

async function compared(
  before: readonly ProcedureFile[],
  after: readonly ProcedureFile[],
  about: Pick<ProcedureComparison, 'procedure' | 'before' | 'after'>,
): Promise<DrawnComparison> {
  const { comparison, pictures } = await compareApart(before, after)
  return { ...about, title: titleIn(after) ?? about.procedure, summary: summaryOf(comparison), ...comparison, pictures }
}

function titleIn(files: readonly ProcedureFile[]): string | undefined {
  const settings = files.find(({ path }) => path === 'procedure.json')?.text ?? ''
  try {
    const { title } = JSON.parse(settings) as { title?: unknown }
    return typeof title === 'string' ? title : undefined
  } catch {
    return undefined
  }
}
