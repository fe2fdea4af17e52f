import type { Loop } from '../diagram/procedure-model.ts'
import { armBoundaries } from './arm.ts'
import type { CompiledNode } from './compiled-model.ts'
import { add, newId, type Draft } from './draft.ts'
import { evaluateValue, failed, visible, type Evaluated } from './expression.ts'
import { decideLoop, loopOf } from './finish.ts'
import type { HeldLoop, VariableValue, Variables } from './token-state.ts'
import { park } from './wait.ts'

/** A token comes to a multi-instance activity or a standard loop. */
export function startLoop(
  draft: Draft,
  node: CompiledNode,
  parent: string,
  local: Variables | undefined,
  flow?: string,
): void {
  const definition = loopOf(node)
  const size = sizeOf(draft, node, definition, local)
  if (!size.ok) {
    const place = { parent, role: 'entry' } as const
    park(draft, node.id, size.incident, flow === undefined ? place : { ...place, flow })
    return
  }
  const base = { kind: 'loop', id: newId(draft, node.id), element: node.id, parent, started: 0, completed: 0 } as const
  const loop: HeldLoop = add(draft, { ...base, ...size.value, ...(local !== undefined && { local }) })
  armBoundaries(draft, node.alarms, loop.id, parent, local)
  if (definition.kind === 'standard' ? definition.testBefore : loop.total === 0) decideLoop(draft, loop, undefined)
  else draft.queue.push({ do: 'spawn', loop: loop.id })
}

/** The variables of the next instance: its number, from 1, and its item. */
export function nextLocal({ node }: CompiledNode, { local, started, items }: HeldLoop): Variables {
  const definition = 'loop' in node ? node.loop : undefined
  const counted = { ...local, loopCounter: started + 1 }
  const item = items?.[started]
  if (definition?.kind !== 'multi-instance' || definition.elementVariable === undefined || item === undefined) {
    return counted
  }
  return { ...counted, [definition.elementVariable]: item }
}

type Size = Pick<HeldLoop, 'total' | 'items'>

function sizeOf(draft: Draft, { id }: CompiledNode, definition: Loop, local: Variables | undefined): Evaluated<Size> {
  if (definition.kind === 'standard') return { ok: true, value: {} }
  const variables = visible(draft.variables, local)
  if (definition.collection !== undefined) {
    const items = evaluateValue(definition.collection, variables, id)
    if (!items.ok) return items
    if (!Array.isArray(items.value)) {
      return failed('collection-not-a-list', id, `The collection '${definition.collection}' gives no list`)
    }
    const list = items.value as readonly VariableValue[]
    return { ok: true, value: { total: list.length, items: list } }
  }
  const { cardinality } = definition
  if (cardinality === undefined) {
    return failed('collection-not-a-list', id, `${id} says neither how often nor for which list it runs`)
  }
  const total = evaluateValue(cardinality, variables, id)
  if (!total.ok) return total
  if (typeof total.value !== 'number' || !Number.isSafeInteger(total.value) || total.value < 0) {
    return failed('expression-failed', id, `The number of instances '${cardinality}' gives no whole number`)
  }
  return { ok: true, value: { total: total.value } }
}
