import { deserialize, TypeResolver } from 'moddle-context-serializer'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { bindModel } from './context-model.ts'
import { elementType } from './element-types.ts'
import { redressElements } from './redress-elements.ts'
import type { DefinitionContext } from './surroundings.ts'

/** What bpmn-engine keeps of a diagram, and its text as bpmn-engine would save it. */
export interface HostContext {
  readonly context: DefinitionContext
  readonly source: string
}

const resolveType = TypeResolver(redressElements)

/**
 * The definition that bpmn-engine runs a process in. It is written from the model that was admitted, not from the XML, so
 * nothing that admission did not see reaches bpmn-engine; and it knows its model, so nothing is read twice.
 */
export function hostContextOf(model: ProcedureModel): HostContext {
  const source = JSON.stringify(serialized(model))
  const context = deserialize(JSON.parse(source) as object, resolveType) as unknown as DefinitionContext
  bindModel(context, model)
  return { context, source }
}

function serialized(model: ProcedureModel): object {
  const root = { id: `definitions-of-${model.id}`, type: 'bpmn:Definitions' }
  const parentOf = (scope: string) => ({
    id: scope,
    type: scope === model.id ? 'bpmn:Process' : 'bpmn:SubProcess',
  })
  return {
    ...root,
    definition: root,
    processes: [
      { id: model.id, type: 'bpmn:Process', name: model.name, parent: root, behaviour: { isExecutable: true } },
    ],
    activities: [...model.nodes.values()].map(({ id, name, type, scope }) => ({
      id,
      name,
      type: elementType(type),
      parent: parentOf(scope),
      behaviour: {},
    })),
    sequenceFlows: [...model.flows.values()].map(({ id, name, source, target }) => ({
      id,
      name,
      type: 'bpmn:SequenceFlow',
      sourceId: source,
      targetId: target,
      parent: parentOf(model.nodes.get(source)?.scope ?? model.id),
      behaviour: {},
    })),
    associations: [],
    dataObjects: [],
    dataStores: [],
    messageFlows: [],
    participants: [],
    scripts: [],
    timers: [],
  }
}
