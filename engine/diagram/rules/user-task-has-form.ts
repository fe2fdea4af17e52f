import { named, userTasksOf } from './reading/elements.ts'
import type { DiagramRule } from './rule.ts'

/** A task without a form cannot record what was done. */
export const userTaskHasForm: DiagramRule = {
  id: 'user-task-has-form',
  about: 'Every user task has a form, and the form is part of this version.',
  check: (diagram, { registry }) =>
    userTasksOf(diagram).flatMap((node) => {
      const { form } = node.redress
      if (form !== undefined && registry.forms.has(form)) return []
      return [
        form === undefined
          ? {
              element: node.id,
              message: `${named(node)} has no form, so that nothing can be filled in.`,
              remedy: 'Name a form of this procedure (redress:form), or make it a task that nobody fills in.',
            }
          : {
              element: node.id,
              message: `${named(node)} names the form '${form}', which this version does not have.`,
              remedy: `Add the form to the forms of the procedure, or name one of: ${[...registry.forms.keys()].join(', ')}.`,
            },
      ]
    }),
}
