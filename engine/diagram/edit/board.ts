import { childOf, childrenOf, idOf, isA, numberOf, type ModdleElement } from '../moddle.ts'
import { drop, put, scopeOf, type Sheet } from './sheet.ts'

/** The drawing as boxes and lines that can be moved about, in the drawing's own units. */
export interface Board {
  readonly boxes: Map<string, Box>
  readonly lines: Map<string, Line>
  /** Pools and lanes: frames around whole processes. */
  readonly frames: Map<string, Rect>
}

export interface Point {
  x: number
  y: number
}

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

export interface Box extends Rect {
  readonly id: string
  /** The process or sub-process that holds it. */
  readonly scope: string
  /** Of an event on the border of an activity. */
  readonly host?: string
  /** A sub-process whose steps are drawn inside of it. */
  readonly isOpen: boolean
  /** An event sub-process: no flow leads to it. */
  readonly isAside: boolean
  readonly plane: ModdleElement
  label?: Rect
}

export interface Line {
  readonly id: string
  readonly scope: string
  source: string
  target: string
  readonly plane: ModdleElement
  points: Point[]
  label?: Rect
}

export function readBoard(sheet: Sheet): Board {
  const board: Board = { boxes: new Map(), lines: new Map(), frames: new Map() }
  for (const plane of planesOf(sheet)) {
    for (const drawn of childrenOf(plane, 'planeElement')) {
      const id = idOf(childOf(drawn, 'bpmnElement'))
      const element = sheet.elements.get(id)
      const bounds = rectOf(childOf(drawn, 'bounds'))
      const label = rectOf(childOf(childOf(drawn, 'label') ?? drawn, 'bounds'))
      const named = childOf(drawn, 'label') === undefined || label === undefined ? {} : { label }
      if (element === undefined || !isA(element, 'bpmn:FlowElement')) {
        if (bounds !== undefined) board.frames.set(id, bounds)
        continue
      }
      const scope = idOf(scopeOf(element))
      if (bounds !== undefined) {
        const host = childOf(element, 'attachedToRef')
        const isOpen = isA(element, 'bpmn:SubProcess') && drawn.get('isExpanded') !== false
        const isAside = element.get('triggeredByEvent') === true
        const box = { id, scope, plane, isOpen, isAside, ...bounds, ...named, ...(host && { host: idOf(host) }) }
        board.boxes.set(id, box)
      } else {
        const points = childrenOf(drawn, 'waypoint').map((point) => ({ x: sideOf(point, 'x'), y: sideOf(point, 'y') }))
        const [source, target] = (['sourceRef', 'targetRef'] as const).map((end) => idOf(childOf(element, end)))
        board.lines.set(id, { id, scope, plane, points, source: source ?? '', target: target ?? '', ...named })
      }
    }
  }
  return board
}

export function planesOf({ definitions }: Sheet): readonly ModdleElement[] {
  return childrenOf(definitions, 'diagrams').flatMap((diagram) => childOf(diagram, 'plane') ?? [])
}

function rectOf(bounds: ModdleElement | undefined): Rect | undefined {
  if (bounds?.$type !== 'dc:Bounds') return undefined
  const [x, y, width, height] = (['x', 'y', 'width', 'height'] as const).map((side) => sideOf(bounds, side))
  return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }
}

function sideOf(element: ModdleElement, side: string): number {
  return numberOf(element, side) ?? 0
}

/** Puts the drawing back: what is new is added, what is gone is taken out, what has not moved stays as it is written. */
export function writeBoard(sheet: Sheet, { boxes, lines, frames }: Board): void {
  const written = new Set<string>()
  for (const plane of planesOf(sheet)) {
    for (const drawn of [...childrenOf(plane, 'planeElement')]) {
      const id = idOf(childOf(drawn, 'bpmnElement'))
      const known = childOf(drawn, 'bpmnElement')
      const [box, line, frame] = [boxes.get(id), lines.get(id), frames.get(id)]
      const isOfFlow = known !== undefined && isA(known, 'bpmn:FlowElement')
      if (isOfFlow && (!sheet.elements.has(id) || (box === undefined && line === undefined))) {
        drop(plane, 'planeElement', drawn)
        continue
      }
      written.add(id)
      const label = box?.label ?? line?.label
      if (box ?? frame) setBounds(drawn, box ?? frame)
      if (line) setPoints(drawn, line.points)
      if (isOfFlow) setLabel(drawn, label)
    }
  }
  for (const each of [...boxes.values(), ...lines.values()]) {
    const element = sheet.elements.get(each.id)
    if (written.has(each.id) || element === undefined) continue
    const isBox = 'width' in each
    const drawn = put(each.plane, 'planeElement', isBox ? 'bpmndi:BPMNShape' : 'bpmndi:BPMNEdge', {
      id: `${each.id}_${isBox ? 'shape' : 'edge'}`,
      bpmnElement: element,
      ...(isA(element, 'bpmn:ExclusiveGateway') && { isMarkerVisible: true }),
      ...(isA(element, 'bpmn:SubProcess') && { isExpanded: true }),
    })
    if (isBox) setBounds(drawn, each)
    else setPoints(drawn, each.points)
    setLabel(drawn, each.label)
  }
}

function setBounds(drawn: ModdleElement, rect: Rect | undefined): void {
  if (rect === undefined) return
  const bounds = childOf(drawn, 'bounds') ?? put(drawn, 'bounds', 'dc:Bounds', {}, { isOnly: true })
  for (const side of ['x', 'y', 'width', 'height'] as const) bounds.set(side, rect[side])
}

function setPoints(drawn: ModdleElement, points: readonly Point[]): void {
  const before = childrenOf(drawn, 'waypoint')
  const isSame = (point: Point, place: number) =>
    before[place]?.get('x') === point.x && before[place].get('y') === point.y
  if (before.length === points.length && points.every(isSame)) return
  drawn.set('waypoint', [])
  for (const { x, y } of points) put(drawn, 'waypoint', 'dc:Point', { x, y })
}

function setLabel(drawn: ModdleElement, rect: Rect | undefined): void {
  if (rect === undefined) {
    if (childOf(drawn, 'label')) drawn.set('label', undefined)
    return
  }
  const label = childOf(drawn, 'label') ?? put(drawn, 'label', 'bpmndi:BPMNLabel', {}, { isOnly: true })
  setBounds(label, rect)
}

/** The boxes that stand in a scope by themselves, events on borders left out: those go where their activity goes. */
export function membersOf({ boxes }: Board, scope: string): readonly Box[] {
  return [...boxes.values()].filter((box) => box.scope === scope && box.host === undefined)
}

export const rightOf = ({ x, width }: Rect): number => x + width
export const bottomOf = ({ y, height }: Rect): number => y + height
export const middleOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 })

/** Whether two boxes cover each other, or come closer than `room`. */
export function touch(one: Rect, other: Rect, room = 0): boolean {
  return (
    one.x < rightOf(other) + room &&
    other.x < rightOf(one) + room &&
    one.y < bottomOf(other) + room &&
    other.y < bottomOf(one) + room
  )
}
