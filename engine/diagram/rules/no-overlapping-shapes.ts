import type { Shape } from '../layout.ts'
import type { FlowNode } from '../procedure-model.ts'
import { isEvent, named, nodesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** Shapes that cover each other hide a step; one outside its sub-process seems to stand in another. */
export const noOverlappingShapes: DiagramRule = {
  id: 'no-overlapping-shapes',
  about: 'No two steps cover each other, and each stands inside its sub-process.',
  check(diagram, { layout }) {
    const shapes = new Map(layout.filter(({ isEdge }) => !isEdge).map((shape) => [shape.element, shape]))
    const nodes = nodesOf(diagram).flatMap((node) => {
      const shape = shapes.get(node.id)
      return shape === undefined ? [] : [{ node, shape }]
    })
    const covering = nodes.flatMap((one, index) =>
      nodes
        .slice(index + 1)
        .filter((other) => areApart(one.node, other.node) && overlap(one.shape, other.shape))
        .map((other) => ({
          element: one.node.id,
          message: `${named(one.node)} and ${other.node.id} cover each other in the drawing.`,
          remedy: 'Move one of them.',
        })),
    )
    const outside = nodes.flatMap(({ node, shape }) => {
      const around = shapes.get(node.scope)
      return around === undefined || isInside(shape, around)
        ? []
        : [
            {
              element: node.id,
              message: `${named(node)} stands outside its sub-process ${node.scope} in the drawing.`,
              remedy: 'Move it inside.',
            },
          ]
    })
    return [...covering, ...outside]
  },
}

/** Of the same scope, and not an event on the border of its activity. */
function areApart(one: FlowNode, other: FlowNode): boolean {
  if (one.scope !== other.scope) return false
  const attached = (event: FlowNode, activity: FlowNode) => isEvent(event) && event.attachedTo === activity.id
  return !attached(one, other) && !attached(other, one)
}

function overlap(one: Shape, other: Shape): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

function isInside(inner: Shape, outer: Shape): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}
