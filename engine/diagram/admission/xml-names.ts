/** The names that BPMN files are made of, and what we make of each. Fail-closed: a name in no list is refused. */

export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'

/** Namespaces that may stand in any diagram: BPMN, its layout, XML's own, and the colours of the bpmn.io tools. */
export const NAMESPACES: ReadonlySet<string> = new Set([
  BPMN,
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
])

/** Says with which tool the file was made, on `definitions` only. */
export const MODELER = 'http://camunda.org/schema/modeler/1.0'

/** Elements that must have an id, because tokens, flows, findings and the audit trail name them. */
export const WITH_ID: ReadonlySet<string> = new Set([
  ...['process', 'sequenceFlow', 'message', 'signal', 'error', 'escalation', 'lane', 'participant'],
  ...['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent'],
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway'],
  ...['task', 'userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask', 'businessRuleTask'],
  ...['subProcess', 'transaction', 'callActivity'],
])

/** Elements that run, belong to one that runs, or only illustrate. */
export const KNOWN: ReadonlySet<string> = new Set([
  ...WITH_ID,
  ...['definitions', 'collaboration', 'messageFlow', 'laneSet', 'childLaneSet', 'flowNodeRef', 'documentation'],
  ...['extensionElements', 'incoming', 'outgoing', 'conditionExpression', 'condition', 'timeDate', 'timeDuration'],
  ...['timeCycle', 'standardLoopCharacteristics', 'multiInstanceLoopCharacteristics', 'loopCardinality'],
  ...['loopCondition', 'loopDataInputRef', 'loopDataOutputRef', 'inputDataItem', 'outputDataItem'],
  ...['completionCondition', 'messageEventDefinition', 'timerEventDefinition', 'signalEventDefinition'],
  ...['errorEventDefinition', 'escalationEventDefinition', 'conditionalEventDefinition', 'linkEventDefinition'],
  ...['compensateEventDefinition', 'cancelEventDefinition', 'terminateEventDefinition', 'source', 'target'],
  // Illustration, and data that runs nothing.
  ...['textAnnotation', 'text', 'association', 'group', 'category', 'categoryValue', 'categoryValueRef'],
  ...['dataObject', 'dataObjectReference', 'dataStore', 'dataStoreReference', 'dataState', 'itemDefinition'],
  ...['property', 'ioSpecification', 'dataInput', 'dataOutput', 'inputSet', 'outputSet', 'dataInputRefs'],
  ...['dataOutputRefs', 'inputSetRefs', 'outputSetRefs', 'optionalInputRefs', 'optionalOutputRefs'],
  ...['whileExecutingInputRefs', 'whileExecutingOutputRefs', 'dataInputAssociation', 'dataOutputAssociation'],
  ...['sourceRef', 'targetRef', 'assignment', 'from', 'to', 'interface', 'operation', 'operationRef'],
  ...['inMessageRef', 'outMessageRef', 'errorRef', 'resource', 'resourceParameter', 'resourceRole', 'resourceRef'],
  ...['performer', 'humanPerformer', 'potentialOwner', 'participantMultiplicity', 'interfaceRef', 'endPoint'],
  ...['partnerEntity', 'partnerRole', 'participantRef', 'auditing', 'monitoring', 'rendering', 'supportedInterfaceRef'],
])

/** Elements that other engines act on and we do not; plain BPMN may hold them, since every step runs without. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['resourceAssignmentExpression', 'formalExpression', 'resourceParameterBinding', 'expression', 'ioBinding'],
  ...['correlationKey', 'correlationProperty', 'correlationPropertyRef', 'correlationPropertyRetrievalExpression'],
  ...['messagePath', 'correlationSubscription', 'correlationPropertyBinding', 'correlationKeyRef', 'dataPath'],
  ...['messageFlowRef', 'participantAssociation', 'innerParticipantRef', 'outerParticipantRef', 'conversation'],
  ...['conversationLink', 'messageFlowAssociation', 'innerMessageFlowRef', 'outerMessageFlowRef', 'extension'],
])

/** References to what only types, describes or illustrates. */
export const DESCRIBING: ReadonlySet<string> = new Set([
  ...['evaluatesToTypeRef', 'itemSubjectRef', 'itemRef', 'structureRef', 'operationRef', 'interfaceRef', 'resourceRef'],
  ...['inMessageRef', 'outMessageRef', 'implementationRef', 'parameterRef', 'dataStoreRef', 'dataObjectRef'],
  ...['categoryValueRef', 'partitionElementRef', 'supportedInterfaceRef', 'definitionalCollaborationRef', 'type'],
])

/** Elements of BPMN that are not executed, with the remedy. */
export const UNEXECUTED: Readonly<Record<string, string>> = {
  complexGateway: 'Draw its rule with exclusive, inclusive and parallel gateways.',
  scriptTask: 'Use a service task that names a registered action.',
  script: 'Delete it: no diagram carries code.',
  adHocSubProcess: 'Use a sub-process with a parallel or inclusive gateway, or several user tasks.',
  globalTask: 'Put the task into the process that uses it.',
  globalUserTask: 'Put the user task into the process that uses it.',
  globalManualTask: 'Put the task into the process that uses it.',
  globalScriptTask: 'Use a service task that names a registered action.',
  globalBusinessRuleTask: 'Put the business rule task into the process that uses it.',
  choreography: 'Draw the part of the council as a process.',
  choreographyTask: 'Draw the part of the council as a process.',
  callChoreography: 'Draw the part of the council as a process.',
  subChoreography: 'Draw the part of the council as a process.',
  globalChoreographyTask: 'Draw the part of the council as a process.',
  eventDefinitionRef: 'Put the event definition into the event itself.',
  complexBehaviorDefinition: 'Use a completion condition.',
  transformation: 'Delete it: data associations are not executed.',
  import: 'Delete it: a diagram stands alone, in one file.',
}

/** Attributes that must be `true` or `false`. The parser would take any other text for false. */
export const BOOLEANS: ReadonlySet<string> = new Set([
  ...['isExecutable', 'isForCompensation', 'cancelActivity', 'isInterrupting', 'triggeredByEvent', 'isSequential'],
  ...['testBefore', 'parallelMultiple', 'instantiate', 'waitForCompletion'],
])

/** Attributes whose only value that is executed is this one. */
export const ONLY_VALUE: Readonly<Record<string, string>> = {
  parallelMultiple: 'false',
  instantiate: 'false',
  startQuantity: '1',
  completionQuantity: '1',
  behavior: 'All',
  eventGatewayType: 'Exclusive',
  waitForCompletion: 'true',
}
