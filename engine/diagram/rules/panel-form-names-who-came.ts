import { named, userTasksOf } from './reading/elements.ts'
import { asksFor, formAt } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** The clerk's record: who sat in the room, and why the panel came to its view. */
export const panelFormNamesWhoCame: DiagramRule = {
  id: 'panel-form-names-who-came',
  about: 'The form of the panel meeting asks who attended and for the reasons.',
  clause: 'SI 2006/1738 regs 19(5), 20(1)',
  certainty: 'verified',
  check: (diagram, { registry }) =>
    userTasksOf(diagram).flatMap((node) => {
      const form = formAt(node, registry)
      if (form?.records.includes('panel-met') !== true) return []
      const missing = [
        ...(asksFor(form, /attend|present/i) ? [] : ['who attended']),
        ...(asksFor(form, /reason/i) ? [] : ['the reasons']),
      ]
      return missing.map((what) => ({
        element: node.id,
        message: `${named(node)} records the panel meeting, and its form '${form.id}' does not ask for ${what}.`,
        remedy: `Add a field for ${what} to the form.`,
      }))
    }),
}
