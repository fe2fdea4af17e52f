import { processesOf } from '../main-process.ts'
import { childOf, childrenOf, idOf, isA, type ModdleElement } from '../moddle.ts'
import { membersOf, bottomOf, planesOf, rightOf, type Box, type Point } from './board.ts'
import { fitFrame, moveBox, settle } from './make-room.ts'
import { newBox, SIZES, type Size } from './place.ts'
import { boundariesOf, nameOf, outgoingOf, put, targetOf } from './sheet.ts'
import type { Desk } from './ways.ts'

const GAP = { x: 60, y: 40 }
const EDGE = 40
/** How wide a row of event sub-processes may become. */
const WIDEST = 1_400

/**
 * Draws everything anew: steps from left to right in the order in which they come, answers below each other, and what can
 * happen at any time in frames below.
 */
export function layOut(desk: Desk): void {
  const { board } = desk
  board.boxes.clear()
  board.lines.clear()
  const [first, ...others] = planesOf(desk)
  const plane = first ?? newPlane(desk)
  for (const other of others) other.set('planeElement', [])
  let top = EDGE * 2
  for (const process of processesOf(desk.definitions)) {
    layOutScope(desk, process, plane, { x: EDGE * 4, y: top })
    top = Math.max(top, ...[...board.boxes.values()].map(bottomOf)) + EDGE * 2
  }
  for (const element of desk.elements.values()) {
    if (!isA(element, 'bpmn:SequenceFlow')) continue
    const [source, target] = (['sourceRef', 'targetRef'] as const).map((end) => idOf(childOf(element, end)))
    const id = idOf(element)
    const ends = { source: source ?? '', target: target ?? '' }
    board.lines.set(id, { id, scope: idOf(element.$parent), plane, points: [], ...ends })
  }
}

function newPlane(desk: Desk): ModdleElement {
  const [process] = processesOf(desk.definitions)
  const diagram = put(desk.definitions, 'diagrams', 'bpmndi:BPMNDiagram', { id: `picture_${idOf(process)}` })
  const properties = { id: `plane_${idOf(process)}`, bpmnElement: process }
  return put(diagram, 'plane', 'bpmndi:BPMNPlane', properties, { isOnly: true })
}

function layOutScope(desk: Desk, scope: ModdleElement, plane: ModdleElement, origin: Point): void {
  const nodes = childrenOf(scope, 'flowElements').filter((each) => isA(each, 'bpmn:FlowNode'))
  const aside = nodes.filter((node) => node.get('triggeredByEvent') === true)
  const events = nodes.filter((node) => childOf(node, 'attachedToRef') !== undefined)
  const main = nodes.filter((node) => !aside.includes(node) && !events.includes(node))
  for (const node of main) draw(desk, node, plane, origin)
  place(desk, main, origin)
  for (const event of events) attach(desk, event, plane)
  settle(desk.board, idOf(scope))
  layOutAside(desk, scope, aside, plane, origin)
}

/** A box at the origin, with its inside where it has one. */
function draw(desk: Desk, node: ModdleElement, plane: ModdleElement, { x, y }: Point): void {
  const id = idOf(node)
  const scope = idOf(node.$parent)
  const size: Size = isA(node, 'bpmn:Gateway') ? 'gateway' : isA(node, 'bpmn:Event') ? 'event' : 'activity'
  const box = newBox({ id, scope, plane, name: nameOf(node), size }, { x, y })
  const isOpen = isA(node, 'bpmn:SubProcess')
  desk.board.boxes.set(id, { ...box, isOpen, isAside: node.get('triggeredByEvent') === true })
  if (!isOpen) return
  layOutScope(desk, node, plane, { x: x + EDGE, y: y + EDGE })
  fitFrame(desk.board, id)
}

