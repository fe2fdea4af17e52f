import * as elements from 'bpmn-elements'
import { Reference } from './reference.ts'
import { TokenElement } from './token-element.ts'
import { TokenProcess } from './token-process.ts'

/** Every element that stands in a process: none of bpmn-elements' own ones is left that could run. */
const FLOW_ELEMENTS = [
  'AdHocSubProcess',
  'Association',
  'BoundaryEvent',
  'BusinessRuleTask',
  'CallActivity',
  'ChoreographyTask',
  'ComplexGateway',
  'EndEvent',
  'EventBasedGateway',
  'ExclusiveGateway',
  'InclusiveGateway',
  'IntermediateCatchEvent',
  'IntermediateThrowEvent',
  'ManualTask',
  'MessageFlow',
  'ParallelGateway',
  'ReceiveTask',
  'ScriptTask',
  'SendTask',
  'SequenceFlow',
  'ServiceTask',
  'SignalTask',
  'StartEvent',
  'SubProcess',
  'Task',
  'Transaction',
  'UserTask',
] as const
/** Parts of elements that bpmn-engine looks up by type when it loads a diagram, and that are nothing to run. */
const PASSIVE = [
  'Category',
  'CorrelationProperty',
  'DataStore',
  'Dummy',
  'GlobalBusinessRuleTask',
  'GlobalManualTask',
  'GlobalTask',
  'GlobalUserTask',
  'Group',
  'Interface',
  'ItemDefinition',
  'Resource',
  'TextAnnotation',
] as const

/**
 * bpmn-engine's elements with the tokens worked out by the book (BPMN 2.0), for any user of bpmn-engine:
 *
 * ```ts
 * import { Engine } from 'bpmn-engine'
 * import { redressElements } from 'redress'
 *
 * const engine = new Engine({ name: 'case', source, elements: redressElements })
 * const execution = await engine.execute({ variables: { amount: 3 } })
 * execution.signal({ id: 'decide', approved: true })
 * ```
 *
 * Conditions are FEEL over the variables; what a task is signalled with becomes variables. Service, send and business
 * rule tasks wait and are signalled like user tasks. Scripts and `${…}` are refused, not run.
 */
export const redressElements = {
  ...elements,
  ...Object.fromEntries(PASSIVE.map((name) => [name, TokenElement])),
  ...Object.fromEntries(FLOW_ELEMENTS.map((name) => [name, TokenElement])),
  BpmnError: Reference,
  Escalation: Reference,
  Message: Reference,
  Signal: Reference,
  Process: TokenProcess,
}
