import type { Registry } from '../finding.ts'
import type { FlowNode, ProcedureModel, SequenceFlow } from '../procedure-model.ts'
import { always } from './reading/always.ts'
import { flowsAt, named, processesOf } from './reading/elements.ts'
import { variablesIn } from './reading/expressions.ts'
import { actionAt, formAt, leftBy } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** What somebody records who has handed the complaint to a partner by hand. */
const HANDED_OVER = ['partner-asked', 'joint-draft-circulated', 'provider-notified']

/** Nothing about a complainant leaves the council before they have agreed to it. */
export const consentBeforePartner: DiagramRule = {
  id: 'consent-before-partner',
  about: 'Consent is recorded, and asked about, before anything goes to a partner body.',
  clause: 'UK GDPR; joint protocols under SI 2009/309 reg 9',
  certainty: 'well-known',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const consent = always(model, {
        start: [],
        at: (node) => {
          // An action that asks, and stops where the answer is no, leaves only a yes.
          if (actionAt(node, registry)?.asksConsent === true) {
            return node.redress.parameters?.['stop'] === 'true' ? ['asked', 'given'] : ['asked']
          }
          const records = formAt(node, registry)?.records ?? []
          if (!records.includes('consent-given')) return []
          return records.includes('consent-refused') ? ['asked'] : ['asked', 'given']
        },
        along: (flow) => (asksAboutConsent(flow, model, registry) ? ['given'] : []),
      })
      return [...model.nodes.values()]
        .filter((node) => goesToPartner(node, registry))
        .filter(({ id }) => consent.before(id)?.has('given') === false)
        .map((node) => ({
          element: node.id,
          message: consent.before(node.id)?.has('asked')
            ? `${named(node)} sends to a partner body although consent may have been refused: no gateway asks.`
            : `${named(node)} sends to a partner body, and a case can come there without consent.`,
          remedy: 'Put a task that records consent before it, and a gateway that lets only a yes come here.',
        }))
    }),
}

function goesToPartner(node: FlowNode, registry: Registry): boolean {
  return (
    actionAt(node, registry)?.toPartner === true || leftBy(node, registry).some((left) => HANDED_OVER.includes(left))
  )
}

const NO = /= *false|\bnot\b|"no\b|refused/

/** The way out of a gateway that is taken only on a yes to the question about consent. */
function asksAboutConsent({ condition, source }: SequenceFlow, model: ProcedureModel, registry: Registry): boolean {
  const answers = new Set(
    [...model.nodes.values()].flatMap((node) => {
      const form = formAt(node, registry)
      const action = actionAt(node, registry)
      if (action?.asksConsent === true) return Object.keys(action.variables)
      return form?.records.includes('consent-given') ? Object.keys(form.variables) : []
    }),
  )
  const asks = (text: string) => variablesIn(text).some((name) => answers.has(name))
  if (condition !== undefined) return asks(condition) && !NO.test(condition)
  const others = flowsAt(model, model.nodes.get(source)?.outgoing ?? []).map((way) => way.condition ?? '')
  return others.some((text) => text !== '' && asks(text) && NO.test(text))
}
