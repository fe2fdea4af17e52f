import { named, namedFlow, nodesOf, processesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** What is not drawn runs all the same, and nobody sees it. */
export const everyStepIsDrawn: DiagramRule = {
  id: 'every-step-is-drawn',
  about: 'Every step and every flow has its place in the drawing.',
  check(diagram, { layout }) {
    const drawn = new Set(layout.map(({ element }) => element))
    const flows = processesOf(diagram).flatMap((model) => [...model.flows.values()])
    return [
      ...nodesOf(diagram).map((node) => ({ id: node.id, what: named(node) })),
      ...flows.map((flow) => ({ id: flow.id, what: namedFlow(flow) })),
    ]
      .filter(({ id }) => !drawn.has(id))
      .map(({ id, what }) => ({
        element: id,
        message: `${what} is not drawn.`,
        remedy: 'Open the diagram in the editor, place it and save; or remove it.',
      }))
  },
}
