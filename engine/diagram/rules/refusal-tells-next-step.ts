import type { Registry } from '../finding.ts'
import type { FlowNode } from '../procedure-model.ts'
import { always } from './reading/always.ts'
import { named, processesOf } from './reading/elements.ts'
import { actionAt, leftBy } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** Outcomes after which a complainant may want to go further. */
const NOT_ALL_THEY_ASKED = /^(not-|partly-|no-|un(?!ambiguous))|refus|exclu|reject|ineligible|declined/
/** Facts that somebody was told where to go next. */
const NEXT_STEP = /^(stage-2-right-notified|ombudsman-signposted)$/
/** Letters that say so besides what else they say. */
const LETTERS =
  /-(answered|response-sent)$|^notice:(refusal|reroute|deferral|outcome|late-complaint-decision|(eligibility|sufficient-interest)-decision)$/

/** What a letter of the procedure says that it says. */
const CONTENTS = /^(ombudsman|health-ombudsman|stage-2-right|stage-3-right|corporate-2-right|next-step-right)$/

/** Councils have been found at fault for ending a stage without saying that there is another one. */
export const refusalTellsNextStep: DiagramRule = {
  id: 'refusal-tells-next-step',
  about: 'Before an end that does not give the complainant all they asked, they are told where to go next.',
  clause: 'SI 2006/1738 regs 15, 17, 18, 20(3); SI 2009/309 reg 14(2)',
  certainty: 'well-known',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const told = always(model, {
        start: [],
        at: (node) => (tells(node, registry) ? ['told'] : []),
      })
      return [...model.nodes.values()]
        .filter(({ type, redress }) => type === 'endEvent' && NOT_ALL_THEY_ASKED.test(redress.outcome ?? ''))
        .filter(({ id }) => told.before(id)?.has('told') === false)
        .map((node) => ({
          element: node.id,
          message: `${named(node)} ends with '${node.redress.outcome ?? ''}', and a case can come there without the complainant having been told how to go further.`,
          remedy:
            'Put a step before it that sends the right to the next stage, or to the Ombudsman, on every way to it.',
        }))
    }),
}

/** A form may record an answer without its letter: only what an action writes is known to say where to go. */
function tells(node: FlowNode, registry: Registry): boolean {
  return (
    leftBy(node, registry).some((left) => NEXT_STEP.test(left)) ||
    (actionAt(node, registry)?.sends ?? []).some((letter) => LETTERS.test(letter)) ||
    (actionAt(node, registry)?.contents ?? []).some((content) => CONTENTS.test(content))
  )
}
