import type { FlowNode, ProcedureModel, SequenceFlow } from '../../procedure-model.ts'
import { isActivity, isEvent } from './elements.ts'

/** What each step and each way adds to what has surely happened by then. */
export interface Gains {
  /** What holds when the process starts. */
  readonly start: readonly string[]
  readonly at: (node: FlowNode) => readonly string[]
  readonly along?: (flow: SequenceFlow) => readonly string[]
}

/** What surely holds, whichever way a case came: when a node is entered, and when it is left. */
export interface Always {
  /** Undefined for a node that no way reaches. */
  readonly before: (node: string) => ReadonlySet<string> | undefined
  readonly after: (node: string) => ReadonlySet<string> | undefined
}

type Held = Map<string, ReadonlySet<string>>

/**
 * Follows every way through a process at once. Where ways meet, only what holds on all of them holds after; a parallel
 * join waits for all its ways, so there everything holds that holds on any. A boundary event starts with what held
 * before its activity, an event sub-process with what held when its scope began.
 */
export function always(model: ProcedureModel, gains: Gains): Always {
  const before: Held = new Map()
  const after: Held = new Map()
  let changed = true
  while (changed) {
    changed = false
    for (const node of model.nodes.values()) {
      const held = enter(model, gains, before, after, node)
      if (held === undefined) continue
      if (before.get(node.id)?.size !== held.size) changed = true
      before.set(node.id, held)
      const left = leave(model, gains, after, node, held)
      if (left === undefined) continue
      if (after.get(node.id)?.size !== left.size) changed = true
      after.set(node.id, left)
    }
  }
  return { before: (node) => before.get(node), after: (node) => after.get(node) }
}

function enter(model: ProcedureModel, gains: Gains, before: Held, after: Held, node: FlowNode) {
  if (isEvent(node) && node.type === 'startEvent') return scopeEntry(model, gains, before, node.scope)
  if (isEvent(node) && node.type === 'boundaryEvent') return before.get(node.attachedTo ?? '')
  if (isActivity(node) && node.triggeredByEvent) return scopeEntry(model, gains, before, node.scope)
  if (isActivity(node) && node.isForCompensation) return after.get(compensated(model, node.id) ?? '')
  const ways = [...flowWays(model, gains, after, node), ...linkWays(model, after, node)]
  return node.type === 'parallelGateway' ? anyOf(ways) : allOf(ways)
}

/** What holds when a scope begins; the item of a multi-instance activity is a variable in it. */
function scopeEntry(model: ProcedureModel, gains: Gains, before: Held, scope: string): ReadonlySet<string> | undefined {
  if (scope === model.id) return new Set(gains.start)
  const node = model.nodes.get(scope)
  const held = before.get(scope)
  if (held === undefined || node === undefined || !isActivity(node)) return held
  const item = node.loop?.kind === 'multi-instance' ? node.loop.elementVariable : undefined
  return item === undefined ? held : new Set([...held, item])
}

function leave(model: ProcedureModel, gains: Gains, after: Held, node: FlowNode, held: ReadonlySet<string>) {
  const inner = isActivity(node) ? model.scopes.get(node.id) : undefined
  if (inner === undefined) return new Set([...held, ...gains.at(node)])
  const ends = inner.nodes.filter((id) => model.nodes.get(id)?.outgoing.length === 0)
  const inside = allOf(ends.filter((id) => !isSide(model, id)).map((id) => after.get(id)))
  return inside && new Set([...inside, ...gains.at(node)])
}

/** Event sub-processes and compensation handlers have no way out of their own, and end no scope. */
function isSide(model: ProcedureModel, id: string): boolean {
  const node = model.nodes.get(id)
  return node !== undefined && isActivity(node) && (node.triggeredByEvent === true || node.isForCompensation)
}

function flowWays(model: ProcedureModel, gains: Gains, after: Held, node: FlowNode) {
  return node.incoming.flatMap((id) => {
    const flow = model.flows.get(id)
    if (flow === undefined) return []
    const held = after.get(flow.source)
    return [held && new Set([...held, ...(gains.along?.(flow) ?? [])])]
  })
}

function linkWays(model: ProcedureModel, after: Held, node: FlowNode) {
  if (!isEvent(node) || node.type !== 'intermediateCatchEvent' || node.event.kind !== 'link') return []
  const { link } = node.event
  return [...model.nodes.values()]
    .filter((other) => isEvent(other) && other.type === 'intermediateThrowEvent' && other.scope === node.scope)
    .filter((other) => isEvent(other) && other.event.kind === 'link' && other.event.link === link)
    .map((other) => after.get(other.id))
}

function compensated(model: ProcedureModel, handler: string): string | undefined {
  const boundary = [...model.nodes.values()].find((node) => isEvent(node) && node.compensationHandler === handler)
  return boundary && isEvent(boundary) ? boundary.attachedTo : undefined
}

type Ways = readonly (ReadonlySet<string> | undefined)[]

/** What every way known so far holds; a way not yet reached says nothing. */
export function allOf(ways: Ways): ReadonlySet<string> | undefined {
  const known = ways.filter((way) => way !== undefined)
  const [first, ...rest] = known
  return first && new Set([...first].filter((item) => rest.every((way) => way.has(item))))
}

/** What any way holds, once all are known. */
function anyOf(ways: Ways): ReadonlySet<string> | undefined {
  const known = ways.filter((way) => way !== undefined)
  if (known.length < ways.length || known.length === 0) return undefined
  return new Set(known.flatMap((way) => [...way]))
}
