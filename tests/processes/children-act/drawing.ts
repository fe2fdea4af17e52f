import { layoutOf } from '../../../engine/diagram/layout.ts'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'

/** What makes a drawing hard to read: lines through shapes, labels on shapes, on lines or on each other. */

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
interface Point {
  readonly x: number
  readonly y: number
}

export async function faultsOfDrawing(xml: string, model: ProcedureModel): Promise<readonly string[]> {
  const layout = await layoutOf(xml)
  const boxes = layout.filter(({ isEdge, element }) => !isEdge && !model.scopes.has(element))
  const lines = layout.flatMap(({ element, waypoints }) =>
    waypoints ? [{ element, stretches: stretchesOf(waypoints) }] : [],
  )
  const labels = labelsIn(xml)
  const through = lines.flatMap(({ element, stretches }) => {
    const flow = model.flows.get(element)
    return boxes
      .filter((box) => box.element !== flow?.source && box.element !== flow?.target)
      .filter((box) => !isHostOf(model, box.element, flow?.source))
      .filter((box) => stretches.some((stretch) => meets(stretch, box)))
      .map((box) => `${element} runs through ${box.element}`)
  })
  const onShapes = labels.flatMap((label) =>
    boxes
      .filter((box) => box.element !== label.element && overlap(label, box))
      .map((box) => `The label of ${label.element} covers ${box.element}`),
  )
  const onLines = labels.flatMap((label) =>
    lines
      .filter(({ stretches }) => stretches.some((stretch) => meets(stretch, shrunk(label, 3))))
      .map(({ element }) => `The label of ${label.element} lies on ${element}`),
  )
  const onLabels = labels.flatMap((label, index) =>
    labels
      .slice(index + 1)
      .filter((other) => overlap(shrunk(label, 1), other))
      .map((other) => `The labels of ${label.element} and ${other.element} cover each other`),
  )
  const slanting = lines.flatMap(({ element, stretches }) =>
    stretches.some(([a, b]) => a.x !== b.x && a.y !== b.y) ? [`${element} is slanting`] : [],
  )
  return [...through, ...onShapes, ...onLines, ...onLabels, ...slanting]
}

/** How many flows run from right to left: only loops should. */
export async function flowsBackwards(xml: string): Promise<readonly string[]> {
  const layout = await layoutOf(xml)
  return layout.flatMap(({ element, waypoints = [] }) => {
    const [first, last] = [waypoints[0], waypoints.at(-1)]
    return first && last && last.x < first.x - 1 ? [element] : []
  })
}

type Stretch = readonly [Point, Point]

function stretchesOf(points: readonly Point[]): readonly Stretch[] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point])
}

/** The flow leaves from a boundary event of that activity. */
function isHostOf(model: ProcedureModel, activity: string, source: string | undefined): boolean {
  const node = model.nodes.get(source ?? '')
  return node !== undefined && 'attachedTo' in node && node.attachedTo === activity
}

function meets([a, b]: Stretch, { x, y, width, height }: Box): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  return left < x + width && right > x && top < y + height && bottom > y
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

function shrunk({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}

const SHAPE =
  /bpmnElement="([^"]+)"[^>]*>(?:(?!<\/bpmndi:BPMN(?:Shape|Edge)>)[\s\S])*?<bpmndi:BPMNLabel>\s*<dc:Bounds ([^>]*)\/>/g

function labelsIn(xml: string): readonly (Box & { readonly element: string })[] {
  return [...xml.matchAll(SHAPE)].map(([, element = '', bounds = '']) => {
    const at = (name: string) => Number(new RegExp(`\\b${name}="([^"]*)"`).exec(bounds)?.[1])
    return { element, x: at('x'), y: at('y'), width: at('width'), height: at('height') }
  })
}
