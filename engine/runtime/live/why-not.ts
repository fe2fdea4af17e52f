import type { FlowNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import { step, stopsForEver, type Wait } from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { ProcessInstance } from '../tree.ts'
import { isOffered, nameOf } from './places.ts'

export interface WhyNot {
  readonly code: 'no-such-step' | 'same-step' | 'no-step' | 'cannot-move-there' | 'would-wait-for-ever'
  readonly message: string
}

/** Why a case that waits there cannot be moved to that step of the same diagram; undefined where it can. */
export function whyNot(
  model: ProcedureModel,
  instance: ProcessInstance,
  wait: Wait,
  to: string,
  now: Instant,
): WhyNot | undefined {
  const node = model.nodes.get(to)
  if (node === undefined) return { code: 'no-such-step', message: `“${model.name}” has no step ${to}` }
  const [from, target] = [nameAt(model, wait.element), nameOf(model, node)]
  if (to === wait.element) return { code: 'same-step', message: `The case is at “${from}” already` }
  if (!canStand(model, node)) {
    return { code: 'no-step', message: `No case can be put at “${target}”: choose a task, a part or a wait` }
  }
  const moved = step(model, instance.state, { type: 'move', wait: wait.id, to }, now)
  if (moved.kind === 'refused') {
    const message = `The case cannot go from “${from}” to “${target}”: that is inside another part of “${model.name}”`
    return { code: 'cannot-move-there', message }
  }
  const stop = stopsForEver(model, instance.state, moved.state)
  if (stop === undefined) return undefined
  return { code: 'would-wait-for-ever', message: `From “${target}” the case would come to stand for ever at ${stop}` }
}

/** The name of a step, or what it is where it has none. */
export function nameAt(model: ProcedureModel, element: string): string {
  const node = model.nodes.get(element)
  return node === undefined ? element : nameOf(model, node)
}

/** Ends, questions and events at the edge of a step are no places; an event after a wait for several belongs to it. */
function canStand(model: ProcedureModel, node: FlowNode): boolean {
  switch (node.type) {
    case 'userTask':
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'receiveTask':
    case 'eventBasedGateway':
    case 'callActivity':
      return node.incoming.length > 0
    case 'intermediateCatchEvent':
      return node.incoming.length > 0 && !isOffered(model, node)
    default:
      return false
  }
}
