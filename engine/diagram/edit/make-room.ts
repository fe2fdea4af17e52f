import { bottomOf, membersOf, rightOf, touch, type Board, type Box, type Line, type Point } from './board.ts'

/** Between boxes that were pushed apart, and around what stands in a sub-process. */
const GAP = 30

/** How near to its frame a step may stand before the frame grows. */
const CLOSEST = 10

type Axis = 'x' | 'y'

const sizeOf = (axis: Axis): 'width' | 'height' => (axis === 'x' ? 'width' : 'height')
const across = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x')

/** What gives way first: the whole main line, or only what stands in the way of one box. */
interface Pushed {
  /** Stays where it is. */
  readonly except?: string
  /** Only this box and what it would come upon. */
  readonly first?: Box
  /** Only what this box would come upon when it grows. */
  readonly before?: Box
}

/**
 * Moves everything of a scope that begins at `cut` or after it by `by`, as though the paper were cut there; frames around
 * it grow, and what lies beyond them gives way. Boxes that did not cover each other before do not afterwards.
 *
 * Event sub-processes stay where they are unless something would come upon them.
 */
export function pushApart(
  board: Board,
  scope: string,
  axis: Axis,
  cut: number,
  by: number,
  { except, first, before }: Pushed = {},
): void {
  if (by <= 0) return
  const beyond = membersOf(board, scope).filter((box) => box.id !== except && box[axis] >= cut)
  const isFirst = (box: Box) => {
    if (first) return box.id === first.id
    return before ? inOneBand(box, before, axis) : !box.isAside
  }
  const moving = new Set(beyond.filter(isFirst))
  for (const box of moving) {
    for (const other of beyond) if (inOneBand(other, box, axis) && other[axis] + GAP > box[axis]) moving.add(other)
  }
  const ids = new Set([...moving].map(({ id }) => id))
  const isMoving = (id: string) => ids.has(board.boxes.get(id)?.host ?? id)
  for (const line of [...board.lines.values()].filter((each) => each.scope === scope)) {
    moveLine(line, { axis, cut, by }, isMoving(line.source), isMoving(line.target))
  }
  for (const { id } of moving) moveBox(board, id, axis === 'x' ? by : 0, axis === 'y' ? by : 0)
  fitFrame(board, scope)
}

/** Whether two boxes would meet if one went along the axis far enough. */
function inOneBand(one: Box, other: Box, axis: Axis): boolean {
  const side = across(axis)
  const size = sizeOf(side)
  return one[side] < other[side] + other[size] + GAP && other[side] < one[side] + one[size] + GAP
}

/** Moves a box with the events on its border and all that is drawn inside of it. */
export function moveBox(board: Board, id: string, dx: number, dy: number): void {
  const box = board.boxes.get(id)
  if (box === undefined) return
  for (const rect of [box, box.label]) if (rect) slide(rect, dx, dy)
  for (const other of board.boxes.values()) {
    if (other.host === id) for (const rect of [other, other.label]) if (rect) slide(rect, dx, dy)
  }
  if (!box.isOpen) return
  for (const inner of membersOf(board, id)) moveBox(board, inner.id, dx, dy)
  for (const line of board.lines.values()) {
    if (line.scope !== id) continue
    for (const point of line.points) slide(point, dx, dy)
    if (line.label) slide(line.label, dx, dy)
  }
}

function slide(point: Point, dx: number, dy: number): void {
  point.x += dx
  point.y += dy
}

interface Push {
  readonly axis: Axis
  readonly cut: number
  readonly by: number
}

/** A line goes with both its ends, is stretched where one of them stays, and is drawn anew where that bends it awry. */
function moveLine(line: Line, { axis, cut, by }: Push, source: boolean, target: boolean): void {
  if (!source && !target) return
  const last = line.points.length - 1
  for (const [place, point] of line.points.entries()) {
    const isEnd = place === 0 || place === last
    const moves = source && target ? true : isEnd ? (place === 0 ? source : target) : point[axis] >= cut
    if (moves) point[axis] += by
  }
  if (line.label && (source && target ? true : line.label[axis] >= cut)) line.label[axis] += by
}