/** Columns by how far a step is from the beginning, rows so that no two stand in one place. */
function place(desk: Desk, nodes: readonly ModdleElement[], origin: Point): void {
  const ranks = ranksOf(desk, nodes)
  const rows = new Map<ModdleElement, number>()
  const taken = new Set<string>()
  const inOrder = nodes.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0))
  for (const node of inOrder) {
    const before = nodes.filter((each) => nextOf(desk, each).includes(node) && rows.has(each))
    let row = Math.min(...before.map((each) => rows.get(each) ?? 0))
    if (!Number.isFinite(row)) row = 0
    while (taken.has(`${ranks.get(node) ?? 0} ${row}`)) row += 1
    taken.add(`${ranks.get(node) ?? 0} ${row}`)
    rows.set(node, row)
  }
  const boxOf = (node: ModdleElement) => desk.board.boxes.get(idOf(node))
  const columns = extents(nodes, ranks, (node) => boxOf(node)?.width ?? 0, GAP.x)
  const heights = extents(nodes, rows, (node) => boxOf(node)?.height ?? 0, GAP.y)
  for (const node of nodes) {
    const box = boxOf(node)
    const [column, row] = [columns[ranks.get(node) ?? 0], heights[rows.get(node) ?? 0]]
    if (!box || !column || !row) continue
    const x = origin.x + column.start + (column.size - box.width) / 2
    moveBox(desk.board, box.id, x - box.x, origin.y + row.start + (row.size - box.height) / 2 - box.y)
  }
}

function extents(
  nodes: readonly ModdleElement[],
  places: ReadonlyMap<ModdleElement, number>,
  sizeOf: (node: ModdleElement) => number,
  gap: number,
): readonly { readonly start: number; readonly size: number }[] {
  const sizes: number[] = []
  for (const node of nodes) {
    const at = places.get(node) ?? 0
    sizes[at] = Math.max(sizes[at] ?? 0, sizeOf(node))
  }
  let start = 0
  return Array.from({ length: sizes.length }, (_, at) => {
    const size = sizes[at] ?? 0
    const extent = { start, size }
    start += size + gap
    return extent
  })
}

/** What comes after a node, also through the events on its border. */
function nextOf(desk: Desk, node: ModdleElement): readonly ModdleElement[] {
  return [node, ...boundariesOf(desk, node)].flatMap((each) => outgoingOf(desk, each).map(targetOf))
}

/** The longest way to each node from the beginning; ways that lead back are passed over. */
function ranksOf(desk: Desk, nodes: readonly ModdleElement[]): ReadonlyMap<ModdleElement, number> {
  const order: ModdleElement[] = []
  const state = new Map<ModdleElement, 'open' | 'closed'>()
  const forward = new Map<ModdleElement, ModdleElement[]>()
  const starts = nodes.filter((node) => isA(node, 'bpmn:StartEvent'))
  for (const node of [...starts, ...nodes]) visit(node)
  const ranks = new Map(nodes.map((node) => [node, 0]))
  for (const node of order.toReversed()) {
    for (const next of forward.get(node) ?? [])
      ranks.set(next, Math.max(ranks.get(next) ?? 0, (ranks.get(node) ?? 0) + 1))
  }
  return ranks

  function visit(node: ModdleElement): void {
    if (state.has(node)) return
    state.set(node, 'open')
    for (const next of nextOf(desk, node)) {
      if (state.get(next) === 'open' || !nodes.includes(next)) continue
      visit(next)
      forward.set(node, [...(forward.get(node) ?? []), next])
    }
    state.set(node, 'closed')
    order.push(node)
  }
}

function attach(desk: Desk, event: ModdleElement, plane: ModdleElement): void {
  const host = desk.board.boxes.get(idOf(childOf(event, 'attachedToRef')))
  if (host === undefined) return
  const { width, height } = SIZES.event
  const others = [...desk.board.boxes.values()].filter((box) => box.host === host.id).length
  const at = { x: rightOf(host) - (others + 1) * (width + 6), y: bottomOf(host) - height / 2 }
  const shape = { id: idOf(event), scope: host.scope, plane, name: nameOf(event), size: 'event' } as const
  desk.board.boxes.set(shape.id, { ...newBox(shape, at), host: host.id })
}

/** Frames below the rest, beside each other as far as there is room. */
function layOutAside(
  desk: Desk,
  scope: ModdleElement,
  aside: readonly ModdleElement[],
  plane: ModdleElement,
  origin: Point,
): void {
  const { board } = desk
  let [x, y] = [origin.x, Math.max(origin.y, ...membersOf(board, idOf(scope)).map(bottomOf)) + EDGE * 2]
  let lowest = y
  for (const node of aside) {
    draw(desk, node, plane, { x, y })
    const box = board.boxes.get(idOf(node))
    if (box === undefined) continue
    if (x > origin.x && rightOf(box) > origin.x + WIDEST) {
      const to: Pick<Box, 'x' | 'y'> = { x: origin.x, y: lowest + EDGE }
      moveBox(board, box.id, to.x - box.x, to.y - box.y)
      y = to.y
    }
    x = rightOf(box) + EDGE
    lowest = Math.max(lowest, bottomOf(box))
  }
}
