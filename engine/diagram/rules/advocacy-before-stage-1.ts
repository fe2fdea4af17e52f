import type { Registry } from '../finding.ts'
import type { FlowNode, ProcedureModel, SequenceFlow } from '../procedure-model.ts'
import { always } from './reading/always.ts'
import { deadlineOf, flowsAt, isActivity, named, processesOf } from './reading/elements.ts'
import { variablesIn } from './reading/expressions.ts'
import { formAt, leftBy } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

const STAGE_1 = /(^|[-_])stage[-_]?1([-_]|$)/i

/** A child must know of the advocate before anybody answers the complaint, not after. */
export const advocacyBeforeStage1: DiagramRule = {
  id: 'advocacy-before-stage-1',
  about: 'A child who complains is offered an advocate before stage 1 begins.',
  clause: 'Children Act 1989 s.26A',
  check: (diagram, { registry }) =>
    processesOf(diagram)
      // A stage of its own is called by the procedure, which has made the offer.
      .filter((model) => !STAGE_1.test(model.id))
      .flatMap((model) => {
        const offered = always(model, {
          start: [],
          at: (node) => (leftBy(node, registry).includes('advocacy-offered') ? ['offered'] : []),
          along: (flow) => (isForAdults(flow, model) ? ['offered'] : []),
        })
        return [...model.nodes.values()]
          .filter((node) => isStage1(node, registry) && offered.before(node.id)?.has('offered') === false)
          .map((node) => ({
            element: node.id,
            message: `${named(node)} can begin without a child having been offered an advocate.`,
            remedy: 'Put a step that offers advocacy before it, on every way that a child’s complaint can take.',
          }))
      }),
}

/** The stage itself, or the task that answers it. */
function isStage1(node: FlowNode, registry: Registry): boolean {
  if (!isActivity(node)) return false
  if (node.type === 'callActivity') return STAGE_1.test(node.calledElement ?? '')
  const rule = registry.deadlineRules.get(deadlineOf(node)?.rule ?? '')
  return (
    node.type === 'userTask' &&
    [...(rule?.metBy ?? []), ...(formAt(node, registry)?.records ?? [])].includes('stage-1-answered')
  )
}

/** The way that a gateway keeps for complaints not made by a child. */
function isForAdults(flow: SequenceFlow, model: ProcedureModel): boolean {
  const asks = (way: SequenceFlow) => variablesIn(way.condition ?? '').some((name) => /child/i.test(name))
  const yes = (way: SequenceFlow) => asks(way) && !/= *false|^\s*not\b/.test(way.condition ?? '')
  const ways = flowsAt(model, model.nodes.get(flow.source)?.outgoing ?? [])
  return flow.condition === undefined ? ways.some(yes) : asks(flow) && !yes(flow)
}
