import {
  middleOf,
  rightOf,
  touch,
  bottomOf,
  membersOf,
  type Board,
  type Box,
  type Line,
  type Point,
  type Rect,
} from './board.ts'
import { fitFrame, pushApart, settle } from './make-room.ts'
import { isAwry, labelBelow, labelOf, route, segmentsOf } from './route.ts'

/** Between a box and the next on the same line. */
const GAP = 48

export const SIZES = {
  activity: { width: 130, height: 86 },
  gateway: { width: 50, height: 50 },
  event: { width: 36, height: 36 },
} as const
export type Size = keyof typeof SIZES

/** A new box, with its name where that stands beside it. */
export function newBox(
  {
    id,
    scope,
    plane,
    name,
    size,
  }: Pick<Box, 'id' | 'scope' | 'plane'> & { readonly name: string; readonly size: Size },
  { x, y }: Point,
): Box {
  const box: Box = { id, scope, plane, isOpen: false, isAside: false, x, y, ...SIZES[size] }
  if (size !== 'activity' && name !== '') box.label = labelBelow(box, name)
  return box
}

/** What is to be drawn into a line: the box that it is to lead to, and the line that leads on from there. */
export interface Inserted {
  readonly id: string
  readonly name: string
  readonly size: Size
  /** Id of the new line, from the new box to where the old line led. */
  readonly onward: string
}

/** Draws a box into a line, pushing what stands after it to the right as far as needed. */
export function drawInto(board: Board, line: Line, { id, name, size, onward }: Inserted): Box {
  const { scope, plane } = line
  const [from, to] = longestLevel(line)
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
  const { width, height } = SIZES[size]
  const wanted = { x: left + GAP, y: from.y - height / 2, width, height }
  const by = Math.max(rightOf(wanted) + GAP - right, isFree(board, line, wanted) ? 0 : width + GAP)
  pushApart(board, scope, 'x', left + 1, by)
  const box = newBox({ id, scope, plane, name, size }, wanted)
  board.boxes.set(id, box)
  const next: Line = { id: onward, scope, plane, source: id, target: line.target, points: [] }
  board.lines.set(onward, next)
  line.target = id
  splitAt(line, next, box, to.x >= from.x)
  settle(board, scope)
  return box
}

/** Of a line, the longest part that is level; the line from box to box where none is. */
function longestLevel({ points }: Line): readonly [Point, Point] {
  const level = segmentsOf(points).filter(([a, b]) => Math.abs(a.y - b.y) < 1)
  const [first, last] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }]
  return level.reduce<readonly [Point, Point]>(
    (longest, each) => (Math.abs(each[1].x - each[0].x) > Math.abs(longest[1].x - longest[0].x) ? each : longest),
    level[0] ?? [first, { x: last.x, y: first.y }],
  )
}

/** Whether no box and no other line is where one is to stand. */
function isFree(board: Board, line: Line, wanted: Rect): boolean {
  const boxes = [...board.boxes.values()].filter(({ scope }) => scope === line.scope)
  const lines = [...board.lines.values()].filter(({ scope, id }) => scope === line.scope && id !== line.id)
  const crosses = lines.some(({ points }) =>
    segmentsOf(points).some(([a, b]) =>
      touch(wanted, {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      }),
    ),
  )
  return !crosses && !boxes.some((box) => touch(wanted, box, 20))
}

/** The part of the line before the box, and the part after it. */
function splitAt(line: Line, next: Line, box: Box, isRightwards: boolean): void {
  const { y } = middleOf(box)
  const place = segmentsOf(line.points).findIndex(
    ([a, b]) =>
      Math.abs(a.y - y) < 1 &&
      Math.abs(b.y - y) < 1 &&
      Math.min(a.x, b.x) <= box.x &&
      Math.max(a.x, b.x) >= rightOf(box),
  )
  const [near, far] = isRightwards ? [box.x, rightOf(box)] : [rightOf(box), box.x]
  if (place < 0) {
    line.points = []
    return
  }
  next.points = [{ x: far, y }, ...line.points.slice(place + 1)]
  line.points = [...line.points.slice(0, place + 1), { x: near, y }]
}

/**
 * Draws every line of a scope anew that is not as it should be, and says where its name stands if it lacks a place.
 *
 * @param leave - lines that were drawn otherwise before, and stay so unless they are empty
 */
export function mendLines(
  board: Board,
  scope: string,
  nameOf: (id: string) => string,
  leave: ReadonlySet<string>,
): void {
  for (const line of board.lines.values()) {
    if (line.scope !== scope) continue
    const name = nameOf(line.id)
    const isKept = leave.has(line.id) && line.points.length > 1
    if (isAwry(board, line) && !isKept) route(board, line, name)
    else if (name === '') delete line.label
    else line.label ??= labelOf(line.points, name)
  }
}

/** A free place for a box that comes after another and leads nowhere further: beside it, below, above, or below all. */
export function freePlace(board: Board, after: Box, size: Size): Point {
  const { width, height } = SIZES[size]
  const { y } = middleOf(after)
  const x = rightOf(after) + 2 * GAP
  const members = membersOf(board, after.scope)
  const levels = [0, 1, -1, 2, -2].map((row) => y + row * ROW - height / 2)
  const lines = [...board.lines.values()].filter(({ scope }) => scope === after.scope)
  const isClear = (top: number) => {
    const rect = { x: x - GAP, y: top - 10, width: width + GAP + 10, height: height + 30 }
    const frame = board.boxes.get(after.scope)
    if (frame !== undefined && rect.y < frame.y) return false
    return !members.some((box) => touch(rect, box)) && lines.every(({ points }) => !passes(points, rect))
  }
  const found = levels.find(isClear)
  const lowest = Math.max(...members.filter(({ isAside }) => !isAside).map(bottomOf))
  return { x, y: found ?? lowest + GAP }
}

const ROW = 120

function passes(points: readonly Point[], rect: Rect): boolean {
  return segmentsOf(points).some(([a, b]) =>
    touch(rect, {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    }),
  )
}

/** Puts a box where it is said to stand; what stands there gives way. */
export function drawAt(board: Board, box: Box): void {
  board.boxes.set(box.id, box)
  const below = membersOf(board, box.scope).filter((other) => other.id !== box.id && touch(box, other, 20))
  const top = Math.min(...below.map(({ y }) => y))
  if (below.length > 0 && top > box.y)
    pushApart(board, box.scope, 'y', top, bottomOf(box) + 30 - top, { except: box.id })
  settle(board, box.scope)
  fitFrame(board, box.scope)
}

/** Where on the lower border of a step another event has room. */
export function freeOnBorder(task: Box, taken: readonly Box[]): number {
  const { width } = SIZES.event
  const places = [0.75, 0.25, 0.5, 1, 0].map((part) => task.x + task.width * part - width / 2)
  return places.find((x) => taken.every((box) => x + width <= box.x || rightOf(box) <= x)) ?? rightOf(task)
}
