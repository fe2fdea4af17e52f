import { createHash } from 'node:crypto'
import type { ProcedureFile } from '../../diagram/index.ts'
import { dayOf } from '../../values/instant.ts'
import { lawVersion } from '../compliance/law-version.ts'
import type { DraftWithFiles } from '../drafts/index.ts'
import { hashOfFiles } from '../drafts/parts.ts'
import type { Runtime } from '../runtime.ts'

/** What the scenarios of a draft are played on. */
export interface ScenarioMaterial {
  /** SHA-256 over all that the outcome hangs on: the draft, the other procedures, the law and the council's settings. */
  readonly contents: string
  /** The draft's procedure first, then each other one in the version in force today, as far as their files were kept. */
  readonly procedures: readonly { readonly id: string; readonly files: readonly ProcedureFile[] }[]
}

/** The draft's files beside those procedures to which its cases may go on. */
export async function scenarioMaterial(
  runtime: Runtime,
  draft: Pick<DraftWithFiles, 'procedure' | 'files'>,
): Promise<ScenarioMaterial> {
  const { read } = runtime.store
  const today = dayOf(runtime.clock.now())
  const ids = [...new Set((await read.procedures()).map(({ id }) => id))].filter((id) => id !== draft.procedure).sort()
  const others: { id: string; files: readonly ProcedureFile[]; source: string }[] = []
  for (const id of ids) {
    await runtime.procedures.look(id, today)
    const inForce = runtime.procedures.activeAtHand(id, today)
    if (inForce === undefined || inForce === 'none') continue
    const source = await read.procedureSource(id, inForce.version)
    if (source !== undefined) others.push({ id, files: source.files, source: `${id} ${source.version} ${source.n}` })
  }
  const contents = createHash('sha256')
    .update(hashOfFiles(draft.files))
    .update(JSON.stringify([others.map(({ source }) => source), lawVersion(runtime), runtime.council]))
    .digest('hex')
  return {
    contents,
    procedures: [{ id: draft.procedure, files: draft.files }, ...others.map(({ id, files }) => ({ id, files }))],
  }
}
