import { checkFeel } from '../feel/index.ts'
import type { FlowNode, ProcedureModel, SequenceFlow } from '../procedure-model.ts'
import { refusal, type Remark } from './remark.ts'

/** Sequence flows: both ends, scopes, conditions and defaults. */
export function checkFlows(model: ProcedureModel): readonly Remark[] {
  return [
    ...[...model.flows.values()].flatMap((flow) => [...checkEnds(flow, model), ...checkCondition(flow, model)]),
    ...[...model.nodes.values()].flatMap((node) => [...checkDefault(node), ...checkSplit(node, model)]),
  ]
}

function checkEnds({ id, source, target }: SequenceFlow, { nodes }: ProcedureModel): readonly Remark[] {
  const [from, to] = [nodes.get(source), nodes.get(target)]
  const remedy = 'Draw the flow again from one step to another, or delete it.'
  if (!from || !to) {
    const end = from ? 'leads to' : 'comes from'
    return [refusal(id, 'dangling-flow', `The flow ${end} nothing that can be a step of the process.`, remedy)]
  }
  const faults: Remark[] = []
  if (from.scope !== to.scope) {
    const message = `The flow crosses the border of a sub-process, from ${source} to ${target}.`
    faults.push(
      refusal(id, 'flow-crosses-border', message, 'Lead it to the sub-process itself, or draw both steps in it.'),
    )
  }
  if (to.type === 'startEvent')
    faults.push(refusal(id, 'flow-into-start', 'The flow leads into a start event.', remedy))
  if (to.type === 'boundaryEvent') {
    faults.push(refusal(id, 'flow-into-boundary', 'The flow leads into a boundary event.', remedy))
  }
  if (from.type === 'endEvent')
    faults.push(refusal(id, 'flow-out-of-end', 'The flow comes out of an end event.', remedy))
  for (const node of [from, to]) {
    if (!isOutsideTheFlow(node)) continue
    const message = `The flow joins ${node.id}, which is started by an event or by compensation only.`
    faults.push(refusal(id, 'flow-to-event-sub-process', message, remedy))
  }
  return faults
}

function isOutsideTheFlow(node: FlowNode): boolean {
  return 'boundaries' in node && (node.triggeredByEvent === true || node.isForCompensation)
}

function checkCondition({ id, source, condition }: SequenceFlow, { nodes }: ProcedureModel): readonly Remark[] {
  if (condition === undefined) return []
  const from = nodes.get(source)
  const faults = checkFeel(condition, 'condition').map((problem) =>
    refusal(
      id,
      'bad-condition',
      `Its condition cannot be used: ${condition.slice(0, 100)}. ${problem}`,
      'Write the condition as FEEL, such as: outcome = "upheld".',
    ),
  )
  if (from && 'default' in from && from.default === id) {
    const message = `The flow is the default of ${source} and has a condition, which would never be asked.`
    faults.push(refusal(id, 'condition-on-default', message, 'Delete the condition, or choose another default.'))
  }
  if (from && !mayChoose(from)) {
    const message = `The flow has a condition, and ${source} (${from.type}) does not choose.`
    faults.push(
      refusal(id, 'condition-out-of-place', message, 'Delete the condition, or put an exclusive gateway there.'),
    )
  }
  return faults
}

function mayChoose(node: FlowNode): boolean {
  return 'boundaries' in node || node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway'
}

function checkDefault(node: FlowNode): readonly Remark[] {
  if (!('default' in node) || node.outgoing.includes(node.default)) return []
  const message = `Its default flow is ${node.default}, which does not leave it.`
  return [refusal(node.id, 'dangling-reference', message, 'Choose one of its own outgoing flows as the default.')]
}

function checkSplit(node: FlowNode, { flows }: ProcedureModel): readonly Remark[] {
  if (!node.type.endsWith('Gateway')) return []
  if (node.outgoing.length === 0) {
    return [refusal(node.id, 'gateway-without-flow', 'No flow leaves the gateway.', 'Lead it to the next step.')]
  }
  const chooses = node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway'
  if (!chooses || node.outgoing.length === 1) return []
  return node.outgoing
    .filter((id) => id !== node.default && flows.get(id)?.condition === undefined)
    .map((id) => {
      const message = `The flow has no condition and is not the default of ${node.id}.`
      return refusal(id, 'no-condition', message, 'Give it a condition, or make it the default flow of the gateway.')
    })
}
