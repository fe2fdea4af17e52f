import { childOf, documentationOf, flagOf, idOf, isA, textOf, type ModdleElement } from './moddle.ts'
import { eventDefinitionOf } from './parse-event.ts'
import { loopOf } from './parse-loop.ts'
import { present, redressOf } from './parse-redress.ts'
import type { ActivityNode, EventNode, FlowNode, GatewayNode, SequenceFlow } from './procedure-model.ts'

/** What is known of a node's neighbours, by its id. */
export interface Surroundings {
  readonly incoming: ReadonlyMap<string, readonly SequenceFlow[]>
  readonly outgoing: ReadonlyMap<string, readonly SequenceFlow[]>
  /** Boundary events by their activity. */
  readonly boundaries: ReadonlyMap<string, readonly string[]>
  /** Compensation handlers by their boundary event. */
  readonly handlers: ReadonlyMap<string, string>
}

const ACTIVITIES: Readonly<Record<string, ActivityNode['type']>> = {
  'bpmn:ManualTask': 'manualTask',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:BusinessRuleTask': 'businessRuleTask',
  'bpmn:CallActivity': 'callActivity',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:Transaction': 'transaction',
}

const EVENTS: Readonly<Record<string, EventNode['type']>> = {
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
}

const GATEWAYS: Readonly<Record<string, GatewayNode['type']>> = {
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
}

/** A flow node as data. A type that is not executed is read as a plain task; admission refuses it by its XML. */
export function parseNode(element: ModdleElement, scope: string, around: Surroundings): FlowNode {
  const id = idOf(element)
  const base = {
    id,
    name: textOf(element, 'name') ?? '',
    documentation: documentationOf(element),
    scope,
    incoming: (around.incoming.get(id) ?? []).map((flow) => flow.id),
    outgoing: (around.outgoing.get(id) ?? []).map((flow) => flow.id),
    redress: redressOf(element),
  }
  const defaultFlow = present({ default: idOf(childOf(element, 'default')) || undefined })
  const gateway = GATEWAYS[element.$type]
  if (gateway) return { ...base, type: gateway, ...defaultFlow }
  const event = EVENTS[element.$type]
  if (event) return { ...base, type: event, ...eventParts(element, around) }
  return { ...base, type: ACTIVITIES[element.$type] ?? 'task', ...defaultFlow, ...activityParts(element, around) }
}

function eventParts(element: ModdleElement, around: Surroundings) {
  const isBoundary = isA(element, 'bpmn:BoundaryEvent')
  const isStart = isA(element, 'bpmn:StartEvent')
  return {
    event: eventDefinitionOf(element),
    interrupting: isBoundary ? flagOf(element, 'cancelActivity') : isStart ? flagOf(element, 'isInterrupting') : true,
    ...present({
      attachedTo: isBoundary ? idOf(childOf(element, 'attachedToRef')) : undefined,
      compensationHandler: around.handlers.get(idOf(element)),
    }),
  }
}

function activityParts(element: ModdleElement, around: Surroundings) {
  const messages = isA(element, 'bpmn:ReceiveTask') || isA(element, 'bpmn:SendTask')
  const message = messages ? childOf(element, 'messageRef') : undefined
  return {
    boundaries: around.boundaries.get(idOf(element)) ?? [],
    isForCompensation: flagOf(element, 'isForCompensation'),
    ...present({
      loop: loopOf(element),
      message: message && isA(message, 'bpmn:Message') ? textOf(message, 'name') : undefined,
      calledElement: isA(element, 'bpmn:CallActivity') ? textOf(element, 'calledElement') : undefined,
      triggeredByEvent: isA(element, 'bpmn:SubProcess') ? flagOf(element, 'triggeredByEvent') : undefined,
    }),
  }
}
