import { nodeOf, type CompiledModel } from './compiled-model.ts'
import { isWait, type Held, type HeldJoin } from './token-state.ts'

/**
 * Whether an inclusive join may go on (BPMN 2.0, 13.4.3): no token elsewhere in its scope can still come by an incoming
 * flow that is empty, other than one that can also come by a flow that has a token already. Paths through the gateway
 * itself do not count; paths by boundary events and links do.
 */
export function isEnabled(compiled: CompiledModel, held: readonly Held[], join: HeldJoin): boolean {
  const reaching = reachingOf(compiled, join.element)
  return held.every((other) => {
    if (other.parent !== join.parent || other === join) return true
    if (isWait(other) && (other.role === 'start' || other.role === 'boundary')) return true
    const at = positionOf(compiled, other)
    const canFill = (filled: boolean): boolean => {
      if (other.element === join.element && isWait(other))
        return (join.arrived[other.flow ?? ''] !== undefined) === filled
      for (const [flow, nodes] of reaching) {
        if ((join.arrived[flow] !== undefined) === filled && nodes.has(at)) return true
      }
      return false
    }
    return !canFill(false) || canFill(true)
  })
}

/** The token of an event-based gateway is at the gateway, whichever of its events is looked at. */
function positionOf(compiled: CompiledModel, held: Held): string {
  if (!isWait(held) || held.role !== 'gateway') return held.element
  return compiled.model.flows.get(held.flow ?? '')?.source ?? held.element
}

/** For each incoming flow of a gateway, the nodes from which a token can still come by it. */
export function reachingOf(compiled: CompiledModel, gateway: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = compiled.reaching.get(gateway)
  if (known) return known
  const made = new Map(
    nodeOf(compiled, gateway).node.incoming.map((flow) => [flow, nodesBefore(compiled, gateway, flow)] as const),
  )
  compiled.reaching.set(gateway, made)
  return made
}

/** The nodes from which a token can come by `flow` without passing the gateway. */
function nodesBefore(compiled: CompiledModel, gateway: string, flow: string): ReadonlySet<string> {
  const { model } = compiled
  const found = new Set<string>()
  const next = [model.flows.get(flow)?.source]
  while (next.length > 0) {
    const id = next.pop()
    if (id === undefined || id === gateway || found.has(id)) continue
    found.add(id)
    const { node } = nodeOf(compiled, id)
    for (const incoming of node.incoming) next.push(model.flows.get(incoming)?.source)
    if ('attachedTo' in node) next.push(node.attachedTo)
    for (const other of compiled.nodes.values()) if (other.link === id) next.push(other.id)
  }
  return found
}
