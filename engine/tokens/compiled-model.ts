import type {
  ActivityNode,
  EventNode,
  FlowNode,
  ProcedureModel,
  Scope,
  SequenceFlow,
} from '../diagram/procedure-model.ts'
import { variablesOf } from '../diagram/feel/index.ts'

/** A model with everything looked up that a step asks for. Made once for each model. */
export interface CompiledModel {
  readonly model: ProcedureModel
  readonly nodes: ReadonlyMap<string, CompiledNode>
  readonly scopes: ReadonlyMap<string, CompiledScope>
  /** For an inclusive join, each incoming flow and the nodes from which a token can still come by it. */
  readonly reaching: Map<string, ReadonlyMap<string, ReadonlySet<string>>>
}

export interface CompiledNode {
  readonly node: FlowNode
  readonly id: string
  /** Outgoing flows in the diagram's order, without the default. */
  readonly out: readonly SequenceFlow[]
  readonly fallback: SequenceFlow | undefined
  /** A token leaves by all flows, with nothing to evaluate. */
  readonly plain: boolean
  /** Boundary events that wait: messages, signals, timers, conditions. */
  readonly alarms: readonly EventNode[]
  /** Boundary events that catch what is thrown inside. */
  readonly catchers: readonly EventNode[]
  /** Activity that compensates it. */
  readonly handler: string | undefined
  /** Link throw: where it leads. */
  readonly link: string | undefined
  /** Variables that a conditional event needs. */
  readonly reads: readonly string[]
}

export interface CompiledScope {
  readonly scope: Scope
  /** Where a token begins: the plain start event or, without any start event, every node that no flow leads to. */
  readonly entries: readonly string[]
  /** Starts of event sub-processes that wait. */
  readonly alarms: readonly EventNode[]
  /** Starts of event sub-processes that catch errors and escalations. */
  readonly catchers: readonly EventNode[]
  /** Event sub-process that compensates this scope. */
  readonly handler: string | undefined
}

const compiled = new WeakMap<ProcedureModel, CompiledModel>()

export function compile(model: ProcedureModel): CompiledModel {
  const known = compiled.get(model)
  if (known) return known
  const made: CompiledModel = {
    model,
    nodes: new Map([...model.nodes.values()].map((node) => [node.id, compileNode(model, node)])),
    scopes: new Map([...model.scopes.values()].map((scope) => [scope.id, compileScope(model, scope)])),
    reaching: new Map(),
  }
  compiled.set(model, made)
  return made
}

/** @throws RangeError when the model has no such node: it is not the model that the state was made with. */
export function nodeOf({ model, nodes }: CompiledModel, id: string): CompiledNode {
  const found = nodes.get(id)
  if (!found) throw new RangeError(`The process ${model.id} has no element ${id}`)
  return found
}

/** @throws RangeError as `nodeOf`. */
export function scopeOf({ model, scopes }: CompiledModel, id: string): CompiledScope {
  const found = scopes.get(id)
  if (!found) throw new RangeError(`The process ${model.id} has no scope ${id}`)
  return found
}

function compileNode(model: ProcedureModel, node: FlowNode): CompiledNode {
  const outgoing = node.outgoing.map((id) => flowOf(model, id))
  const chosen = 'default' in node ? node.default : undefined
  const out = outgoing.filter(({ id }) => id !== chosen)
  const boundaries = 'boundaries' in node ? node.boundaries.map((id) => eventOf(model, id)) : []
  const event = 'event' in node ? node.event : undefined
  return {
    node,
    id: node.id,
    out,
    fallback: outgoing.find(({ id }) => id === chosen),
    plain: takesAll(node) || (isUnconditional(outgoing) && out.length === outgoing.length && !choosesOne(node, out)),
    alarms: boundaries.filter(waits),
    catchers: boundaries.filter(catches),
    handler: boundaries.find(({ event: { kind } }) => kind === 'compensation')?.compensationHandler,
    link: event?.kind === 'link' ? linkTarget(model, node.scope, event.link) : undefined,
    reads: event?.kind === 'conditional' ? variablesOf(event.condition) : [],
  }
}

function takesAll({ type }: FlowNode): boolean {
  return type === 'parallelGateway' || type === 'eventBasedGateway'
}

function compileScope(model: ProcedureModel, scope: Scope): CompiledScope {
  const starts = scope.starts.map((id) => eventOf(model, id))
  const inner = scope.eventSubProcesses.flatMap((id) => model.scopes.get(id)?.starts ?? [])
  const innerStarts = inner.map((id) => eventOf(model, id))
  const compensation = innerStarts.find(({ event: { kind } }) => kind === 'compensation')
  return {
    scope,
    entries:
      starts.length > 0
        ? starts.filter(({ event: { kind } }) => kind === 'none').map(({ id }) => id)
        : scope.nodes.filter((id) => isFirst(model, id)),
    alarms: innerStarts.filter(waits),
    catchers: innerStarts.filter(catches),
    handler: compensation?.scope,
  }
}

function isUnconditional(flows: readonly SequenceFlow[]): boolean {
  return flows.every(({ condition }) => condition === undefined)
}

function choosesOne({ type }: FlowNode, out: readonly SequenceFlow[]): boolean {
  return type === 'exclusiveGateway' && out.length > 1
}

function isFirst(model: ProcedureModel, id: string): boolean {
  const node = model.nodes.get(id)
  if (!node || node.incoming.length > 0 || node.type === 'boundaryEvent') return false
  if ('event' in node && node.event.kind === 'link' && node.type === 'intermediateCatchEvent') return false
  return !('boundaries' in node && isOutsideFlow(node))
}

/** Compensation handlers and event sub-processes are never reached by a flow. */
export function isOutsideFlow(node: ActivityNode): boolean {
  return node.isForCompensation || node.triggeredByEvent === true
}

function waits({ event: { kind } }: EventNode): boolean {
  return kind === 'message' || kind === 'signal' || kind === 'timer' || kind === 'conditional'
}

function catches({ event: { kind } }: EventNode): boolean {
  return kind === 'error' || kind === 'escalation' || kind === 'cancel'
}

function linkTarget(model: ProcedureModel, scope: string, link: string): string | undefined {
  for (const node of model.nodes.values()) {
    if (node.type !== 'intermediateCatchEvent' || node.scope !== scope) continue
    if (node.event.kind === 'link' && node.event.link === link) return node.id
  }
  return undefined
}

function flowOf(model: ProcedureModel, id: string): SequenceFlow {
  const flow = model.flows.get(id)
  if (!flow) throw new RangeError(`The process ${model.id} has no flow ${id}`)
  return flow
}

function eventOf(model: ProcedureModel, id: string): EventNode {
  const node = model.nodes.get(id)
  if (!node || !('event' in node)) throw new RangeError(`The process ${model.id} has no event ${id}`)
  return node
}
