import type { Registry } from '../finding.ts'
import type { Diagram, FlowNode, ProcedureModel, SequenceFlow } from '../procedure-model.ts'
import { alwaysAcross } from './reading/across.ts'
import { always, type Gains } from './reading/always.ts'
import { deadlineOf, flowsAt, isActivity, named, processesOf } from './reading/elements.ts'
import { variablesIn } from './reading/expressions.ts'
import { leftBy } from './reading/registered.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** A child must know of the advocate before anybody answers the complaint, not after. */
export const advocacyBeforeStage1: DiagramRule = {
  id: 'advocacy-before-stage-1',
  about: 'A child who complains is offered an advocate before stage 1 begins.',
  clause: 'Children Act 1989 s.26A',
  certainty: 'verified',
  check: (diagram, { registry }) =>
    processesOf(diagram)
      // Stage 1 in a file of its own is called by the procedure, which has made the offer: `together` looks at that.
      .filter(({ id }) => !isStage1(id))
      .flatMap((model) => {
        const offered = always(model, { start: [], ...offers(model, registry) })
        return stage1In(model, registry)
          .filter(({ id }) => offered.before(id)?.has('offered') === false)
          .map(fault)
      }),
  together(diagrams: readonly Diagram[], registry) {
    const models = diagrams.flatMap(processesOf)
    // Read once: the ways are gone along again and again.
    const along = new Map(
      models.flatMap((model) => [...model.flows.values()].map((flow) => [flow, offersAlong(flow, model)])),
    )
    const offered = alwaysAcross(models, {
      at: (node) => offersAt(node, registry),
      along: (flow) => along.get(flow) ?? [],
    })
    return models.flatMap((model) =>
      stage1In(model, registry)
        .filter(({ id }) => offered.get(model.id)?.before(id)?.has('offered') === false)
        .map((node) => ({ ...fault(node), process: model.id })),
    )
  },
}

/** A process named for Stage 1 itself: `children-act-stage-1`, but neither `after-stage-1` nor `stage-1-extension`. */
function isStage1(process: string): boolean {
  return /(^|[-_])stage[-_]?1$/i.test(process) && !/(^|[-_])(after|before)[-_]stage[-_]?1$/i.test(process)
}

function fault(node: FlowNode): Fault {
  return {
    element: node.id,
    message: `${named(node)} can begin without a child having been offered an advocate.`,
    remedy: 'Put a step that offers advocacy before it, on every way that a child’s complaint can take.',
  }
}

function offers(model: ProcedureModel, registry: Registry): Omit<Gains, 'start'> {
  return { at: (node) => offersAt(node, registry), along: (flow) => offersAlong(flow, model) }
}

/** The offer itself; or a case taken up again, which was offered one when it first came. */
function offersAt(node: FlowNode, registry: Registry): readonly string[] {
  return leftBy(node, registry).some((fact) => fact === 'advocacy-offered' || fact === 'case-reopened')
    ? ['offered']
    : []
}

function offersAlong(flow: SequenceFlow, model: ProcedureModel): readonly string[] {
  return isForAdults(flow, model) ? ['offered'] : []
}

/** The tasks in which stage 1 is answered. */
function stage1In({ nodes }: ProcedureModel, registry: Registry): readonly FlowNode[] {
  return [...nodes.values()].filter((node) => {
    if (!isActivity(node) || node.type !== 'userTask') return false
    const rule = registry.deadlineRules.get(deadlineOf(node)?.rule ?? '')
    return [...(rule?.metBy ?? []), ...leftBy(node, registry)].includes('stage-1-answered')
  })
}

/** The way that a gateway keeps for complaints not made by a child. */
function isForAdults(flow: SequenceFlow, model: ProcedureModel): boolean {
  const asks = (way: SequenceFlow) => variablesIn(way.condition ?? '').some((name) => /child/i.test(name))
  const yes = (way: SequenceFlow) => asks(way) && !/= *false|^\s*not\b/.test(way.condition ?? '')
  const ways = flowsAt(model, model.nodes.get(flow.source)?.outgoing ?? [])
  return flow.condition === undefined ? ways.some(yes) : asks(flow) && !yes(flow)
}
