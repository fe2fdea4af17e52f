import type { ProcedureModel } from '../procedure-model.ts'
import { processesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** About what fits on a screen and in a head. */
const MANY = 30

/** Beyond thirty or so steps nobody sees the whole any more. */
export const noCrowdedProcess: DiagramRule = {
  id: 'no-crowded-process',
  about: 'A process of more than 30 elements is split in stages.',
  check: (diagram) =>
    processesOf(diagram)
      .filter((model) => count(model) > MANY)
      .map((model) => ({
        element: model.id,
        message: `The process '${model.name}' (${model.id}) has ${count(model)} elements; more than ${MANY} are hard to read.`,
        remedy: 'Draw parts of it as stages of their own and call them (call activities).',
      })),
}

/** Event sub-processes stand apart on the page, and are not counted. */
function count(model: ProcedureModel): number {
  const apart = new Set<string>()
  for (const scope of model.scopes.values()) {
    if (scope.kind === 'event-sub-process' || apart.has(scope.parent ?? '')) apart.add(scope.id)
  }
  return [...model.nodes.values()].filter(({ id, scope }) => !apart.has(scope) && !apart.has(id)).length
}
