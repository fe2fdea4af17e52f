import type { Loop } from '../diagram/procedure-model.ts'
import { cancel, disarm } from './cancel.ts'
import { nodeOf, type CompiledNode } from './compiled-model.ts'
import { find, remove, replace, type Draft } from './draft.ts'
import { evaluateCondition, visible } from './expression.ts'
import { leave } from './leave.ts'
import type { Completed, HeldLoop, Variables } from './token-state.ts'
import { park } from './wait.ts'

/**
 * One run of an activity is done; `parent` is what held it. An instance of a loop leads to the next one or ends the loop;
 * a compensation handler leads to the next handler; everything else leaves by its flows.
 */
export function finishInstance(
  draft: Draft,
  node: CompiledNode,
  parent: string,
  local: Variables | undefined,
  inner: Completed | undefined,
): void {
  const holder = find(draft.held, parent)
  const done = inner ?? completedOf(node, local)
  if (holder?.kind === 'loop') {
    const completed = holder.completed + 1
    const counted = { ...holder, completed }
    decideLoop(
      draft,
      replace(draft, holder, done ? { ...counted, done: [...(holder.done ?? []), done] } : counted),
      local,
    )
  } else {
    finishActivity(draft, node, parent, done ? [done] : [])
  }
}

/** After an instance of a loop: end it, or start the next. Also after a retry, when the condition could not be told. */
export function decideLoop(draft: Draft, loop: HeldLoop, local: Variables | undefined): void {
  const node = nodeOf(draft.compiled, loop.element)
  const definition = loopOf(node)
  const over = isOver(draft, loop, definition, local)
  if (typeof over !== 'boolean') {
    const place = { parent: loop.id, role: 'progress' } as const
    park(draft, node.id, over, local === undefined ? place : { ...place, local })
  } else if (over) {
    cancel(draft, loop.id, { keep: true })
    remove(draft, loop)
    disarm(draft, loop.id)
    finishActivity(draft, node, loop.parent, loop.done ?? [])
  } else if (definition.kind === 'standard' || definition.sequential) {
    draft.queue.push({ do: 'spawn', loop: loop.id })
  }
}

/** @throws RangeError when the activity has none. */
export function loopOf({ node }: CompiledNode): Loop {
  if (!('loop' in node)) throw new RangeError(`${node.id} is not a loop`)
  return node.loop
}

/** Whether a standard loop runs (again), seen with the number of runs so far as `loopCounter`. */
function repeats(draft: Draft, loop: HeldLoop, definition: Loop & { kind: 'standard' }) {
  if (definition.maximum !== undefined && loop.completed >= definition.maximum)
    return { ok: true, value: false } as const
  if (definition.condition === undefined) return { ok: true, value: true } as const
  const local = { ...loop.local, loopCounter: loop.completed }
  return evaluateCondition(definition.condition, visible(draft.variables, local), loop.element)
}

function isOver(draft: Draft, loop: HeldLoop, definition: Loop, local: Variables | undefined) {
  if (definition.kind === 'standard') {
    const again = repeats(draft, loop, definition)
    return again.ok ? !again.value : again.incident
  }
  const ended = loop.completed + (loop.discarded ?? 0)
  if (ended === loop.total) return true
  if (definition.completionCondition === undefined) return false
  const counts = { ...visible(draft.variables, local ?? loop.local), ...countsOf(loop) }
  const holds = evaluateCondition(definition.completionCondition, counts, loop.element)
  return holds.ok ? holds.value : holds.incident
}

function countsOf({ total = 0, started, completed, discarded = 0 }: HeldLoop): Variables {
  const active = started - completed - discarded
  return {
    nrOfInstances: total,
    nrOfActiveInstances: active,
    nrOfCompletedInstances: completed,
    numberOfInstances: total,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: discarded,
  }
}

function finishActivity(draft: Draft, node: CompiledNode, parent: string, done: readonly Completed[]): void {
  const holder = find(draft.held, parent)
  if (holder?.kind === 'compensation') {
    draft.queue.push({ do: 'compensate', compensation: parent })
  } else if (holder?.kind === 'scope') {
    if (done.length > 0) replace(draft, holder, { ...holder, done: [...(holder.done ?? []), ...done] })
    leave(draft, node, parent)
  }
}

function completedOf({ id, handler }: CompiledNode, local: Variables | undefined): Completed | undefined {
  if (handler === undefined) return undefined
  return local === undefined ? { element: id, handler } : { element: id, handler, local }
}
