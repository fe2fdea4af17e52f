import { nodeOf, type CompiledNode } from './compiled-model.ts'
import { add, findScope, newId, remove, replace, report, type Draft } from './draft.ts'
import { isEnabled } from './inclusive-join.ts'
import { leave } from './leave.ts'
import type { HeldJoin, HeldScope } from './token-state.ts'

/** A token comes to a join. A parallel join goes on with one token of each flow; what is left over stays. */
export function arrive(draft: Draft, node: CompiledNode, scope: HeldScope, flow: string): void {
  const join = joinOf(draft, node, scope)
  const arrived = { ...join.arrived, [flow]: (join.arrived[flow] ?? 0) + 1 }
  const filled = replace(draft, join, { ...join, arrived })
  if (node.node.type === 'parallelGateway' && node.node.incoming.every((id) => (arrived[id] ?? 0) > 0)) {
    goOn(draft, node, filled)
  }
}

/**
 * Lets one inclusive join go on that needs not wait any longer. Asked only when nothing else can move, since whether
 * another token can still come depends on where all of them are. Whether there was one.
 */
export function releaseInclusive(draft: Draft): boolean {
  for (const join of draft.held) {
    if (join.kind !== 'join') continue
    const node = nodeOf(draft.compiled, join.element)
    if (node.node.type !== 'inclusiveGateway' || !isEnabled(draft.compiled, draft.held, join)) continue
    goOn(draft, node, join)
    return true
  }
  return false
}

/** One token of each flow that has any becomes the one that leaves. */
function goOn(draft: Draft, node: CompiledNode, join: HeldJoin): void {
  const left = Object.entries(join.arrived).flatMap(([flow, count]) => (count > 1 ? [[flow, count - 1] as const] : []))
  if (left.length === 0) remove(draft, join)
  else replace(draft, join, { ...join, arrived: Object.fromEntries(left) })
  report(draft, { type: 'entered', element: node.id })
  leave(draft, node, join.parent)
}

function joinOf(draft: Draft, node: CompiledNode, scope: HeldScope): HeldJoin {
  const open = draft.held.find(
    (held) => held.kind === 'join' && held.element === node.id && held.parent === scope.id,
  ) as HeldJoin | undefined
  if (open) return open
  const local = findScope(draft.held, scope.id)?.local
  const join: HeldJoin = { kind: 'join', id: newId(draft, node.id), element: node.id, parent: scope.id, arrived: {} }
  return add(draft, local === undefined ? join : { ...join, local })
}
