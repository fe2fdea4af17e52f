import { NODE_WORDS } from './diagram-names.ts'
import type { DiagramItem, DiagramSide } from './diagram-items.ts'

/**
 * The things of a diagram as somebody reads them: the process, its steps so that each comes after what leads to it, the ways
 * out of each step behind it, what a sub-process holds behind that; then lanes, notes and what they refer to.
 */
export function inReadingOrder(side: DiagramSide): readonly DiagramItem[] {
  const found = new Set<DiagramItem>()
  for (const process of side.items.values()) if (process.type === 'process') takeProcess(process)
  return [...found, ...[...side.items.values()].filter((item) => !found.has(item))]

  function takeProcess(process: DiagramItem): void {
    found.add(process)
    takeScope(process.key)
  }

  function takeScope(scope: string): void {
    for (const node of nodesInOrder(side, scope)) {
      found.add(node)
      for (const flow of side.outgoing.get(node.key) ?? []) found.add(flow)
      takeScope(node.key)
    }
  }
}

/** Depth first, each node put before all that follow it: the reverse of leaving order. Ways back are passed over. */
function nodesInOrder(side: DiagramSide, scope: string): readonly DiagramItem[] {
  const own = [...side.items.values()].filter(({ parent, type }) => parent === scope && type in NODE_WORDS)
  const boundaries = own.filter(({ type }) => type === 'boundaryEvent')
  const seen = new Set<string>()
  const led: DiagramItem[] = []
  for (const start of own.filter(({ type }) => type === 'startEvent').toReversed()) visit(start, led)
  const rest: DiagramItem[] = []
  for (const node of own.toReversed()) visit(node, rest)
  return [...led.toReversed(), ...rest.toReversed()]

  function visit(node: DiagramItem, found: DiagramItem[]): void {
    if (seen.has(node.key) || node.parent !== scope) return
    seen.add(node.key)
    const next = [
      ...boundaries.filter(({ facts }) => facts.get('@attachedToRef') === node.key),
      ...(side.outgoing.get(node.key) ?? []).flatMap(
        (flow) => side.items.get(flow.facts.get('@targetRef') ?? '') ?? [],
      ),
    ]
    for (const other of next.toReversed()) visit(other, found)
    found.push(node)
  }
}
