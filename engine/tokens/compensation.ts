import { startActivity } from './activity.ts'
import { cancel, interrupt } from './cancel.ts'
import { cancelBoundary } from './catcher.ts'
import { nodeOf, scopeOf, type CompiledNode } from './compiled-model.ts'
import { add, enclosingScope, find, newId, remove, replace, report, suspect, type Draft } from './draft.ts'
import { failed } from './expression.ts'
import { leave } from './leave.ts'
import { startEventSubProcess, triggerBoundary } from './trigger.ts'
import type { Completed, Held, HeldCompensation, HeldScope } from './token-state.ts'
import { park } from './wait.ts'

/**
 * Undoes what was completed in the scope (and, thrown in an event sub-process, in the scope around it), newest first;
 * `activity` alone when it is named. The throwing token waits for it.
 */
export function throwCompensation(
  draft: Draft,
  node: CompiledNode,
  scope: HeldScope,
  activity: string | undefined,
  then: HeldCompensation['then'],
): void {
  const plan: Completed[] = []
  for (let at: Held | undefined = scope; at?.kind === 'scope'; at = outer(draft, at)) {
    const { done = [] } = at
    const chosen = activity === undefined ? done : done.filter(({ element }) => element === activity)
    if (chosen.length === 0) continue
    plan.unshift(...chosen)
    replace(draft, at, { ...at, done: done.filter((one) => !chosen.includes(one)) })
  }
  begin(draft, node, scope.id, plan, then)
}

/** A cancel end event: all else in the transaction stops, what was completed is undone, and the transaction is left. */
export function cancelTransaction(draft: Draft, node: CompiledNode, from: HeldScope): boolean {
  let transaction: Held | undefined = from
  while (transaction && !isTransaction(draft, transaction)) transaction = find(draft.held, transaction.parent)
  if (transaction?.kind !== 'scope') return false
  const { done = [], ...rest } = transaction
  cancel(draft, transaction.id, { keep: true })
  replace(draft, transaction, { ...rest, interrupted: true })
  begin(draft, node, transaction.id, done, 'cancel')
  return true
}

/** The next handler, or, after the last, what comes then. */
export function compensateNext(draft: Draft, compensation: HeldCompensation): void {
  const next = compensation.plan.at(-1)
  if (!next) {
    conclude(draft, compensation)
    return
  }
  const { element, handler, inner = [], local } = next
  const rest = compensation.plan.slice(0, -1)
  if (handler === undefined) {
    replace(draft, compensation, { ...compensation, plan: [...rest, ...inner] })
    draft.queue.push({ do: 'compensate', compensation: compensation.id })
    return
  }
  replace(draft, compensation, { ...compensation, plan: rest })
  report(draft, { type: 'compensating', element, handler })
  const [start] = draft.compiled.scopes.get(handler)?.scope.starts ?? []
  const event = start === undefined ? undefined : nodeOf(draft.compiled, start).node
  if (event && 'event' in event && event.event.kind === 'compensation') {
    startEventSubProcess(draft, event, compensation.id, local, inner)
  } else {
    report(draft, { type: 'entered', element: handler })
    startActivity(draft, nodeOf(draft.compiled, handler), compensation.id, local)
  }
}

function begin(
  draft: Draft,
  { id: element }: CompiledNode,
  parent: string,
  plan: readonly Completed[],
  then: HeldCompensation['then'],
): void {
  const compensation = { kind: 'compensation', id: newId(draft, element), element, parent, plan, then } as const
  add<HeldCompensation>(draft, compensation)
  draft.queue.push({ do: 'compensate', compensation: compensation.id })
}

function conclude(draft: Draft, compensation: HeldCompensation): void {
  remove(draft, compensation)
  const { parent, then, element } = compensation
  if (then === 'leave') {
    leave(draft, nodeOf(draft.compiled, element), parent)
    return
  }
  if (then === 'end') {
    suspect(draft, parent)
    return
  }
  const scope = find(draft.held, parent)
  const loop = scope && find(draft.held, scope.parent)
  const host = loop?.kind === 'loop' ? loop : scope
  if (!host) return
  const boundary = cancelBoundary(draft.compiled, host)
  if (boundary) {
    triggerBoundary(draft, boundary, host)
    return
  }
  const around = enclosingScope(draft.held, host.parent)
  interrupt(draft, host)
  if (!around) return
  const message = `The transaction ${host.element} was cancelled, and no boundary event says how to go on`
  const { incident } = failed('no-flow-to-take', host.element, message)
  park(draft, host.element, incident, { parent: around.id, role: 'leaving' })
}

function outer(draft: Draft, scope: HeldScope): Held | undefined {
  const { kind } = scopeOf(draft.compiled, scope.element).scope
  return kind === 'event-sub-process' ? find(draft.held, scope.parent) : undefined
}

function isTransaction(draft: Draft, held: Held): boolean {
  return held.kind === 'scope' && scopeOf(draft.compiled, held.element).scope.kind === 'transaction'
}
