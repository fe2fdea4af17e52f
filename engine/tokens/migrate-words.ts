import type { FlowNode, ProcedureModel } from '../diagram/procedure-model.ts'

/** `“Answer the complaint”`; its id where it has no name. */
export function nameIn(model: ProcedureModel, id: string): string {
  if (id === model.id) return `“${model.name === '' ? id : model.name}”`
  const name = model.nodes.get(id)?.name ?? model.flows.get(id)?.name ?? ''
  return `“${name === '' ? id : name}”`
}

/** What a step is, as the person who drew it would say. */
export function kindInWords(node: FlowNode): string {
  if (node.type === 'boundaryEvent' && 'event' in node) return `${EVENTS[node.event.kind]} at the edge of a step`
  if ('event' in node) return `${EVENTS[node.event.kind]} (${TYPES[node.type]})`
  return TYPES[node.type]
}

export function eventInWords(node: FlowNode): string {
  return 'event' in node ? EVENTS[node.event.kind] : TYPES[node.type]
}

const TYPES: Readonly<Record<FlowNode['type'], string>> = {
  task: 'a task that nobody waits for',
  manualTask: 'a task done outside the service',
  userTask: 'a task for a person',
  serviceTask: 'a task of the service',
  sendTask: 'a task that sends something',
  receiveTask: 'a task that waits for a message',
  businessRuleTask: 'a task that a table decides',
  callActivity: 'a part with its own diagram',
  subProcess: 'a part drawn inside',
  transaction: 'a part that is undone as a whole',
  startEvent: 'a start',
  endEvent: 'an end',
  intermediateCatchEvent: 'on the way',
  intermediateThrowEvent: 'sent on the way',
  boundaryEvent: 'at the edge of a step',
  exclusiveGateway: 'a question',
  parallelGateway: 'a fork or meeting of paths',
  inclusiveGateway: 'a choice of several paths',
  eventBasedGateway: 'a wait for the first of several events',
}

const EVENTS: Readonly<Record<Extract<FlowNode, { event: unknown }>['event']['kind'], string>> = {
  none: 'a plain event',
  message: 'a message',
  signal: 'a signal',
  error: 'an error',
  escalation: 'an escalation',
  conditional: 'a condition',
  timer: 'a time limit',
  link: 'a link',
  terminate: 'an end of everything',
  cancel: 'a cancellation',
  compensation: 'an undoing',
}
