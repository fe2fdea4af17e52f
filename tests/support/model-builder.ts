/**
 * Diagrams for tests as short text, turned into BPMN XML and models. One element or chain of flows a line:
 *
 *     user a                      a, with kinds as in KINDS; ids are the author's
 *     catch c timer=PT1H          attributes after the id; in " where they have spaces, with ' for " inside
 *     boundary b on=a error=E     `nonint` for one that does not interrupt
 *     sub p {  …  }               also `transaction` and `esp` (event sub-process)
 *     s -> a -> e                 flows; ids `source_target`, with `_2` … for more of the same
 *     g -> a if x > 3             a condition; `default` instead for the default flow
 */
import { readModdle } from '../../engine/diagram/moddle.ts'
import { parseDiagram } from '../../engine/diagram/parse.ts'
import type { FlowNode, ProcedureModel } from '../../engine/diagram/procedure-model.ts'

type Attributes = Readonly<Record<string, string>>

export interface Sketch {
  readonly id: string
  readonly elements: readonly SketchElement[]
  readonly flows: readonly SketchFlow[]
}

export interface SketchElement {
  readonly kind: string
  readonly id: string
  readonly scope: string
  readonly attributes: Attributes
}

export interface SketchFlow {
  readonly id: string
  readonly scope: string
  readonly source: string
  readonly target: string
  readonly condition?: string
  readonly isDefault: boolean
}

export const KINDS: Readonly<Record<string, FlowNode['type']>> = {
  start: 'startEvent',
  end: 'endEvent',
  catch: 'intermediateCatchEvent',
  throw: 'intermediateThrowEvent',
  boundary: 'boundaryEvent',
  task: 'task',
  manual: 'manualTask',
  user: 'userTask',
  service: 'serviceTask',
  send: 'sendTask',
  receive: 'receiveTask',
  rule: 'businessRuleTask',
  call: 'callActivity',
  sub: 'subProcess',
  esp: 'subProcess',
  transaction: 'transaction',
  xor: 'exclusiveGateway',
  and: 'parallelGateway',
  or: 'inclusiveGateway',
  events: 'eventBasedGateway',
}

export function sketch(text: string, id = 'p'): Sketch {
  const elements: SketchElement[] = []
  const flows: SketchFlow[] = []
  const scopes = [id]
  for (const line of text.split('\n').map((one) => one.trim())) {
    const scope = scopes.at(-1) ?? id
    if (line === '' || line.startsWith('//')) continue
    if (line === '}') scopes.pop()
    else if (line.includes('->')) flows.push(...flowsOf(line, scope, flows))
    else {
      const element = elementOf(line, scope)
      elements.push(element)
      if (line.endsWith('{')) scopes.push(element.id)
    }
  }
  return { id, elements, flows }
}

/** The model of a sketch. */
export function model(text: string, id = 'p'): ProcedureModel {
  return modelOfXml(toXml(sketch(text, id)))
}

/** @throws RangeError when the XML holds no executable process. */
export function modelOfXml(xml: string): ProcedureModel {
  const { definitions } = readModdle(xml)
  const diagram = definitions && parseDiagram(definitions, false)
  if (!diagram) throw new RangeError('Not a diagram with an executable process')
  return diagram.main
}

/** The sketch as BPMN XML, without a layout. */
export function toXml(drawn: Sketch): string {
  const references = new Map<string, string>()
  const body = scopeXml(drawn, drawn.id, references)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:redress="urn:redress:bpmn:1" ' +
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d_${drawn.id}" targetNamespace="urn:redress:test">`,
    `<process id="${drawn.id}" isExecutable="true">`,
    body,
    '</process>',
    ...references.values(),
    '</definitions>',
    '',
  ].join('\n')
}

function scopeXml(drawn: Sketch, scope: string, references: Map<string, string>): string {
  const elements = drawn.elements.filter((element) => element.scope === scope)
  const flows = drawn.flows.filter((flow) => flow.scope === scope)
  return [
    ...elements.map((element) => elementXml(drawn, element, references)),
    ...flows.map(flowXml),
    ...elements.flatMap(({ id, attributes: { handler } }) =>
      handler === undefined
        ? []
        : `<association id="${id}_${handler}" associationDirection="One" sourceRef="${id}" targetRef="${handler}" />`,
    ),
  ].join('\n')
}

function flowXml({ id, source, target, condition }: SketchFlow): string {
  const start = `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"`
  if (condition === undefined) return `${start} />`
  return `${start}>${expressionXml('conditionExpression', condition)}</sequenceFlow>`
}

function elementXml(drawn: Sketch, element: SketchElement, references: Map<string, string>): string {
  const { id, kind, attributes: at } = element
  const tag = KINDS[kind]
  if (tag === undefined) throw new RangeError(`Unknown kind ${kind}`)
  const chosen = drawn.flows.find(({ source, isDefault }) => source === id && isDefault)?.id
  const isEvent = tag.endsWith('Event')
  const attributes = [
    chosen !== undefined && `default="${chosen}"`,
    kind === 'esp' && 'triggeredByEvent="true"',
    at['on'] !== undefined && `attachedToRef="${at['on']}"`,
    at['nonint'] !== undefined && (kind === 'start' ? 'isInterrupting="false"' : 'cancelActivity="false"'),
    at['undoes'] !== undefined && 'isForCompensation="true"',
    at['calls'] !== undefined && `calledElement="${at['calls']}"`,
    !isEvent && at['message'] !== undefined && `messageRef="${reference(references, 'message', at['message'])}"`,
  ].filter((attribute) => attribute !== false)
  const content = [
    isEvent ? eventXml(at, references) : loopXml(at),
    ['sub', 'esp', 'transaction'].includes(kind) ? scopeXml(drawn, id, references) : '',
  ].join('')
  const start = [`<${tag} id="${id}"`, ...attributes].join(' ')
  return content === '' ? `${start} />` : `${start}>${content}</${tag}>`
}

