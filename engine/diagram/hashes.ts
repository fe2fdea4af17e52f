import { createHash } from 'node:crypto'
import { childOf, childrenOf, idOf, isA, type ModdleElement } from './moddle.ts'
import type { Diagram, ProcedureModel } from './procedure-model.ts'

/** SHA-256 in hexadecimal over what a diagram means. The order in which a file lists its elements is no part of it. */
export function semanticHashOf({ id, main, others }: Pick<Diagram, 'id' | 'main' | 'others'>): string {
  return hashOf({ id, main: meaningOf(main), others: byId([...others.values()]).map(meaningOf) })
}

function meaningOf({ nodes, flows, scopes, lanes, ...process }: ProcedureModel) {
  return {
    ...process,
    nodes: byId([...nodes.values()]).map((node) => ({ ...node, incoming: node.incoming.toSorted() })),
    flows: byId([...flows.values()]),
    scopes: byId([...scopes.values()]).map(({ id, kind, parent, nodes: own }) => ({
      id,
      kind,
      parent,
      nodes: own.toSorted(),
    })),
    lanes: byId(lanes).map((lane) => ({ ...lane, nodes: lane.nodes.toSorted() })),
  }
}

/** SHA-256 in hexadecimal over where things are drawn: boxes, lines, labels. */
export function layoutHashOf(definitions: ModdleElement): string {
  const planes = childrenOf(definitions, 'diagrams').flatMap((diagram) => childOf(diagram, 'plane') ?? [])
  const drawn = planes.map((plane) => ({
    of: idOf(childOf(plane, 'bpmnElement')),
    elements: childrenOf(plane, 'planeElement').map(drawnAs).toSorted(),
  }))
  return hashOf(drawn)
}

function drawnAs(shape: ModdleElement): string {
  const label = childOf(shape, 'label')
  return canonicalJson({
    of: idOf(childOf(shape, 'bpmnElement')),
    shape: isA(shape, 'bpmndi:BPMNShape'),
    expanded: shape.get('isExpanded') ?? null,
    horizontal: shape.get('isHorizontal') ?? null,
    bounds: boundsOf(shape),
    line: childrenOf(shape, 'waypoint').map((point) => [point.get('x'), point.get('y')]),
    label: label ? boundsOf(label) : null,
  })
}

function boundsOf(shape: ModdleElement): unknown {
  const bounds = childOf(shape, 'bounds')
  return bounds ? ['x', 'y', 'width', 'height'].map((side) => bounds.get(side)) : null
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** JSON with the keys of every object in order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
