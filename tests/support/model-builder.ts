/**
 * Diagrams for tests as short text, turned into BPMN XML or straight into a model. One element or chain of flows a line:
 *
 *     user a                      a, with kinds as in KINDS; ids are the author's
 *     catch c timer=PT1H          attributes after the id; in quotes where they have spaces
 *     boundary b on=a error=E     `nonint` for one that does not interrupt
 *     sub p {  …  }               also `transaction` and `esp` (event sub-process)
 *     s -> a -> e                 flows; ids `source_target`, with `_2` … for more of the same
 *     g -> a if x > 3             a condition; `default` instead for the default flow
 */
import type {
  ActivityNode,
  EventDefinition,
  FlowNode,
  Loop,
  ProcedureModel,
  Scope,
  SequenceFlow,
  TimerDefinition,
} from '../../engine/diagram/procedure-model.ts'

export interface Sketch {
  readonly id: string
  readonly elements: readonly SketchElement[]
  readonly flows: readonly SketchFlow[]
}

export interface SketchElement {
  readonly kind: string
  readonly id: string
  readonly scope: string
  readonly attributes: Readonly<Record<string, string>>
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

/** The model of a sketch, made without any parser. */
export function model(text: string, id = 'p'): ProcedureModel {
  const drawn = sketch(text, id)
  const flows = drawn.flows.map(({ id: flow, source, target, condition }): SequenceFlow => ({
    id: flow,
    name: '',
    source,
    target,
    ...(condition !== undefined && { condition }),
  }))
  const nodes = drawn.elements.map((element) => nodeOf(element, drawn))
  const holders = drawn.elements.filter(({ kind }) => ['sub', 'esp', 'transaction'].includes(kind))
  const scopes = [
    scopeOf(id, 'process', null, drawn),
    ...holders.map(({ id: scope, kind, scope: parent }) =>
      scopeOf(
        scope,
        kind === 'esp' ? 'event-sub-process' : kind === 'sub' ? 'sub-process' : 'transaction',
        parent,
        drawn,
      ),
    ),
  ]
  return {
    id,
    name: '',
    documentation: '',
    nodes: new Map(nodes.map((node) => [node.id, node])),
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    scopes: new Map(scopes.map((scope) => [scope.id, scope])),
    lanes: [],
  }
}

export function eventOf({ attributes: at }: SketchElement): EventDefinition {
  if (at['message'] !== undefined) return { kind: 'message', message: at['message'] }
  if (at['signal'] !== undefined) return { kind: 'signal', signal: at['signal'] }
  if (at['timer'] !== undefined) return { kind: 'timer', timer: timerOf(at['timer']) }
  if (at['deadline'] !== undefined) return { kind: 'timer', timer: deadlineOf(at) }
  if (at['condition'] !== undefined) return { kind: 'conditional', condition: at['condition'] }
  if (at['error'] !== undefined) return { kind: 'error', ...(at['error'] && { error: at['error'] }) }
  if (at['escalation'] !== undefined) {
    return { kind: 'escalation', ...(at['escalation'] && { escalation: at['escalation'] }) }
  }
  if (at['link'] !== undefined) return { kind: 'link', link: at['link'] }
  if (at['terminate'] !== undefined) return { kind: 'terminate' }
  if (at['cancel'] !== undefined) return { kind: 'cancel' }
  if (at['compensation'] !== undefined) {
    return { kind: 'compensation', ...(at['compensation'] && { activity: at['compensation'] }) }
  }
  return { kind: 'none' }
}

export function loopOf({ attributes: at }: SketchElement): Loop | undefined {
  if (at['loop'] !== undefined || at['max'] !== undefined) {
    return {
      kind: 'standard',
      testBefore: at['testBefore'] !== undefined,
      ...(at['max'] !== undefined && { maximum: Number(at['max']) }),
      ...(at['loop'] && { condition: at['loop'] }),
    }
  }
  if (at['times'] === undefined && at['each'] === undefined) return undefined
  return {
    kind: 'multi-instance',
    sequential: at['sequential'] !== undefined,
    ...(at['times'] !== undefined && { cardinality: at['times'] }),
    ...(at['each'] !== undefined && { collection: at['each'] }),
    ...(at['as'] !== undefined && { elementVariable: at['as'] }),
    ...(at['until'] !== undefined && { completionCondition: at['until'] }),
  }
}

function nodeOf(element: SketchElement, { elements, flows }: Sketch): FlowNode {
  const { id, kind, attributes: at, scope } = element
  const type = KINDS[kind]
  if (type === undefined) throw new RangeError(`Unknown kind ${kind}`)
  const incoming = flows.filter(({ target }) => target === id).map((flow) => flow.id)
  const outgoing = flows.filter(({ source }) => source === id).map((flow) => flow.id)
  const chosen = flows.find(({ source, isDefault }) => source === id && isDefault)?.id
  const base = { id, name: '', documentation: '', scope, incoming, outgoing, redress: {} }
  if (type.endsWith('Event')) {
    return {
      ...base,
      type: type as 'startEvent',
      event: eventOf(element),
      interrupting: at['nonint'] === undefined,
      ...(at['on'] !== undefined && { attachedTo: at['on'] }),
      ...(at['handler'] !== undefined && { compensationHandler: at['handler'] }),
    }
  }
  if (type.endsWith('Gateway')) return { ...base, type: type as 'exclusiveGateway', ...(chosen && { default: chosen }) }
  const loop = loopOf(element)
  const activity: ActivityNode = {
    ...base,
    type: type as 'task',
    boundaries: elements.filter(({ attributes }) => attributes['on'] === id).map((boundary) => boundary.id),
    isForCompensation: at['undoes'] !== undefined,
    ...(chosen && { default: chosen }),
    ...(loop && { loop }),
    ...(at['message'] !== undefined && { message: at['message'] }),
    ...(at['calls'] !== undefined && { calledElement: at['calls'] }),
    ...(kind === 'esp' && { triggeredByEvent: true }),
  }
  return activity
}

function scopeOf(id: string, kind: Scope['kind'], parent: string | null, { elements }: Sketch): Scope {
  const inside = elements.filter(({ scope }) => scope === id)
  return {
    id,
    kind,
    parent,
    nodes: inside.map((element) => element.id),
    starts: inside.filter((element) => element.kind === 'start').map((element) => element.id),
    eventSubProcesses: inside.filter((element) => element.kind === 'esp').map((element) => element.id),
  }
}

function timerOf(text: string): TimerDefinition {
  if (text.startsWith('=')) return { kind: 'duration', text }
  return { kind: text.startsWith('R') ? 'cycle' : text.startsWith('P') ? 'duration' : 'date', text }
}

function deadlineOf(at: Readonly<Record<string, string>>): TimerDefinition {
  const { deadline = '', repeat } = at
  return {
    kind: 'deadline',
    deadline: { rule: deadline, at: 'breach', ...(repeat !== undefined && { repeat: Number(repeat) }) },
  }
}

function elementOf(line: string, scope: string): SketchElement {
  const words = line.replace(/\{$/, '').match(/[^\s="]+(=("[^"]*"|[^\s"]*))?/g) ?? []
  const [kind = '', id = '', ...rest] = words
  const attributes = rest.map((word) => {
    const at = word.indexOf('=')
    return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1).replaceAll('"', '')]
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
    made.push({ id, scope, source, target, isDefault, ...(condition !== undefined && { condition: condition.trim() }) })
  }
  return made
}
