import {
  readDiagram,
  readProcedureFolder,
  registryOf,
  type ActionDescription,
  type Diagram,
  type Finding,
  type ProcedureFile,
  type ProcedureFolder,
} from '../diagram/index.ts'
import { lintTogether } from '../diagram/rules/index.ts'
import type { Runtime } from './runtime.ts'

/** A procedure as its files have it, and all that stands against it. */
export interface ProcedureReading {
  readonly folder: ProcedureFolder
  readonly diagrams: readonly { readonly path: string; readonly text: string; readonly diagram: Diagram }[]
  readonly findings: readonly Finding[]
}

/** Readings kept, the last ones. */
const KEPT = 32
const readings = new Map<string, Promise<ProcedureReading>>()

/**
 * Reads and checks all files of a procedure. The same files with the same actions are read once: a process that deploys
 * them to one database after another (a council each, a demonstration, a test) need not find the same again.
 *
 * @param source - SHA-256 over the files.
 */
export function readProcedure(
  files: readonly ProcedureFile[],
  source: string,
  actions: readonly ActionDescription[],
  runtime: Pick<Runtime, 'readWordFile'>,
): Promise<ProcedureReading> {
  const key = JSON.stringify([source, runtime.readWordFile !== undefined, actions])
  const known = readings.get(key)
  if (known !== undefined) return known
  const reading = read(files, actions, runtime)
  readings.set(key, reading)
  reading.catch(() => readings.delete(key))
  const [oldest] = readings.keys()
  if (readings.size > KEPT && oldest !== undefined) readings.delete(oldest)
  return reading
}

async function read(
  files: readonly ProcedureFile[],
  actions: readonly ActionDescription[],
  { readWordFile }: Pick<Runtime, 'readWordFile'>,
): Promise<ProcedureReading> {
  const { procedure: folder, findings: ofFolder } = await readProcedureFolder(files, '', actions, readWordFile)
  const registry = registryOf(folder, actions)
  const diagrams: { path: string; text: string; diagram: Diagram }[] = []
  const findings: Finding[] = [...ofFolder]
  for (const { path, text } of files.filter((file) => file.path.endsWith('.bpmn'))) {
    const { diagram, findings: found } = await readDiagram(text, { file: path, registry, lint: true })
    findings.push(...found)
    if (diagram !== undefined) diagrams.push({ path, text, diagram })
  }
  const named = diagrams.map(({ path, diagram }) => ({ file: path, diagram }))
  if (findings.length === 0) findings.push(...lintTogether(named, registry))
  return { folder, diagrams, findings }
}
