import { BpmnModdle } from 'bpmn-moddle'

/** A box in the drawing's own units. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where one element stands in the drawing, in the drawing's own units. */
export interface Shape extends Bounds {
  /** Id of the element that is drawn. */
  readonly element: string
  /** A line, not a box: its bounds are those of its way points. */
  readonly isEdge: boolean
  readonly waypoints?: readonly Point[]
  /** Where its name stands, when that is not inside of it. */
  readonly label?: Bounds
  /** A sub-process whose steps are hidden in it. */
  readonly isCollapsed?: true
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Reads the diagram interchange alone. Rejects when `xml` is no BPMN. */
export async function layoutOf(xml: string): Promise<readonly Shape[]> {
  const { rootElement } = await new BpmnModdle().fromXML(xml)
  const { diagrams } = rootElement as unknown as { readonly diagrams?: readonly DrawnDiagram[] }
  return (diagrams ?? []).flatMap(({ plane }) => plane?.planeElement ?? []).flatMap(shapeOf)
}

/** What of bpmn-moddle's tree is read here. Every part may be missing. */
interface DrawnDiagram {
  readonly plane?: { readonly planeElement?: readonly Drawn[] }
}

interface Drawn {
  readonly bpmnElement?: { readonly id?: string }
  readonly bounds?: Bounds
  readonly waypoint?: readonly Point[]
  readonly label?: { readonly bounds?: Bounds }
  readonly isExpanded?: boolean
}

function shapeOf({ bpmnElement, bounds, waypoint, label, isExpanded }: Drawn): readonly Shape[] {
  const element = bpmnElement?.id
  if (element === undefined) return []
  const named = label?.bounds === undefined ? {} : { label: boxOf(label.bounds) }
  if (bounds !== undefined) {
    return [{ element, ...boxOf(bounds), isEdge: false, ...named, ...(isExpanded === false && { isCollapsed: true }) }]
  }
  if (waypoint === undefined || waypoint.length === 0) return []
  const waypoints = waypoint.map(({ x, y }) => ({ x, y }))
  const [xs, ys] = [waypoints.map(({ x }) => x), waypoints.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return [{ element, x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, isEdge: true, waypoints, ...named }]
}

function boxOf({ x, y, width, height }: Bounds): Bounds {
  return { x, y, width, height }
}
