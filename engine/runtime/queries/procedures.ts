import { NotFoundError } from '../../errors.ts'
import type { ProcedureRow } from '../../store/rows.ts'
import type { ProcedureFiles } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'

export interface ProcedureView {
  readonly procedure: string
  readonly title: string
  readonly version: number
  readonly hash: string
  readonly status: ProcedureRow['status']
  readonly effectiveFrom?: string
  readonly deployedAt: string
  readonly main: string
  readonly processes: readonly string[]
  readonly forms: readonly string[]
  readonly roles: ProcedureFiles['roles']
}

/** The newest version of each procedure, and the one in force where that is another. */
export async function listProcedures(runtime: Runtime): Promise<readonly ProcedureView[]> {
  const rows = await runtime.store.read.procedures()
  const newest = new Map(rows.map((row) => [row.id, row.version]))
  return rows.filter(({ id, version, status }) => status === 'active' || newest.get(id) === version).map(view)
}

/** @throws NotFoundError when there is no such procedure. */
export async function procedureVersions(runtime: Runtime, id: string): Promise<readonly ProcedureView[]> {
  const rows = (await runtime.store.read.procedures()).filter((row) => row.id === id)
  if (rows.length === 0) throw new NotFoundError('procedure', id)
  return rows.map(view)
}

/** The BPMN 2.0 XML of one diagram, as it was deployed. */
export async function diagramOf(runtime: Runtime, id: string, version: number, process: string): Promise<string> {
  const procedure = await runtime.procedures.load(id, version)
  const hash = procedure.processes.get(process)?.definitionHash
  const definition = hash === undefined ? undefined : await runtime.store.read.definition(hash)
  if (definition === undefined) throw new NotFoundError('diagram', `${id} ${version} ${process}`)
  return definition.xml
}

function view(row: ProcedureRow): ProcedureView {
  const { main, processes, forms, roles } = row.files as unknown as ProcedureFiles
  return {
    procedure: row.id,
    title: row.title,
    version: row.version,
    hash: row.hash,
    status: row.status,
    deployedAt: row.deployedAt,
    main,
    processes: Object.keys(processes),
    forms: Object.keys(forms),
    roles,
    ...(row.effectiveFrom !== null && { effectiveFrom: row.effectiveFrom }),
  }
}
