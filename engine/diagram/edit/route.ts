import { bottomOf, middleOf, rightOf, type Board, type Box, type Line, type Point, type Rect } from './board.ts'

/** From a box to the first bend. */
const STUB = 24

/** Draws a line anew between the boxes at its ends: the way that goes through no box, with the fewest crossings and bends. */
export function route(board: Board, line: Line, name: string): void {
  const [source, target] = [board.boxes.get(line.source), board.boxes.get(line.target)]
  if (source === undefined || target === undefined) return
  const others = [...board.boxes.values()].filter((box) => box.scope === line.scope && box !== source && box !== target)
  const lines = [...board.lines.values()].filter((other) => other.scope === line.scope && other.id !== line.id)
  const frame = board.boxes.get(line.scope)
  const ways = waysBetween(source, target, others)
  const rated = ways.map((points) => ({ points, cost: costOf(points, { source, target, others, lines, frame }) }))
  const best = rated.reduce((one, other) => (other.cost < one.cost ? other : one))
  line.points = best.points.map(({ x, y }) => ({ x, y }))
  if (name === '') delete line.label
  else line.label = labelOf(line.points, name)
}

/** Whether a line still is what a line should be: level or upright all along, from one of its boxes to the other. */
export function isAwry(board: Board, line: Line): boolean {
  const [source, target] = [board.boxes.get(line.source), board.boxes.get(line.target)]
  const [first, last] = [line.points[0], line.points.at(-1)]
  if (source === undefined || target === undefined) return false
  if (first === undefined || last === undefined || line.points.length < 2) return true
  return !isOn(source, first) || !isOn(target, last) || segmentsOf(line.points).some(([a, b]) => isSlanted(a, b))
}

function isSlanted(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) > 1 && Math.abs(a.y - b.y) > 1
}

/** On the border of a box, or in it. */
function isOn(box: Rect, { x, y }: Point): boolean {
  return x >= box.x - 1 && x <= rightOf(box) + 1 && y >= box.y - 1 && y <= bottomOf(box) + 1
}

export function segmentsOf(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).map((point, place) => [points[place] ?? point, point])
}

function waysBetween(source: Box, target: Box, others: readonly Box[]): readonly (readonly Point[])[] {
  const [s, t] = [middleOf(source), middleOf(target)]
  const [sRight, tLeft] = [rightOf(source), target.x]
  const [out, into] = [
    { x: sRight, y: s.y },
    { x: tLeft, y: t.y },
  ]
  const ways: Point[][] = []
  if (Math.abs(s.y - t.y) < 1 && tLeft > sRight) ways.push([out, into])
  if (tLeft - sRight > 10) {
    for (const x of new Set([tLeft - STUB, sRight + STUB, (sRight + tLeft) / 2])) {
      if (x > sRight && x < tLeft) ways.push([out, { x, y: s.y }, { x, y: t.y }, into])
    }
  }
  const above = { from: { x: s.x, y: source.y }, to: { x: t.x, y: target.y } }
  const below = { from: { x: s.x, y: bottomOf(source) }, to: { x: t.x, y: bottomOf(target) } }
  for (const { from } of [above, below]) {
    const isThere = from === above.from ? t.y < source.y : t.y > bottomOf(source)
    if (isThere && tLeft > s.x) ways.push([from, { x: s.x, y: t.y }, into])
  }
  for (const { to } of [above, below]) {
    const isThere = to === above.to ? s.y < target.y : s.y > bottomOf(target)
    if (isThere && t.x > sRight) ways.push([out, { x: t.x, y: s.y }, to])
  }
  for (const y of levelsOf(source, target, others)) {
    const isAbove = y < Math.min(source.y, target.y)
    const { from, to } = isAbove ? above : below
    const [before, after] = [tLeft - STUB, sRight + STUB]
    ways.push([from, { x: s.x, y }, { x: t.x, y }, to])
    ways.push([from, { x: s.x, y }, { x: before, y }, { x: before, y: t.y }, into])
    ways.push([out, { x: after, y: s.y }, { x: after, y }, { x: t.x, y }, to])
    ways.push([out, { x: after, y: s.y }, { x: after, y }, { x: before, y }, { x: before, y: t.y }, into])
  }
  return ways
}