/** Makes a sub-process as large as what stands in it needs, and the frame of its pool with it. */
export function fitFrame(board: Board, scope: string): void {
  const frame = board.boxes.get(scope)
  const inner = [...board.boxes.values()].filter((box) => box.scope === scope)
  if (inner.length === 0) return
  if (frame === undefined) {
    fitPools(board, inner)
    return
  }
  if (!frame.isOpen) return
  const ends = { x: Math.max(...inner.map(rightOf)), y: Math.max(...inner.map(bottomOf)) }
  for (const axis of ['x', 'y'] as const) {
    const size = sizeOf(axis)
    const end = frame[axis] + frame[size]
    if (ends[axis] + CLOSEST <= end) continue
    const grow = ends[axis] + GAP - end
    pushApart(board, frame.scope, axis, end, grow, { except: frame.id, before: frame })
    frame[size] += grow
    fitFrame(board, frame.scope)
  }
}

function fitPools({ frames }: Board, inner: readonly Box[]): void {
  const [right, bottom] = [Math.max(...inner.map(rightOf)) + GAP, Math.max(...inner.map(bottomOf)) + GAP]
  const ends = [...frames.values()].map(rightOf)
  const widest = Math.max(right, ...ends)
  const lowest = Math.max(...[...frames.values()].map(bottomOf))
  for (const frame of frames.values()) {
    const isLast = bottomOf(frame) >= lowest
    if (right > Math.max(...ends)) frame.width = widest - frame.x
    if (isLast && bottom > lowest) frame.height = bottom - frame.y
  }
}

/** Pushes boxes apart that cover each other, until none do. */
export function settle(board: Board, scope: string): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const pair = coveringPair(board, scope)
    if (pair === undefined) break
    part(board, scope, pair)
  }
  fitFrame(board, scope)
}

const MOST_ROUNDS = 200

function coveringPair(board: Board, scope: string): readonly [Box, Box] | undefined {
  const own = [...board.boxes.values()].filter((box) => box.scope === scope)
  for (const [index, one] of own.entries()) {
    for (const other of own.slice(index + 1)) {
      if (one.host === other.id || other.host === one.id || !touch(one, other)) continue
      return [one, other]
    }
  }
  return undefined
}

function part(board: Board, scope: string, [one, other]: readonly [Box, Box]): void {
  const [a, b] = [carrier(board, one), carrier(board, other)]
  if (a.id === b.id) {
    spreadEvents(a, one, other)
    return
  }
  const byX = one.x <= other.x ? { still: one, goes: other } : { still: other, goes: one }
  const byY = one.y <= other.y ? { still: one, goes: other } : { still: other, goes: one }
  const dx = rightOf(byX.still) + GAP - byX.goes.x
  const dy = bottomOf(byY.still) + GAP - byY.goes.y
  const [moverX, moverY] = [carrier(board, byX.goes), carrier(board, byY.goes)]
  const stillX = carrier(board, byX.still)
  if (dx <= dy && stillX.x < moverX.x) pushApart(board, scope, 'x', moverX.x, dx, { first: moverX })
  else if (carrier(board, byY.still).y < moverY.y) pushApart(board, scope, 'y', moverY.y, dy, { first: moverY })
  else if (stillX.x < moverX.x) pushApart(board, scope, 'x', moverX.x, dx, { first: moverX })
  else moveBox(board, moverX.id, dx, 0)
}

/** What moves when a box is to move: an event on a border goes with its activity. */
function carrier({ boxes }: Board, box: Box): Box {
  return (box.host === undefined ? undefined : boxes.get(box.host)) ?? box
}

/** Two events on one border. */
function spreadEvents(host: Box, one: Box, other: Box): void {
  const goes = one.x <= other.x ? other : one
  goes.x = Math.min(rightOf(one === goes ? other : one) + 4, rightOf(host) - goes.width / 2)
}
