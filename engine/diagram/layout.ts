import { BpmnModdle } from 'bpmn-moddle'

/** Where one element stands in the drawing, in the drawing's own units. */
export interface Shape {
  /** Id of the element that is drawn. */
  readonly element: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** A line, not a box: its bounds are those of its way points. */
  readonly isEdge: boolean
  readonly waypoints?: readonly Point[]
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
  readonly bounds?: Omit<Shape, 'element' | 'isEdge' | 'waypoints'>
  readonly waypoint?: readonly Point[]
}

function shapeOf({ bpmnElement, bounds, waypoint }: Drawn): readonly Shape[] {
  const element = bpmnElement?.id
  if (element === undefined) return []
  if (bounds !== undefined) {
    const { x, y, width, height } = bounds
    return [{ element, x, y, width, height, isEdge: false }]
  }
  if (waypoint === undefined || waypoint.length === 0) return []
  const waypoints = waypoint.map(({ x, y }) => ({ x, y }))
  const [xs, ys] = [waypoints.map(({ x }) => x), waypoints.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return [{ element, x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, isEdge: true, waypoints }]
}