/** Heights above and below both boxes at which a line could go round. */
function levelsOf(source: Box, target: Box, others: readonly Box[]): ReadonlySet<number> {
  const [top, bottom] = [Math.min(source.y, target.y), Math.max(bottomOf(source), bottomOf(target))]
  const [left, right] = [Math.min(source.x, target.x), Math.max(rightOf(source), rightOf(target))]
  const between = others.filter((box) => !box.isAside && box.x < right && rightOf(box) > left)
  const lowest = Math.max(bottom, ...between.map(bottomOf))
  const highest = Math.min(top, ...between.map(({ y }) => y))
  return new Set([bottom + 30, bottom + 60, top - 30, top - 60, lowest + 30, highest - 30])
}

interface Surroundings {
  readonly source: Box
  readonly target: Box
  readonly others: readonly Box[]
  readonly lines: readonly Line[]
  readonly frame: Rect | undefined
}

function costOf(points: readonly Point[], { source, target, others, lines, frame }: Surroundings): number {
  const segments = segmentsOf(points)
  const own = segments.reduce((sum, [a, b]) => sum + Number(cuts(source, a, b)) + Number(cuts(target, a, b)), 0)
  const through = segments.reduce((sum, [a, b]) => sum + others.filter((box) => cuts(box, a, b)).length, 0)
  const outside = frame === undefined ? 0 : points.filter((point) => !isOn(frame, point)).length
  const names = [source, target, ...others].flatMap(({ label }) => label ?? [])
  const overNames = segments.reduce((sum, [a, b]) => sum + names.filter((label) => cuts(label, a, b)).length, 0)
  const met = lines.reduce((sum, line) => sum + meetings(segments, segmentsOf(line.points)), 0)
  const length = segments.reduce((sum, [a, b]) => sum + Math.abs(a.x - b.x) + Math.abs(a.y - b.y), 0)
  return (own + through) * 1_000 + outside * 400 + overNames * 50 + met + points.length * 20 + length / 10
}

/** Whether a line goes through the inside of a box. */
function cuts(box: Rect, a: Point, b: Point): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  return left < rightOf(box) - 1 && right > box.x + 1 && top < bottomOf(box) - 1 && bottom > box.y + 1
}

/** What crossings cost, and lying on each other, which hides one of the two. */
function meetings(ours: readonly (readonly [Point, Point])[], theirs: readonly (readonly [Point, Point])[]): number {
  let cost = 0
  for (const [a, b] of ours) {
    for (const [c, d] of theirs) {
      const [isLevel, isOtherLevel] = [a.y === b.y, c.y === d.y]
      const apart =
        Math.max(a.x, b.x) < Math.min(c.x, d.x) ||
        Math.max(c.x, d.x) < Math.min(a.x, b.x) ||
        Math.max(a.y, b.y) < Math.min(c.y, d.y) ||
        Math.max(c.y, d.y) < Math.min(a.y, b.y)
      if (!apart) cost += isLevel === isOtherLevel ? 60 : 15
    }
  }
  return cost
}

const LETTER = 6
const LINE_HEIGHT = 14

/** Beside the beginning of a line. */
export function labelOf([first, second]: readonly Point[], name: string): Rect {
  const width = Math.max(20, Math.min(90, name.length * LETTER + 8))
  const height = LINE_HEIGHT * Math.ceil((name.length * LETTER) / 90)
  if (first === undefined || second === undefined) return { x: 0, y: 0, width, height }
  if (Math.abs(first.y - second.y) < 1) {
    const x = second.x >= first.x ? first.x + 2 : first.x - width - 2
    return { x, y: first.y - height - 4, width, height }
  }
  return { x: first.x + 6, y: second.y > first.y ? first.y + 2 : first.y - height - 2, width, height }
}

/** Below an event or a gateway. */
export function labelBelow(box: Rect, name: string): Rect {
  const height = LINE_HEIGHT * Math.max(1, Math.ceil((name.length * LETTER) / 90))
  return { x: middleOf(box).x - 45, y: bottomOf(box) + 5, width: 90, height }
}
