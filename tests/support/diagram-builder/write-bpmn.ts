import { flowId, layOut, type Box, type Layout } from './layout.ts'
import type { Deadline, Flow, Node, Sketch, Trigger } from './sketch.ts'

/** The BPMN 2.0 text of a sketch, with its diagram interchange. */
export function writeBpmn(sketch: Sketch): string {
  const layout = layOut(sketch)
  const all = everyNode(sketch.nodes)
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:redress="urn:redress:bpmn:1" id="definitions_${sketch.process}" targetNamespace="urn:redress:${sketch.procedure ?? 'children-act'}">`,
    ...indent(1, roots(all)),
    `  <bpmn:process id="${sketch.process}" name="${text(sketch.name)}" isExecutable="true">`,
    ...indent(2, [
      `<bpmn:documentation>${text(sketch.doc)}</bpmn:documentation>`,
      ...content(sketch.nodes, sketch.flows),
    ]),
    '  </bpmn:process>',
    ...indent(1, picture(sketch, layout)),
    '</bpmn:definitions>',
  ].join('\n')}\n`
}

function everyNode(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => (node.kind === 'any-time' ? [node, ...everyNode(node.nodes)] : [node]))
}

function everyFlow(nodes: readonly Node[], flows: readonly Flow[]): readonly Flow[] {
  return [...flows, ...nodes.flatMap((node) => (node.kind === 'any-time' ? everyFlow(node.nodes, node.flows) : []))]
}

