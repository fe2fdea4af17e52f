import type { SequenceFlow } from '../diagram/procedure-model.ts'
import { nodeOf, type CompiledNode } from './compiled-model.ts'
import { findScope, report, send, suspect, type Draft } from './draft.ts'
import { evaluateCondition, failed, visible, type Evaluated } from './expression.ts'
import type { Variables } from './token-state.ts'
import { park } from './wait.ts'

/**
 * The token goes on from an element that is done: a token on each outgoing flow that it takes. Where it can take none
 * although there are some, it stops in an incident, and a retry leaves again; where there are none, it is used up.
 */
export function leave(draft: Draft, node: CompiledNode, scope: string): void {
  if (node.plain) {
    report(draft, { type: 'left', element: node.id })
    for (const flow of node.out) take(draft, flow, scope)
    if (node.out.length === 0) suspect(draft, scope)
    return
  }
  const chosen = choose(node, visible(draft.variables, findScope(draft.held, scope)?.local))
  if (!chosen.ok) {
    park(draft, node.id, chosen.incident, { parent: scope, role: 'leaving' })
    return
  }
  report(draft, { type: 'left', element: node.id })
  for (const flow of chosen.value) take(draft, flow, scope)
}

export function take(draft: Draft, flow: SequenceFlow, scope: string): void {
  report(draft, { type: 'taken', flow: flow.id })
  send(draft, flow.target, scope, flow.id)
}

/** The token jumps from a link to its catch. */
export function jump(draft: Draft, node: CompiledNode, scope: string): void {
  report(draft, { type: 'left', element: node.id })
  if (node.link === undefined) {
    const { incident } = failed('no-flow-to-take', node.id, `No link event catches what ${node.id} throws`)
    park(draft, node.id, incident, { parent: scope, role: 'entry' })
  } else {
    send(draft, nodeOf(draft.compiled, node.link).id, scope)
  }
}

function choose({ id, node, out, fallback }: CompiledNode, variables: Variables): Evaluated<readonly SequenceFlow[]> {
  const chosen: SequenceFlow[] = []
  for (const flow of out) {
    if (flow.condition !== undefined) {
      const holds = evaluateCondition(flow.condition, variables, flow.id)
      if (!holds.ok) return holds
      if (!holds.value) continue
    }
    chosen.push(flow)
    if (node.type === 'exclusiveGateway') break
  }
  if (chosen.length === 0 && fallback) chosen.push(fallback)
  if (chosen.length > 0) return { ok: true, value: chosen }
  return failed('no-flow-to-take', id, `No condition of the flows out of ${id} is true, and none is the default`)
}
