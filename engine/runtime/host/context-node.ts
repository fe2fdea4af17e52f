import type {
  ActivityNode,
  EventNode,
  FlowNode,
  GatewayNode,
  Loop,
  RedressAttributes,
} from '../../diagram/procedure-model.ts'
import { eventOf } from './context-event.ts'
import { refuseTemplate, type Obstacle } from './not-executable-error.ts'
import {
  asRecord,
  recordsAt,
  textAt,
  type Content,
  type DefinitionContext,
  type SerializedElement,
} from './surroundings.ts'

const ACTIVITIES = new Map<string, ActivityNode['type']>([
  ['bpmn:Task', 'task'],
  ['bpmn:ManualTask', 'manualTask'],
  ['bpmn:UserTask', 'userTask'],
  ['bpmn:ServiceTask', 'serviceTask'],
  ['bpmn:SendTask', 'sendTask'],
  ['bpmn:ReceiveTask', 'receiveTask'],
  ['bpmn:BusinessRuleTask', 'businessRuleTask'],
  ['bpmn:CallActivity', 'callActivity'],
  ['bpmn:SubProcess', 'subProcess'],
  ['bpmn:Transaction', 'transaction'],
])
const EVENTS = new Map<string, EventNode['type']>([
  ['bpmn:StartEvent', 'startEvent'],
  ['bpmn:EndEvent', 'endEvent'],
  ['bpmn:IntermediateCatchEvent', 'intermediateCatchEvent'],
  ['bpmn:IntermediateThrowEvent', 'intermediateThrowEvent'],
  ['bpmn:BoundaryEvent', 'boundaryEvent'],
])
const GATEWAYS = new Map<string, GatewayNode['type']>([
  ['bpmn:ExclusiveGateway', 'exclusiveGateway'],
  ['bpmn:ParallelGateway', 'parallelGateway'],
  ['bpmn:InclusiveGateway', 'inclusiveGateway'],
  ['bpmn:EventBasedGateway', 'eventBasedGateway'],
])
const REMEDIES = new Map([
  ['bpmn:ScriptTask', 'Use a service task, whose work is done outside the diagram.'],
  ['bpmn:ComplexGateway', 'Use an inclusive gateway with conditions.'],
  ['bpmn:AdHocSubProcess', 'Use a sub-process with parallel branches.'],
])

/** An element as the token core reads it; undefined, with the reason among `obstacles`, when it is not run. */
export function nodeOf(
  element: SerializedElement,
  context: DefinitionContext,
  obstacles: Obstacle[],
): FlowNode | undefined {
  const base = baseOf(element, context)
  const defaultFlow = context.getSequenceFlows().find((flow) => flow.sourceId === element.id && flow.isDefault)
  const byDefault = defaultFlow === undefined ? {} : { default: defaultFlow.id }

  const gateway = GATEWAYS.get(element.type)
  if (gateway !== undefined) return { ...base, type: gateway, ...byDefault }

  const event = EVENTS.get(element.type)
  if (event !== undefined) return eventNode(element, event, base, context, obstacles)

  const activity = ACTIVITIES.get(element.type)
  if (activity !== undefined) return { ...base, ...activityPart(element, activity, context, obstacles), ...byDefault }

  obstacles.push({
    element: element.id,
    message: `A ${element.type.replace('bpmn:', '')} is not run.`,
    remedy: REMEDIES.get(element.type) ?? 'Draw it with the elements that are.',
  })
  return undefined
}

type NodeBase = Pick<FlowNode, 'id' | 'name' | 'documentation' | 'scope' | 'incoming' | 'outgoing' | 'redress'>

function baseOf(element: SerializedElement, context: DefinitionContext): NodeBase {
  const flows = context.getSequenceFlows()
  return {
    id: element.id,
    name: element.name ?? '',
    documentation: textAt(recordsAt(element.behaviour, 'documentation')[0], 'text') ?? '',
    scope: element.parent?.id ?? '',
    incoming: flows.filter(({ targetId }) => targetId === element.id).map(({ id }) => id),
    outgoing: flows.filter(({ sourceId }) => sourceId === element.id).map(({ id }) => id),
    redress: redressOf(element.behaviour),
  }
}

