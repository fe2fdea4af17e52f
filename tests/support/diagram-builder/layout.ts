import type { Flow, LabelPlace, Node, Side, Sketch } from './sketch.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Point {
  readonly x: number
  readonly y: number
}
export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>
  readonly labels: ReadonlyMap<string, Box>
  /** By `flowId`. */
  readonly lines: ReadonlyMap<string, readonly Point[]>
}

const COLUMN = 178
const ROW = 136
const TASK = { width: 130, height: 86 }
const GATEWAY = { width: 50, height: 50 }
const EVENT = { width: 36, height: 36 }
/** What bpmn-js wraps outer labels at, and a line of their text. */
const LABEL_WIDTH = 90
const LABEL_LINE = 14
const CHARACTERS = 14

export function flowId({ from, to }: Flow): string {
  return `flow_${from}_to_${to}`
}

export function layOut(sketch: Sketch): Layout {
  const boxes = new Map<string, Box>()
  const labels = new Map<string, Box>()
  const lines = new Map<string, readonly Point[]>()
  place(sketch.nodes, sketch.flows, boxes, labels, lines)
  const left = Math.min(...[...boxes.values(), ...labels.values()].map(({ x }) => x))
  const top = Math.min(...[...boxes.values(), ...labels.values(), ...bounds(lines)].map(({ y }) => y))
  const by = { x: 160 - Math.round(left), y: 80 - Math.round(top) }
  return {
    boxes: mapValues(boxes, (box) => shift(box, by)),
    labels: mapValues(labels, (box) => shift(box, by)),
    lines: mapValues(lines, (points) => points.map((point) => shift(point, by))),
  }
}

function bounds(lines: ReadonlyMap<string, readonly Point[]>): readonly Point[] {
  return [...lines.values()].flat()
}

type Boxes = Map<string, Box>
type Lines = Map<string, readonly Point[]>

function place(nodes: readonly Node[], flows: readonly Flow[], boxes: Boxes, labels: Boxes, lines: Lines): void {
  for (const node of nodes)
    if (node.kind !== 'boundary' && node.kind !== 'any-time') boxes.set(node.id, centred(node.at, sizeOf(node)))
  for (const node of nodes) if (node.kind === 'boundary') boxes.set(node.id, boundaryBox(node, boxes))
  for (const node of nodes) if (node.kind === 'any-time') boxes.set(node.id, around(node, boxes, labels, lines))
  for (const flow of flows) {
    const points = route(flow, nodes, boxes)
    lines.set(flowId(flow), points)
    if (flow.name !== undefined) labels.set(flowId(flow), labelOf(flow, flow.name, points))
  }
  for (const node of nodes) {
    const label = nodeLabel(node, flows, boxes)
    if (label) labels.set(node.id, label)
  }
}

function sizeOf(node: Node) {
  if (['user', 'service', 'decision', 'call'].includes(node.kind)) return TASK
  return ['choice', 'parallel', 'first-of'].includes(node.kind) ? GATEWAY : EVENT
}

function centred(
  [column, row]: readonly [number, number],
  size: { readonly width: number; readonly height: number },
): Box {
  return { x: column * COLUMN - size.width / 2, y: row * ROW - size.height / 2, ...size }
}

function boundaryBox(node: Extract<Node, { kind: 'boundary' }>, boxes: Boxes): Box {
  const host = boxOf(boxes, node.of)
  const x = host.x + host.width / 2 + (node.offset ?? 0)
  const y = node.side === 'bottom' ? host.y + host.height : host.y
  return { x: x - 18, y: y - 18, ...EVENT }
}

