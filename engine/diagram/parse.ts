import { layoutHashOf, semanticHashOf } from './hashes.ts'
import { mainProcessOf, processesOf } from './main-process.ts'
import { idOf, type ModdleElement } from './moddle.ts'
import { parseProcess } from './parse-process.ts'
import type { Diagram, ProcedureModel } from './procedure-model.ts'

/**
 * What a BPMN file says, as data.
 *
 * Asks nothing of the file: what is wrong or missing is left out or empty, so that admission can say all of it at once.
 * @param plain - As in `AdmissionOptions`.
 * @returns undefined when no process is executable.
 */
export function parseDiagram(definitions: ModdleElement, plain: boolean): Diagram | undefined {
  const executable = mainProcessOf(definitions, plain).main
  if (!executable) return undefined
  const main = parseProcess(executable)
  const others = calledFrom(main, processesOf(definitions))
  const meaning = { id: idOf(definitions) || main.id, main, others }
  return { ...meaning, semanticHash: semanticHashOf(meaning), layoutHash: layoutHashOf(definitions) }
}

/** The processes of the same file that call activities reach; pools that only illustrate are left out. */
function calledFrom(main: ProcedureModel, processes: readonly ModdleElement[]): ReadonlyMap<string, ProcedureModel> {
  const others = new Map<string, ProcedureModel>()
  const waiting = [main]
  for (const model of waiting) {
    for (const node of model.nodes.values()) {
      if (node.type !== 'callActivity' || node.calledElement === undefined) continue
      const called = processes.find((process) => idOf(process) === node.calledElement)
      if (!called || idOf(called) === main.id || others.has(idOf(called))) continue
      const other = parseProcess(called)
      others.set(other.id, other)
      waiting.push(other)
    }
  }
  return others
}