/** What the `redress:` namespace says of it; nothing, unless the engine was given its moddle descriptor. */
function redressOf(behaviour: Content | undefined): RedressAttributes {
  const attributes: Record<string, string> = {}
  for (const name of ['role', 'form', 'action', 'noDeadline', 'outcome']) {
    const value = textAt(behaviour, name)
    if (value !== undefined) attributes[name] = value
  }
  return attributes
}

function activityPart(
  element: SerializedElement,
  type: ActivityNode['type'],
  context: DefinitionContext,
  obstacles: Obstacle[],
): Omit<ActivityNode, keyof NodeBase | 'default'> {
  const behaviour = element.behaviour
  const message = messageOf(asRecord(behaviour?.['messageRef']))
  const calledElement = textAt(behaviour, 'calledElement')
  const loop = loopOf(element.id, asRecord(behaviour?.['loopCharacteristics']), obstacles)
  if (calledElement !== undefined) refuseTemplate(element.id, calledElement, obstacles)
  if (type === 'callActivity' && calledElement === undefined) {
    obstacles.push({ element: element.id, message: 'It calls no process.', remedy: 'Set calledElement.' })
  }
  return {
    type,
    boundaries: context
      .getActivities()
      .filter(({ behaviour: other }) => asRecord(other?.['attachedTo'])?.['id'] === element.id)
      .map(({ id }) => id),
    isForCompensation: behaviour?.['isForCompensation'] === true,
    ...((type === 'subProcess' || type === 'transaction') && {
      triggeredByEvent: behaviour?.['triggeredByEvent'] === true,
    }),
    ...(message !== undefined && { message }),
    ...(calledElement !== undefined && { calledElement }),
    ...(loop !== undefined && { loop }),
  }
}

function messageOf(reference: Content | undefined): string | undefined {
  return textAt(reference, 'name') ?? textAt(reference, 'id')
}

function loopOf(element: string, characteristics: Content | undefined, obstacles: Obstacle[]): Loop | undefined {
  if (characteristics === undefined) return undefined
  const behaviour = asRecord(characteristics['behaviour'])
  const expressions: Record<string, string> = {}
  const take = (key: string, from: string) => {
    const text = textAt(behaviour, from)
    if (text === undefined) return
    refuseTemplate(element, text, obstacles)
    expressions[key] = text
  }
  if (characteristics['type'] === 'bpmn:StandardLoopCharacteristics') {
    take('condition', 'loopCondition')
    const maximum = Number(behaviour?.['loopMaximum'])
    return {
      kind: 'standard',
      testBefore: behaviour?.['testBefore'] === true,
      ...(Number.isInteger(maximum) && { maximum }),
      ...expressions,
    }
  }
  take('cardinality', 'loopCardinality')
  take('collection', 'collection')
  take('elementVariable', 'elementVariable')
  take('completionCondition', 'completionCondition')
  const collection = messageOf(asRecord(behaviour?.['loopDataInputRef']))
  const elementVariable = messageOf(asRecord(behaviour?.['inputDataItem']))
  return {
    kind: 'multi-instance',
    sequential: behaviour?.['isSequential'] === true,
    ...(collection !== undefined && { collection }),
    ...(elementVariable !== undefined && { elementVariable }),
    ...expressions,
  }
}

function eventNode(
  element: SerializedElement,
  type: EventNode['type'],
  base: NodeBase,
  context: DefinitionContext,
  obstacles: Obstacle[],
): EventNode | undefined {
  const event = eventOf(element, type, context, obstacles)
  if (event === undefined) return undefined
  const behaviour = element.behaviour
  const attachedTo = textAt(asRecord(behaviour?.['attachedTo']), 'id')
  const handler =
    event.kind === 'compensation' && type === 'boundaryEvent'
      ? context.getAssociations().find(({ sourceId }) => sourceId === element.id)?.targetId
      : undefined
  return {
    ...base,
    type,
    event,
    interrupting: behaviour?.['cancelActivity'] !== false && behaviour?.['isInterrupting'] !== false,
    ...(attachedTo !== undefined && { attachedTo }),
    ...(handler !== undefined && { compensationHandler: handler }),
  }
}
