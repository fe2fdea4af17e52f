import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { ProcedureFile } from '../../diagram/index.ts'
import { ConflictError, InvalidVariablesError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { differing } from './open.ts'
import { heldForWriting, write } from './save.ts'
import { draftRow, filesOfDraft, mustBeKept, type DraftView } from './view.ts'

/** What a newer version means for a draft, file by file. */
export interface DraftBehind {
  readonly basedOn: number
  readonly newest: number
  /** Changed only in the newer version: taken from it. */
  readonly taken: readonly string[]
  /** Changed only in the draft: kept. */
  readonly kept: readonly string[]
  /** Changed in both, and not alike: somebody chooses. */
  readonly both: readonly string[]
}

export type WhichFile = 'draft' | 'version'

/** What has come since the draft was made; undefined when it was made from the newest version. @throws NotFoundError */
export async function draftBehind(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftBehind | undefined> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const row = await draftRow(runtime, draftId)
  const newest = (await read.procedures()).findLast(({ id }) => id === row.procedure)?.version ?? row.basedOn
  if (newest === row.basedOn) return undefined
  const theirs = mustBeKept(await read.procedureSource(row.procedure, newest), row.procedure, newest).files
  const { base, files } = await filesOfDraft(read, row)
  return { basedOn: row.basedOn, newest, ...sides(base, files, theirs) }
}

/**
 * Makes the draft one of the newest version, file by file: what only one side changed is taken from it.
 *
 * @param choices - For each file that both changed: the draft's, or the version's.
 * @throws InvalidVariablesError naming each file for which nobody chose.
 * @throws ConflictError as `saveDraft`.
 */
export async function bringUpToDate(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { revision, choices = {} }: { readonly revision: number; readonly choices?: Readonly<Record<string, WhichFile>> },
): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const row = await heldForWriting(unit, actor, draftId)
    if (row.revision !== revision) {
      const winner = { by: row.changedBy, at: row.changedAt }
      throw new ConflictError(`${row.changedBy} has saved the draft since; it is at revision ${row.revision}`, winner)
    }
    const newest = (await unit.procedures(row.procedure)).at(-1)?.version ?? row.basedOn
    const source = mustBeKept(await unit.procedureSource(row.procedure, newest), row.procedure, newest)
    const { base, files } = await filesOfDraft(unit, row)
    const { kept, both } = sides(base, files, source.files)
    const open = both.filter((path) => choices[path] === undefined)
    if (open.length > 0) {
      const faults = open.map((path) => ({ at: `/choices/${path}`, message: 'must be chosen: both changed it' }))
      throw new InvalidVariablesError('The files', faults)
    }
    const ours = new Set([...kept, ...both.filter((path) => choices[path] === 'draft')])
    const texts = new Map(source.files.map(({ path, text }) => [path, text]))
    for (const path of ours) {
      const own = files.find((file) => file.path === path)?.text
      if (own === undefined) texts.delete(path)
      else texts.set(path, own)
    }
    const wanted = [...texts].map(([path, text]) => ({ path, text }))
    for (const { path } of await unit.draftFiles(row.id)) unit.dropDraftFile(row.id, path)
    const changes = differing(row.id, source.files, wanted)
    const moved = { ...row, basedOn: newest, sourceN: source.n }
    unit.changeProcedureDraft(row.id, { basedOn: newest, sourceN: source.n })
    const words = `Brought up to date with version ${newest}`
    return write(unit, actor, moved, changes, { kind: 'brought-up-to-date', words })
  })
}

function sides(
  base: readonly ProcedureFile[],
  mine: readonly ProcedureFile[],
  theirs: readonly ProcedureFile[],
): Pick<DraftBehind, 'taken' | 'kept' | 'both'> {
  const [was, own, other] = [base, mine, theirs].map((files) => new Map(files.map(({ path, text }) => [path, text])))
  const paths = [...new Set([...base, ...mine, ...theirs].map(({ path }) => path))].sort()
  const at = (files: ReadonlyMap<string, string> | undefined, path: string) => files?.get(path)
  const isOurs = (path: string) => at(own, path) !== at(was, path)
  const isTheirs = (path: string) => at(other, path) !== at(was, path)
  return {
    taken: paths.filter((path) => isTheirs(path) && !isOurs(path)),
    kept: paths.filter((path) => isOurs(path) && !isTheirs(path)),
    both: paths.filter((path) => isOurs(path) && isTheirs(path) && at(own, path) !== at(other, path)),
  }
}
