import { always } from './reading/always.ts'
import { named, processesOf } from './reading/elements.ts'
import { actionAt, setBy } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** A letter with a hole in it is sent once and read once. */
export const lettersHaveTheirValues: DiagramRule = {
  id: 'letters-have-their-values',
  about: 'What a letter needs is known before it is written.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const written = always(model, {
        start: Object.keys(registry.startVariables ?? {}),
        at: (node) => Object.keys(setBy(node, registry)),
      })
      return [...model.nodes.values()].flatMap((node) => {
        const known = written.before(node.id)
        const action = actionAt(node, registry)
        if (action === undefined || known === undefined) return []
        return action.needs
          .filter((need) => !known.has(need) && !Object.hasOwn(node.redress.parameters ?? {}, need))
          .map((need) => ({
            element: node.id,
            message: `${named(node)} writes a letter that needs '${need}', which is not known on every way to it.`,
            remedy: `Set '${need}' by a form or action before it, or give it as a parameter of the step.`,
          }))
      })
    }),
}
