import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { missingProcesses, prepare, readDiagram, type Finding, type HostedDefinition } from '../../../engine/index.ts'

/** What stands against a diagram, so that it is not run. */
export class DiagramRefused extends Error {
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[]) {
    super('The diagram is refused')
    this.findings = findings
  }
}

export interface Processes {
  readonly main: string
  /** By process id. */
  readonly definitions: ReadonlyMap<string, HostedDefinition>
}

/**
 * Reads a diagram, and those that it calls: processes of its own file first, then of the other diagrams (.bpmn, .bpmn20.xml) in its folder.
 * A neighbour that is not called is not read, so its faults are no hindrance.
 *
 * @throws DiagramRefused with the findings of the first diagram that is not admitted.
 */
export async function readProcesses(file: string, xml: string, plain: boolean): Promise<Processes> {
  const first = await admit(file, xml, plain)
  const all = [first]
  const neighbours = await neighboursOf(file)
  for (let missing = missingProcesses(all); missing.length > 0; missing = missingProcesses(all)) {
    const next = neighbours.findIndex((other) => missing.some((id) => holdsProcess(other.xml, id)))
    if (next < 0) break
    for (const other of neighbours.splice(next, 1)) all.push(await admit(other.file, other.xml, plain))
  }
  const definitions = new Map<string, HostedDefinition>()
  for (const definition of all) {
    for (const id of definition.processes.keys()) if (!definitions.has(id)) definitions.set(id, definition)
  }
  return { main: first.main, definitions }
}

async function admit(file: string, xml: string, plain: boolean): Promise<HostedDefinition> {
  const { diagram, findings } = await readDiagram(xml, { file, plain })
  if (diagram === undefined) throw new DiagramRefused(findings)
  return prepare(diagram)
}

async function neighboursOf(file: string): Promise<{ file: string; xml: string }[]> {
  const folder = dirname(file)
  const names = (await readdir(folder)).filter((name) => /\.bpmn(?:20\.xml)?$/.test(name)).sort()
  const others = names.map((name) => join(folder, name)).filter((name) => resolve(name) !== resolve(file))
  return Promise.all(others.map(async (name) => ({ file: name, xml: await readFile(name, 'utf8') })))
}

/** Whether a file seems to hold a process of that id; the reader says for certain. */
function holdsProcess(xml: string, id: string): boolean {
  return [...xml.matchAll(/<(?:[\w-]+:)?process\s[^>]*?\bid=["']([^"']*)["']/g)].some(([, found]) => found === id)
}
