import type {
  ActivityNode,
  DeadlineBinding,
  Diagram,
  EventNode,
  FlowNode,
  GatewayNode,
  ProcedureModel,
  SequenceFlow,
} from '../../procedure-model.ts'

/** Every process of the file: the executable one first. */
export function processesOf(diagram: Diagram): readonly ProcedureModel[] {
  return [diagram.main, ...diagram.others.values()]
}

export function nodesOf(diagram: Diagram): readonly FlowNode[] {
  return processesOf(diagram).flatMap(({ nodes }) => [...nodes.values()])
}

export function userTasksOf(diagram: Diagram): readonly ActivityNode[] {
  return nodesOf(diagram)
    .filter(isActivity)
    .filter(({ type }) => type === 'userTask')
}

const ACTIVITIES: ReadonlySet<string> = new Set<ActivityNode['type']>([
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'transaction',
])
const PLAIN_WORDS: Readonly<Record<FlowNode['type'], string>> = {
  task: 'task',
  manualTask: 'manual task',
  userTask: 'user task',
  serviceTask: 'service task',
  sendTask: 'send task',
  receiveTask: 'receive task',
  businessRuleTask: 'business rule task',
  callActivity: 'stage',
  subProcess: 'sub-process',
  transaction: 'transaction',
  startEvent: 'start event',
  endEvent: 'end event',
  intermediateCatchEvent: 'waiting event',
  intermediateThrowEvent: 'event',
  boundaryEvent: 'boundary event',
  exclusiveGateway: 'gateway',
  parallelGateway: 'parallel gateway',
  inclusiveGateway: 'inclusive gateway',
  eventBasedGateway: 'event gateway',
}

export function isActivity(node: FlowNode): node is ActivityNode {
  return ACTIVITIES.has(node.type)
}

export function isEvent(node: FlowNode): node is EventNode {
  return node.type.endsWith('Event')
}

export function isGateway(node: FlowNode): node is GatewayNode {
  return node.type.endsWith('Gateway')
}

/** A node's flows, in the order of the diagram. */
export function flowsAt(model: ProcedureModel, ids: readonly string[]): readonly SequenceFlow[] {
  return ids.flatMap((id) => model.flows.get(id) ?? [])
}

/** An element as a message names it: its kind, its name where it has one, and its id. */
export function named(node: FlowNode): string {
  return say(PLAIN_WORDS[node.type], node)
}

/** A flow as a message names it. */
export function namedFlow(flow: SequenceFlow): string {
  return say('flow', flow)
}

function say(kind: string, { id, name }: { readonly id: string; readonly name: string }): string {
  return name.trim() === '' ? `The ${kind} ${id}` : `The ${kind} '${name.trim()}' (${id})`
}

/** The clock that a node binds: a user task's own, or the one behind a timer. */
export function deadlineOf(node: FlowNode): DeadlineBinding | undefined {
  if (isEvent(node) && node.event.kind === 'timer' && node.event.timer.kind === 'deadline')
    return node.event.timer.deadline
  return node.redress.deadline
}