function around(node: Extract<Node, { kind: 'any-time' }>, boxes: Boxes, labels: Boxes, lines: Lines): Box {
  const start: Node = { ...node.start, kind: 'catch', at: node.at, on: node.on }
  const inner = [start, ...node.nodes]
  place(inner, node.flows, boxes, labels, lines)
  const own = [
    ...inner.flatMap(({ id }) => [boxes.get(id), labels.get(id)]),
    ...node.flows.map((flow) => labels.get(flowId(flow))),
  ]
  const all = own.filter((box) => box !== undefined)
  const points = node.flows.flatMap((flow) => lines.get(flowId(flow)) ?? [])
  const left = Math.min(...all.map(({ x }) => x), ...points.map(({ x }) => x)) - 25
  const top = Math.min(...all.map(({ y }) => y), ...points.map(({ y }) => y)) - 40
  const right = Math.max(...all.map(({ x, width }) => x + width), ...points.map(({ x }) => x)) + 25
  const bottom = Math.max(...all.map(({ y, height }) => y + height), ...points.map(({ y }) => y)) + 20
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function boxOf(boxes: Boxes, id: string): Box {
  const box = boxes.get(id)
  if (!box) throw new RangeError(`There is no node ${id}`)
  return box
}

function sides(flow: Flow, nodes: readonly Node[], from: Box, to: Box): readonly [Side, Side] {
  const source = nodes.find(({ id }) => id === flow.from)
  const sameRow = Math.abs(middle(from).y - middle(to).y) < 1
  const up = middle(to).y < middle(from).y
  const splits =
    source?.kind === 'choice' ||
    source?.kind === 'parallel' ||
    source?.kind === 'first-of' ||
    source?.kind === 'boundary'
  const meets = to.width === GATEWAY.width
  if (sameRow) return [flow.out ?? 'right', flow.in ?? 'left']
  const vertical: Side = up ? 'top' : 'bottom'
  const opposite: Side = up ? 'bottom' : 'top'
  if (Math.abs(middle(from).x - middle(to).x) < 1) return [flow.out ?? vertical, flow.in ?? opposite]
  if (splits) return [flow.out ?? vertical, flow.in ?? 'left']
  return [flow.out ?? 'right', flow.in ?? (meets ? opposite : 'left')]
}

function route(flow: Flow, nodes: readonly Node[], boxes: Boxes): readonly Point[] {
  const [from, to] = [boxOf(boxes, flow.from), boxOf(boxes, flow.to)]
  const [out, into] = sides(flow, nodes, from, to)
  const [a, b] = [at(from, out), at(to, into)]
  const flat = (side: Side) => side === 'left' || side === 'right'
  if (flat(out) && flat(into)) {
    if (Math.abs(a.y - b.y) < 1) return [a, b]
    const x = flow.mid === undefined ? b.x - 25 : flow.mid * COLUMN
    return [a, { x, y: a.y }, { x, y: b.y }, b]
  }
  if (!flat(out) && !flat(into)) {
    if (Math.abs(a.x - b.x) < 1 && flow.mid === undefined) return [a, b]
    const y = flow.mid === undefined ? (a.y + b.y) / 2 : flow.mid * ROW
    return [a, { x: a.x, y }, { x: b.x, y }, b]
  }
  return flat(out) ? [a, { x: b.x, y: a.y }, b] : [a, { x: a.x, y: b.y }, b]
}

function at(box: Box, side: Side): Point {
  const { x, y } = middle(box)
  if (side === 'left') return { x: box.x, y }
  if (side === 'right') return { x: box.x + box.width, y }
  return side === 'top' ? { x, y: box.y } : { x, y: box.y + box.height }
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function linesOf(text: string): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > CHARACTERS) {
      lines += 1
      used = word.length
    } else used += (used > 0 ? 1 : 0) + word.length
  }
  return lines
}

function labelSize(text: string) {
  return { width: Math.min(LABEL_WIDTH, 8 + text.length * 6), height: linesOf(text) * LABEL_LINE }
}

function labelOf(flow: Flow, name: string, points: readonly Point[]): Box {
  if (flow.labelAt === undefined) return flowLabel(name, points)
  const size = labelSize(name)
  const [column, row] = flow.labelAt
  return { x: column * COLUMN, y: row * ROW - size.height - 4, ...size }
}

function flowLabel(text: string, points: readonly Point[]): Box {
  const size = labelSize(text)
  const [a, b, c] = points
  if (!a || !b) throw new RangeError('A line has two ends')
  if (Math.abs(a.y - b.y) < 1) {
    const x = b.x > a.x ? a.x + 2 : a.x - 2 - size.width
    return { x, y: a.y - size.height - 4, ...size }
  }
  const up = b.y < a.y
  // a long way up or down: beside the line, away from where it turns
  const turnsLeft = c !== undefined && c.x < b.x
  const x = turnsLeft ? a.x - 6 - size.width : a.x + 6
  return { x, y: up ? a.y - size.height - 2 : a.y + 2, ...size }
}

function nodeLabel(node: Node, flows: readonly Flow[], boxes: Boxes): Box | undefined {
  if (node.name === '' || ['user', 'service', 'call', 'any-time'].includes(node.kind)) return undefined
  const box = boxOf(boxes, node.id)
  const size = labelSize(node.name)
  return placeLabel(node.label ?? defaultPlace(node, flows), box, size)
}

function defaultPlace(node: Node, flows: readonly Flow[]): LabelPlace {
  if (node.kind === 'boundary') return node.side === 'bottom' ? 'below-left' : 'above-left'
  if (!['choice', 'parallel', 'first-of'].includes(node.kind)) return 'below'
  const goesUp = flows.some(({ from, out }) => from === node.id && out === 'top')
  return goesUp ? 'below' : 'above'
}

function placeLabel(where: LabelPlace, box: Box, size: { readonly width: number; readonly height: number }): Box {
  const { x } = middle(box)
  const y = where.startsWith('above') ? box.y - size.height - 5 : box.y + box.height + 5
  const beside = where.startsWith('above') ? box.y - size.height + 2 : box.y + box.height - 4
  if (where.endsWith('left')) return { x: x - 8 - size.width, y: beside, ...size }
  if (where.endsWith('right')) return { x: x + 8, y: beside, ...size }
  return { x: x - size.width / 2, y, ...size }
}

function shift<T extends Point>(thing: T, by: Point): T {
  return { ...thing, x: Math.round(thing.x + by.x), y: Math.round(thing.y + by.y) }
}

function mapValues<V, W>(map: ReadonlyMap<string, V>, change: (value: V) => W): ReadonlyMap<string, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}
