import { layoutOf, type Shape } from '../../diagram/layout.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { NotFoundError, StateDamagedError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'

/** A diagram of one version of a procedure: what it says, and where each thing stands in the drawing. */
export interface Drawing {
  readonly procedure: string
  readonly procedureTitle: string
  readonly version: number
  /** The process at which the procedure begins. */
  readonly main: string
  readonly model: ProcedureModel
  readonly layout: readonly Shape[]
  /** Names of the version's processes by their ids, in the order of its files. */
  readonly processes: ReadonlyMap<string, string>
  readonly roles: readonly { readonly code: string; readonly title: string }[]
}

/** Layouts kept: a diagram never changes under its hash. */
const KEPT = 300
const layouts = new Map<string, Promise<readonly Shape[]>>()

/**
 * @param process - Its id; the one at which the procedure begins when left out.
 * @throws NotFoundError when there is no such procedure, version or process.
 */
export async function drawingOf(runtime: Runtime, id: string, version: number, process?: string): Promise<Drawing> {
  const procedure = await runtime.procedures.load(id, version)
  const loaded = procedure.processes.get(process ?? procedure.main)
  if (loaded === undefined) throw new NotFoundError('diagram', `${id} ${version} ${process ?? ''}`)
  return {
    procedure: id,
    procedureTitle: procedure.title,
    version,
    main: procedure.main,
    model: loaded.model,
    layout: await layoutAt(runtime, loaded.definitionHash),
    processes: new Map([...procedure.processes].map(([each, { model }]) => [each, model.name])),
    roles: procedure.roles,
  }
}

function layoutAt({ store }: Runtime, hash: string): Promise<readonly Shape[]> {
  const known = layouts.get(hash)
  if (known !== undefined) return known
  const reading = store.read.definition(hash).then((definition) => {
    if (definition === undefined) throw new StateDamagedError(`The diagram ${hash} is gone`)
    return layoutOf(definition.xml)
  })
  layouts.set(hash, reading)
  reading.catch(() => layouts.delete(hash))
  const [oldest] = layouts.keys()
  if (layouts.size > KEPT && oldest !== undefined) layouts.delete(oldest)
  return reading
}
