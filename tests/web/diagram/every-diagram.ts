import { readdirSync, readFileSync } from 'node:fs'
import { admitHere, layoutOf, type Drawing } from '../../../engine/index.ts'

const PROCESSES = new URL('../../../processes/', import.meta.url)

/** Every diagram that comes with Redress, by its folder and file, ready to be drawn. */
export async function everyDiagram(): Promise<readonly (readonly [file: string, drawing: Drawing])[]> {
  const files = readdirSync(PROCESSES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'))
  return Promise.all(files.toSorted().map(async (file) => [file, await drawingAt(file)] as const))
}

/** One of them: `children-act/stage-2.bpmn`. */
export async function drawingAt(file: string): Promise<Drawing> {
  const xml = readFileSync(new URL(file, PROCESSES), 'utf8')
  const { diagram } = admitHere(xml, { file, plain: true })
  if (diagram === undefined) throw new Error(`${file} cannot be read`)
  const { main } = diagram
  return {
    procedure: 'a-procedure',
    procedureTitle: 'A procedure',
    version: 1,
    main: main.id,
    model: main,
    layout: await layoutOf(xml),
    processes: new Map([[main.id, main.name]]),
    roles: [{ code: 'caseworker', title: 'Caseworker' }],
  }
}