function eventXml(at: Attributes, references: Map<string, string>): string {
  for (const kind of ['message', 'signal', 'error', 'escalation'] as const) {
    const name = at[kind]
    if (name === undefined) continue
    return `<${kind}EventDefinition${name === '' ? '' : ` ${kind}Ref="${reference(references, kind, name)}"`} />`
  }
  if (at['timer'] !== undefined) return `<timerEventDefinition>${timeXml(at['timer'])}</timerEventDefinition>`
  if (at['deadline'] !== undefined) {
    const repeat = at['repeat'] === undefined ? '' : ` repeat="${at['repeat']}"`
    const deadline = `<redress:deadline rule="${at['deadline']}" at="breach"${repeat} />`
    return `<timerEventDefinition><extensionElements>${deadline}</extensionElements></timerEventDefinition>`
  }
  if (at['condition'] !== undefined) {
    return `<conditionalEventDefinition>${expressionXml('condition', at['condition'])}</conditionalEventDefinition>`
  }
  if (at['link'] !== undefined) return `<linkEventDefinition name="${at['link']}" />`
  if (at['terminate'] !== undefined) return '<terminateEventDefinition />'
  if (at['cancel'] !== undefined) return '<cancelEventDefinition />'
  const activity = at['compensation']
  if (activity === undefined) return ''
  return `<compensateEventDefinition${activity === '' ? '' : ` activityRef="${activity}"`} />`
}

/** By its first letters: a cycle, a duration, or else a date. */
function timeXml(text: string): string {
  const name = text.startsWith('R') ? 'timeCycle' : /^=?P|^=/.test(text) ? 'timeDuration' : 'timeDate'
  return expressionXml(name, text)
}

function loopXml(at: Attributes): string {
  if (at['loop'] !== undefined || at['max'] !== undefined) {
    const testBefore = at['testBefore'] === undefined ? '' : ' testBefore="true"'
    const maximum = at['max'] === undefined ? '' : ` loopMaximum="${at['max']}"`
    const condition = at['loop'] === undefined ? '' : expressionXml('loopCondition', at['loop'])
    return `<standardLoopCharacteristics${testBefore}${maximum}>${condition}</standardLoopCharacteristics>`
  }
  if (at['times'] === undefined && at['each'] === undefined) return ''
  const attributes = [
    at['sequential'] !== undefined && 'isSequential="true"',
    at['each'] !== undefined && `redress:collection="${escaped(at['each'])}"`,
    at['as'] !== undefined && `redress:elementVariable="${at['as']}"`,
  ].filter((attribute) => attribute !== false)
  const content = [
    at['times'] === undefined ? '' : expressionXml('loopCardinality', at['times']),
    at['until'] === undefined ? '' : expressionXml('completionCondition', at['until']),
  ].join('')
  const start = ['<multiInstanceLoopCharacteristics', ...attributes].join(' ')
  return `${start}>${content}</multiInstanceLoopCharacteristics>`
}

function expressionXml(tag: string, text: string): string {
  return `<${tag} xsi:type="tFormalExpression">${escaped(text)}</${tag}>`
}

/** The id of the message, signal, error or escalation of that name, which is added to the file once. */
function reference(references: Map<string, string>, kind: string, name: string): string {
  const id = `${kind}_${name}`
  const code = kind === 'error' || kind === 'escalation' ? ` ${kind}Code="${name}"` : ''
  references.set(id, `<${kind} id="${id}" name="${name}"${code} />`)
  return id
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function elementOf(line: string, scope: string): SketchElement {
  const words = line.replace(/\{$/, '').match(/[^\s="]+(=("[^"]*"|[^\s"]*))?/g) ?? []
  const [kind = '', id = '', ...rest] = words
  const attributes = rest.map((word) => {
    const at = word.indexOf('=')
    return at < 0 ? [word, ''] : [word.slice(0, at), withQuotes(word.slice(at + 1).replaceAll('"', ''))]
  })
  return { kind, id, scope, attributes: Object.fromEntries(attributes) as Record<string, string> }
}

function flowsOf(line: string, scope: string, known: readonly SketchFlow[]): readonly SketchFlow[] {
  const [path = '', condition] = line.split(' if ')
  const isDefault = path.endsWith(' default')
  const steps = path
    .replace(/ default$/, '')
    .split('->')
    .map((step) => step.trim())
  const made: SketchFlow[] = []
  for (let at = 1; at < steps.length; at += 1) {
    const source = steps[at - 1] ?? ''
    const target = steps[at] ?? ''
    const same = [...known, ...made].filter((flow) => flow.source === source && flow.target === target).length
    const id = `${source}_${target}${same > 0 ? `_${same + 1}` : ''}`
    made.push({
      id,
      scope,
      source,
      target,
      isDefault,
      ...(condition !== undefined && { condition: withQuotes(condition.trim()) }),
    })
  }
  return made
}

function withQuotes(text: string): string {
  return text.replaceAll("'", '"')
}
