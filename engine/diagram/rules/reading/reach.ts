import type { FlowNode, ProcedureModel } from '../../procedure-model.ts'
import { isActivity, isEvent } from './elements.ts'

/** Every node that can follow `from` (itself included), over flows, links, boundary events and into sub-processes. */
export function reachableFrom(model: ProcedureModel, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = model.nodes.get(id)
    if (node === undefined || found.has(id)) continue
    found.add(id)
    waiting.push(...next(model, node))
  }
  return found
}

function next(model: ProcedureModel, node: FlowNode): readonly string[] {
  const flows = node.outgoing.flatMap((id) => model.flows.get(id)?.target ?? [])
  if (isActivity(node)) return [...flows, ...node.boundaries, ...(model.scopes.get(node.id)?.starts ?? [])]
  if (node.type !== 'intermediateThrowEvent' || !isEvent(node) || node.event.kind !== 'link') return flows
  const { link } = node.event
  const caught = [...model.nodes.values()].filter(
    (other) =>
      isEvent(other) &&
      other.type === 'intermediateCatchEvent' &&
      other.event.kind === 'link' &&
      other.event.link === link,
  )
  return [...flows, ...caught.map(({ id }) => id)]
}

/** Groups of nodes that lead back to each other: the loops of a process, each in the diagram's order. */
export function loopsOf(model: ProcedureModel): readonly (readonly FlowNode[])[] {
  const after = new Map([...model.nodes.keys()].map((id) => [id, reachableFrom(model, targets(model, id))]))
  const seen = new Set<string>()
  const loops: FlowNode[][] = []
  for (const [id, reached] of after) {
    if (seen.has(id) || !reached.has(id)) continue
    const loop = [...model.nodes.values()].filter((other) => reached.has(other.id) && after.get(other.id)?.has(id))
    for (const node of loop) seen.add(node.id)
    loops.push(loop)
  }
  return loops
}

function targets(model: ProcedureModel, id: string): readonly string[] {
  const node = model.nodes.get(id)
  return node === undefined ? [] : next(model, node)
}
