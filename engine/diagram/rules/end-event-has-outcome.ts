import { isEvent, named, processesOf } from './reading/elements.ts'
import { endsOf } from './reading/main-line.ts'
import type { DiagramRule } from './rule.ts'

/** Ends that hand something to what is outside are no outcomes. */
const HANDING_ON = ['error', 'cancel', 'compensation']

/** The annual report is a count of ends: an end without an outcome would be missing from it. */
export const endEventHasOutcome: DiagramRule = {
  id: 'end-event-has-outcome',
  about: 'Every end of a procedure or stage records its outcome.',
  clause: 'SI 2006/1738 reg 13',
  certainty: 'well-known',
  check: (diagram) =>
    processesOf(diagram)
      .flatMap(endsOf)
      .filter((node) => !(isEvent(node) && HANDING_ON.includes(node.event.kind)))
      .filter(({ redress }) => (redress.outcome ?? '').trim() === '')
      .map((node) => ({
        element: node.id,
        message: `${named(node)} does not say which outcome it is.`,
        remedy: 'Give it redress:outcome with the code that the annual report counts.',
      })),
}
