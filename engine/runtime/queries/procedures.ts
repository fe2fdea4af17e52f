import { NotFoundError } from '../../errors.ts'
import type { InForceRow } from '../../store/procedure-drafts.ts'
import type { ProcedureRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { inForceOn, type ProcedureFiles } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'

export interface ProcedureView {
  readonly procedure: string
  readonly title: string
  readonly version: number
  readonly hash: string
  /** `draft`: not yet put in force; `scheduled`: from a day to come; `active`: in force today; `retired`: before today. */
  readonly status: 'draft' | 'scheduled' | 'active' | 'retired'
  /** The last day from which it was, or will be, in force. */
  readonly effectiveFrom?: LocalDate
  readonly deployedAt: string
  readonly main: string
  readonly processes: readonly string[]
  readonly forms: readonly string[]
  readonly roles: ProcedureFiles['roles']
}

/** The newest version of each procedure, and the one in force where that is another. */
export async function listProcedures(runtime: Runtime): Promise<readonly ProcedureView[]> {
  const [rows, days] = await Promise.all([runtime.store.read.procedures(), runtime.store.read.inForce()])
  const newest = new Map(rows.map((row) => [row.id, row.version]))
  return rows
    .map((row) => view(row, days, dayOf(runtime.clock.now())))
    .filter(({ procedure, version, status }) => status === 'active' || newest.get(procedure) === version)
}

/** @throws NotFoundError when there is no such procedure. */
export async function procedureVersions(runtime: Runtime, id: string): Promise<readonly ProcedureView[]> {
  const [all, days] = await Promise.all([runtime.store.read.procedures(), runtime.store.read.inForce(id)])
  const rows = all.filter((row) => row.id === id)
  if (rows.length === 0) throw new NotFoundError('procedure', id)
  return rows.map((row) => view(row, days, dayOf(runtime.clock.now())))
}

/** The BPMN 2.0 XML of one diagram, as it was deployed. */
export async function diagramOf(runtime: Runtime, id: string, version: number, process: string): Promise<string> {
  const procedure = await runtime.procedures.load(id, version)
  const hash = procedure.processes.get(process)?.definitionHash
  const definition = hash === undefined ? undefined : await runtime.store.read.definition(hash)
  if (definition === undefined) throw new NotFoundError('diagram', `${id} ${version} ${process}`)
  return definition.xml
}

function view(row: ProcedureRow, inForce: readonly InForceRow[], today: LocalDate): ProcedureView {
  const { main, processes, forms, roles } = row.files as unknown as ProcedureFiles
  const days = inForce.filter(({ procedure }) => procedure === row.id)
  const from = days.findLast(({ version }) => version === row.version)?.fromDay
  return {
    procedure: row.id,
    title: row.title,
    version: row.version,
    hash: row.hash,
    status: statusOf(row.version, days, today),
    deployedAt: row.deployedAt,
    main,
    processes: Object.keys(processes),
    forms: Object.keys(forms),
    roles,
    ...(from !== undefined && { effectiveFrom: from }),
  }
}

/** Of one version, on that day. */
export function statusOf(version: number, days: readonly InForceRow[], today: LocalDate): ProcedureView['status'] {
  const begun = days.filter(({ fromDay }) => fromDay <= today)
  if (inForceOn(begun, today)?.version === version) return 'active'
  const own = days.filter((row) => row.version === version)
  if (own.length === 0) return 'draft'
  return own.some(({ fromDay }) => fromDay > today) ? 'scheduled' : 'retired'
}
