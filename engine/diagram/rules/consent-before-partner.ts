import type { Registry } from '../finding.ts'
import type { ProcedureModel, SequenceFlow } from '../procedure-model.ts'
import { always } from './reading/always.ts'
import { flowsAt, named, processesOf } from './reading/elements.ts'
import { variablesIn } from './reading/expressions.ts'
import { actionAt, formAt } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** Nothing about a complainant leaves the council before they have agreed to it. */
export const consentBeforePartner: DiagramRule = {
  id: 'consent-before-partner',
  about: 'Consent is recorded, and asked about, before anything goes to a partner body.',
  clause: 'UK GDPR; LGSCO joint guidance; SI 2009/309 reg 9',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const consent = always(model, {
        start: [],
        at: (node) => {
          const records = formAt(node, registry)?.records ?? []
          if (!records.includes('consent-given')) return []
          return records.includes('consent-refused') ? ['asked'] : ['asked', 'given']
        },
        along: (flow) => (asksAboutConsent(flow, model, registry) ? ['given'] : []),
      })
      return [...model.nodes.values()]
        .filter((node) => actionAt(node, registry)?.toPartner)
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

/** A way out of a gateway that a form's answer about consent decides: taken only after the question. */
function asksAboutConsent(flow: SequenceFlow, model: ProcedureModel, registry: Registry): boolean {
  const answers = new Set(
    [...model.nodes.values()].flatMap((node) => {
      const form = formAt(node, registry)
      return form?.records.includes('consent-given') ? Object.keys(form.variables) : []
    }),
  )
  const ways = flowsAt(model, model.nodes.get(flow.source)?.outgoing ?? [])
  const yes = (way: SequenceFlow) => variablesIn(way.condition ?? '').some((name) => answers.has(name))
  return flow.condition === undefined
    ? ways.some((way) => yes(way) && /false|not|"no|refused/.test(way.condition ?? ''))
    : yes(flow) && !/= *false|^not\b|"no\b|refused/.test(flow.condition)
}
