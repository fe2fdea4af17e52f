import { named, userTasksOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** "No deadline" is a decision that somebody can read, never a thing forgotten. */
export const userTaskHasDeadline: DiagramRule = {
  id: 'user-task-has-deadline',
  about: 'Every user task has a deadline, or says why it has none.',
  check: (diagram) =>
    userTasksOf(diagram).flatMap((node) => {
      const { deadline, noDeadline } = node.redress
      const reason = noDeadline?.trim() ?? ''
      if (deadline !== undefined && noDeadline === undefined) return []
      if (deadline === undefined && reason !== '') return []
      return [
        deadline === undefined
          ? {
              element: node.id,
              message: `${named(node)} has no deadline and does not say why.`,
              remedy: 'Bind a deadline (redress:deadline), or give the reason in redress:noDeadline.',
            }
          : {
              element: node.id,
              message: `${named(node)} has a deadline and also a reason for having none.`,
              remedy: 'Keep one of the two.',
            },
      ]
    }),
}
