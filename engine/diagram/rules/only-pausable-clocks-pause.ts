import type { Registry } from '../finding.ts'
import type { FlowNode } from '../procedure-model.ts'
import { named, nodesOf } from './reading/elements.ts'
import { asksFor, formAt, leftBy } from './reading/registered.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** The law lets few clocks wait, each for its own reasons; a pause for any reason at all hides lateness. */
export const onlyPausableClocksPause: DiagramRule = {
  id: 'only-pausable-clocks-pause',
  about: 'Only a clock that the law lets wait is paused, for a reason that is recorded.',
  clause: 'SI 2006/1738 reg 14',
  certainty: 'well-known',
  check: (diagram, { registry }) =>
    nodesOf(diagram)
      .filter((node) => holds(node, registry))
      .flatMap((node) => faultsOf(node, registry)),
}

function holds(node: FlowNode, registry: Registry): boolean {
  return leftBy(node, registry).includes('clock-held') || /^(hold|pause)-clock$/.test(node.redress.action ?? '')
}

function faultsOf(node: FlowNode, registry: Registry): readonly Fault[] {
  const { parameters, deadline } = node.redress
  const rule = parameters?.['rule'] ?? deadline?.rule
  const form = formAt(node, registry)
  const grounded = parameters?.['ground'] !== undefined || (form !== undefined && asksFor(form, /ground|reason/i))
  const fault = (message: string, remedy: string): Fault => ({
    element: node.id,
    message: `${named(node)} ${message}`,
    remedy,
  })
  const known = rule === undefined ? undefined : registry.deadlineRules.get(rule)
  return [
    ...(rule === undefined
      ? [
          fault(
            'pauses a clock and does not say which.',
            'Bind the rule whose clock it pauses (redress:deadline, or the parameter rule).',
          ),
        ]
      : []),
    ...(known !== undefined && !known.pausable
      ? [
          fault(
            `pauses '${known.id}', which ${known.clause} does not let wait.`,
            'Leave that clock running; extend it instead, where the law allows.',
          ),
        ]
      : []),
    ...(grounded ? [] : [fault('pauses a clock and asks for no ground.', 'Give its form a field for the ground.')]),
  ]
}
