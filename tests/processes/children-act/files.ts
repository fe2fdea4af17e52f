import { filesOf } from '../../../api/service.ts'
import { admitHere } from '../../../engine/diagram/admit.ts'
import type { Registry } from '../../../engine/diagram/finding.ts'
import { readProcedureFolder, registryOf } from '../../../engine/diagram/procedure-folder.ts'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import { HANDLERS } from '../../../handlers/index.ts'

/** The shipped folder, read once for all tests of it. */
export const FOLDER = 'processes/children-act'

export const READING = await readProcedureFolder(filesOf(FOLDER), `${FOLDER}/`)

export const PROCEDURE = READING.procedure

export const REGISTRY: Registry = registryOf(
  PROCEDURE,
  HANDLERS.map(({ describe }) => describe),
)

/** Every process of the procedure, by its id. */
export const MODELS: ReadonlyMap<string, ProcedureModel> = new Map(
  PROCEDURE.diagrams.map(({ path, xml }) => {
    const { diagram, findings } = admitHere(xml, { file: path, registry: REGISTRY })
    if (diagram === undefined) throw new Error(`${path} is refused: ${findings[0]?.message ?? ''}`)
    return [diagram.main.id, diagram.main]
  }),
)

/** @throws Error when the procedure has no such process. */
export function modelOf(process: string): ProcedureModel {
  const model = MODELS.get(process)
  if (model === undefined) throw new Error(`The procedure has no process ${process}`)
  return model
}
