import { named, nodesOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** A step may go; the cases that stand at it must be taken somewhere. */
export const noStepRemovedUnderCases: DiagramRule = {
  id: 'no-step-removed-under-cases',
  about: 'A step at which cases stand now is not removed without a word.',
  check(diagram, { previous, runningElements }) {
    if (previous === undefined || runningElements === undefined) return []
    const kept = new Set(nodesOf(diagram).map(({ id }) => id))
    return nodesOf(previous)
      .filter(({ id }) => runningElements.has(id) && !kept.has(id))
      .map((node) => ({
        element: node.id,
        message: `${named(node)} is gone from this version, and cases stand there now.`,
        remedy: 'Keep the step, or say in the migration to which step those cases go.',
      }))
  },
}
