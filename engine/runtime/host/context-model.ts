import type { FlowNode, Lane, ProcedureModel, Scope, SequenceFlow } from '../../diagram/procedure-model.ts'
import { nodeOf } from './context-node.ts'
import { NotExecutableError, refuseTemplate, type Obstacle } from './not-executable-error.ts'
import { asRecord, recordsAt, textAt, type DefinitionContext, type SerializedElement } from './surroundings.ts'

/** Root elements and artefacts that stand in the list of activities and are nothing to run. */
const NOT_FLOW_NODES = new Set([
  'bpmn:Message',
  'bpmn:Signal',
  'bpmn:Error',
  'bpmn:Escalation',
  'bpmn:TextAnnotation',
  'bpmn:Group',
  'bpmn:Category',
  'bpmn:ItemDefinition',
])
const SCOPES = new Set(['bpmn:SubProcess', 'bpmn:Transaction'])

const models = new WeakMap<DefinitionContext, Map<string, ProcedureModel>>()

/**
 * A process of a definition that bpmn-engine loaded, as the token core reads it. The reading is kept with the definition,
 * so a definition that is run many times is read once.
 *
 * For definitions that come through `prepare`, the model is bound beforehand (`bindModel`) and nothing is read here.
 *
 * @throws NotExecutableError when the process holds something that is not run.
 * @throws RangeError when there is no such process.
 */
export function modelIn(context: DefinitionContext, process: string): ProcedureModel {
  const known = models.get(context)?.get(process)
  if (known !== undefined) return known
  const model = readModel(context, process)
  bindModel(context, model)
  return model
}

export function bindModel(context: DefinitionContext, model: ProcedureModel): void {
  const bound = models.get(context) ?? new Map<string, ProcedureModel>()
  models.set(context, bound.set(model.id, model))
}

function readModel(context: DefinitionContext, process: string): ProcedureModel {
  const root = context.getProcessById(process)
  if (root === undefined) throw new RangeError(`There is no process ${process} in ${context.id}`)

  const obstacles: Obstacle[] = []
  const scopes = scopesOf(context, root)
  const nodes = new Map<string, FlowNode>()
  const flows = new Map<string, SequenceFlow>()
  for (const scope of scopes.values()) {
    for (const flow of context.getSequenceFlows(scope.id)) {
      const condition = textAt(asRecord(flow.behaviour?.['conditionExpression']), 'body')
      if (condition !== undefined) refuseTemplate(flow.id, condition, obstacles)
      flows.set(flow.id, {
        id: flow.id,
        name: flow.name ?? '',
        source: flow.sourceId,
        target: flow.targetId,
        ...(condition !== undefined && { condition }),
      })
    }
    for (const element of context.getActivities(scope.id)) {
      if (NOT_FLOW_NODES.has(element.type)) continue
      const node = nodeOf(element, context, obstacles)
      if (node !== undefined) nodes.set(node.id, node)
    }
  }
  for (const { name, parent } of context.getScripts()) {
    const id = parent?.id ?? name
    if (!nodes.has(id) && !flows.has(id)) continue
    obstacles.push({ element: id, message: 'Scripts are not run.', remedy: 'Write the condition in FEEL.' })
  }
  if (obstacles.length > 0) throw new NotExecutableError(process, obstacles)
  return {
    id: process,
    name: root.name ?? '',
    documentation: textAt(recordsAt(root.behaviour, 'documentation')[0], 'text') ?? '',
    nodes,
    flows,
    scopes: withMembers(scopes, nodes),
    lanes: lanesOf(context, nodes),
  }
}

/** The process and the sub-processes in it, outermost first, their members still to be filled in. */
function scopesOf(context: DefinitionContext, root: SerializedElement): Map<string, Scope> {
  const scopes = new Map<string, Scope>()
  const add = (id: string, kind: Scope['kind'], parent: string | null) => {
    scopes.set(id, { id, kind, parent, nodes: [], starts: [], eventSubProcesses: [] })
  }
  add(root.id, 'process', null)
  for (const { id } of scopes.values()) {
    for (const element of context.getActivities(id)) {
      if (!SCOPES.has(element.type)) continue
      const byEvent = element.behaviour?.['triggeredByEvent'] === true
      const kind = element.type === 'bpmn:Transaction' ? 'transaction' : byEvent ? 'event-sub-process' : 'sub-process'
      add(element.id, kind, id)
    }
  }
  return scopes
}

function withMembers(scopes: ReadonlyMap<string, Scope>, nodes: ReadonlyMap<string, FlowNode>): Map<string, Scope> {
  const all = [...nodes.values()]
  const filled = new Map<string, Scope>()
  for (const scope of scopes.values()) {
    const inside = all.filter((node) => node.scope === scope.id)
    filled.set(scope.id, {
      ...scope,
      nodes: inside.map(({ id }) => id),
      starts: inside.filter(({ type }) => type === 'startEvent').map(({ id }) => id),
      eventSubProcesses: inside.filter(({ id }) => scopes.get(id)?.kind === 'event-sub-process').map(({ id }) => id),
    })
  }
  return filled
}

function lanesOf(context: DefinitionContext, nodes: ReadonlyMap<string, FlowNode>): readonly Lane[] {
  const lanes = new Map<string, Lane>()
  for (const id of nodes.keys()) {
    const lane = context.getActivityById(id)?.lane
    if (lane === undefined) continue
    const known = lanes.get(lane.id)
    lanes.set(lane.id, { id: lane.id, name: lane.name ?? '', nodes: [...(known?.nodes ?? []), id] })
  }
  return [...lanes.values()]
}