function indent(depth: number, lines: readonly string[]): readonly string[] {
  return lines.map((line) => '  '.repeat(depth) + line)
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function snake(code: string): string {
  return code.toLowerCase().replaceAll('-', '_')
}

/** Messages, escalations and errors, each once. */
function roots(nodes: readonly Node[]): readonly string[] {
  const found = new Set<string>()
  for (const node of nodes) {
    if ('on' in node) found.add(root(node.on))
    if (node.kind === 'end' && node.escalation !== undefined) found.add(root({ escalation: node.escalation }))
    if (node.kind === 'end' && node.signal !== undefined) found.add(root({ signal: node.signal }))
  }
  found.delete('')
  return [...found]
}

function root(on: Trigger): string {
  if ('message' in on) return `<bpmn:message id="message_${snake(on.message)}" name="${on.message}" />`
  if ('escalation' in on) {
    return `<bpmn:escalation id="escalation_${snake(on.escalation)}" name="${on.escalation}" escalationCode="${on.escalation}" />`
  }
  if ('signal' in on) return `<bpmn:signal id="signal_${snake(on.signal)}" name="${on.signal}" />`
  return 'error' in on ? `<bpmn:error id="error_${snake(on.error)}" name="${on.error}" errorCode="${on.error}" />` : ''
}

function content(nodes: readonly Node[], flows: readonly Flow[]): readonly string[] {
  return [...nodes.flatMap((node) => element(node, flows)), ...flows.flatMap((flow) => sequenceFlow(flow))]
}

function sequenceFlow(flow: Flow): readonly string[] {
  const name = flow.name === undefined ? '' : ` name="${text(flow.name)}"`
  const open = `<bpmn:sequenceFlow id="${flowId(flow)}"${name} sourceRef="${flow.from}" targetRef="${flow.to}"`
  if (flow.when === undefined) return [`${open} />`]
  return [
    `${open}>`,
    `  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text(flow.when)}</bpmn:conditionExpression>`,
    '</bpmn:sequenceFlow>',
  ]
}

function element(node: Node, flows: readonly Flow[]): readonly string[] {
  switch (node.kind) {
    case 'start':
      return node.on === undefined
        ? wrap('startEvent', node, '', [], flows)
        : wrap('startEvent', node, bringing(node.on), trigger({ ...node, on: node.on }), flows)
    case 'end':
      return wrap('endEvent', node, attribute('redress:outcome', node.outcome), ending(node), flows)
    case 'user':
      return wrap(
        'userTask',
        node,
        `${attribute('redress:role', node.role)}${attribute('redress:form', node.form)}${attribute('redress:noDeadline', node.noDeadline)}`,
        [],
        flows,
        node.deadline ? extension([deadline(node.deadline)]) : [],
      )
    case 'service':
    case 'decision':
      return wrap(
        node.kind === 'decision' ? 'businessRuleTask' : 'serviceTask',
        node,
        attribute('redress:action', node.action),
        [],
        flows,
        parameters(node.parameters),
      )
    case 'call':
      return wrap('callActivity', node, attribute('calledElement', node.process), eachOf(node), flows)
    case 'choice':
      return wrap('exclusiveGateway', node, defaultOf(node.id, flows), [], flows)
    case 'parallel':
      return wrap('parallelGateway', node, '', [], flows)
    case 'first-of':
      return wrap('eventBasedGateway', node, '', [], flows)
    case 'catch':
      return wrap('intermediateCatchEvent', node, bringing(node.on), trigger(node), flows)
    case 'boundary':
      return wrap(
        'boundaryEvent',
        node,
        `${attribute('attachedToRef', node.of)} cancelActivity="${node.interrupting}"${bringing(node.on)}`,
        trigger(node),
        flows,
      )
    case 'any-time':
      return anyTime(node)
  }
}

function anyTime(node: Extract<Node, { kind: 'any-time' }>): readonly string[] {
  const start = { ...node.start, at: node.at, on: node.on, kind: 'catch' as const }
  return [
    `<bpmn:subProcess id="${node.id}" name="${text(node.name)}" triggeredByEvent="true">`,
    ...indent(1, [
      `<bpmn:documentation>${text(node.doc)}</bpmn:documentation>`,
      ...wrap(
        'startEvent',
        start,
        ` isInterrupting="${node.interrupting}"${bringing(node.on)}`,
        trigger(start),
        node.flows,
      ),
      ...content(node.nodes, node.flows),
    ]),
    '</bpmn:subProcess>',
  ]
}

function wrap(
  tag: string,
  node: { readonly id: string; readonly name: string; readonly doc: string },
  attributes: string,
  inner: readonly string[],
  flows: readonly Flow[],
  extensions: readonly string[] = [],
): readonly string[] {
  const name = node.name === '' ? '' : ` name="${text(node.name)}"`
  return [
    `<bpmn:${tag} id="${node.id}"${name}${attributes}>`,
    ...indent(1, [
      `<bpmn:documentation>${text(node.doc)}</bpmn:documentation>`,
      ...extensions,
      ...flows.filter(({ to }) => to === node.id).map((flow) => `<bpmn:incoming>${flowId(flow)}</bpmn:incoming>`),
      ...flows.filter(({ from }) => from === node.id).map((flow) => `<bpmn:outgoing>${flowId(flow)}</bpmn:outgoing>`),
      ...inner,
    ]),
    `</bpmn:${tag}>`,
  ]
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${text(value)}"`
}

function defaultOf(id: string, flows: readonly Flow[]): string {
  const flow = flows.find(({ from, otherwise }) => from === id && otherwise)
  return flow ? ` default="${flowId(flow)}"` : ''
}

function bringing(on: Trigger): string {
  return 'message' in on ? `${attribute('redress:role', on.role)}${attribute('redress:form', on.form)}` : ''
}

function extension(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['<bpmn:extensionElements>', ...indent(1, lines), '</bpmn:extensionElements>']
}

function parameters(values: Readonly<Record<string, string>> = {}): readonly string[] {
  return extension(
    Object.entries(values).map(([name, value]) => `<redress:parameter name="${name}" value="${text(value)}" />`),
  )
}

function deadline({ rule, local, at, before, repeat }: Deadline): string {
  const own = local
    ? `${attribute('local', local.id)}${attribute('title', local.title)} workingDays="${local.workingDays}" calendar="${local.calendar ?? 'children-act'}"${attribute('startedBy', local.startedBy)}${attribute('metBy', local.metBy)}${attribute('onlyWhere', local.onlyWhere)}`
    : ''
  const moment = `${attribute('at', at)}${before === undefined ? '' : ` before="${before}"`}${repeat === undefined ? '' : ` repeat="${repeat}"`}`
  return `<redress:deadline${attribute('rule', rule)}${own}${moment} />`
}

function eachOf({ id, each }: Extract<Node, { kind: 'call' }>): readonly string[] {
  if (each === undefined) return []
  return [
    `<bpmn:multiInstanceLoopCharacteristics id="${id}_each"${attribute('redress:collection', each.collection)}${attribute('redress:elementVariable', each.variable)} />`,
  ]
}

function ending(node: Extract<Node, { kind: 'end' }>): readonly string[] {
  if (node.terminate) return [`<bpmn:terminateEventDefinition id="${node.id}_definition" />`]
  if (node.signal !== undefined) {
    return [`<bpmn:signalEventDefinition id="${node.id}_definition" signalRef="signal_${snake(node.signal)}" />`]
  }
  if (node.escalation === undefined) return []
  return [
    `<bpmn:escalationEventDefinition id="${node.id}_definition" escalationRef="escalation_${snake(node.escalation)}" />`,
  ]
}

function trigger({ id, on }: { readonly id: string; readonly on: Trigger }): readonly string[] {
  const name = `id="${id}_definition"`
  if ('message' in on) return [`<bpmn:messageEventDefinition ${name} messageRef="message_${snake(on.message)}" />`]
  if ('escalation' in on)
    return [`<bpmn:escalationEventDefinition ${name} escalationRef="escalation_${snake(on.escalation)}" />`]
  if ('signal' in on) return [`<bpmn:signalEventDefinition ${name} signalRef="signal_${snake(on.signal)}" />`]
  if ('error' in on) return [`<bpmn:errorEventDefinition ${name} errorRef="error_${snake(on.error)}" />`]
  return [
    `<bpmn:timerEventDefinition ${name}>`,
    ...indent(1, extension([deadline(on.timer)])),
    '</bpmn:timerEventDefinition>',
  ]
}

function picture(sketch: Sketch, layout: Layout): readonly string[] {
  return [
    `<bpmndi:BPMNDiagram id="picture_${sketch.process}">`,
    `  <bpmndi:BPMNPlane id="plane_${sketch.process}" bpmnElement="${sketch.process}">`,
    ...indent(2, [
      ...sketch.nodes.flatMap((node) => shapes(node, layout)),
      ...everyFlow(sketch.nodes, sketch.flows).flatMap((flow) => edge(flow, layout)),
    ]),
    '  </bpmndi:BPMNPlane>',
    '</bpmndi:BPMNDiagram>',
  ]
}

function shapes(node: Node, layout: Layout): readonly string[] {
  if (node.kind !== 'any-time') return shape(node.id, node.kind === 'choice' ? ' isMarkerVisible="true"' : '', layout)
  return [
    ...shape(node.id, ' isExpanded="true"', layout),
    ...shape(node.start.id, '', layout),
    ...node.nodes.flatMap((inner) => shapes(inner, layout)),
  ]
}

function shape(id: string, attributes: string, layout: Layout): readonly string[] {
  const box = layout.boxes.get(id)
  if (!box) throw new RangeError(`${id} has no place`)
  return [
    `<bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"${attributes}>`,
    `  ${boundsOf(box)}`,
    ...indent(1, label(layout.labels.get(id))),
    '</bpmndi:BPMNShape>',
  ]
}

function edge(flow: Flow, layout: Layout): readonly string[] {
  const id = flowId(flow)
  return [
    `<bpmndi:BPMNEdge id="${id}_edge" bpmnElement="${id}">`,
    ...(layout.lines.get(id) ?? []).map(({ x, y }) => `  <di:waypoint x="${x}" y="${y}" />`),
    ...indent(1, label(layout.labels.get(id))),
    '</bpmndi:BPMNEdge>',
  ]
}

function label(box: Box | undefined): readonly string[] {
  return box ? ['<bpmndi:BPMNLabel>', `  ${boundsOf(box)}`, '</bpmndi:BPMNLabel>'] : []
}

function boundsOf({ x, y, width, height }: Box): string {
  return `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`
}
