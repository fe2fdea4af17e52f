import { cancel, disarm } from './cancel.ts'
import { nodeOf, scopeOf } from './compiled-model.ts'
import { find, findScope, isOpen, remove, report, suspect, type Draft } from './draft.ts'
import { finishInstance } from './finish.ts'
import type { Completed, EndKind, HeldScope } from './token-state.ts'

/**
 * Completes one suspected scope in which nothing goes on any more: one alone, since its token may be on its way to where
 * another suspect is. Whether there was one.
 */
export function completeNextScope(draft: Draft): boolean {
  for (let id = draft.suspects.pop(); id !== undefined; id = draft.suspects.pop()) {
    const scope = findScope(draft.held, id)
    if (!scope || isOpen(draft.held, id)) continue
    completeScope(draft, scope)
    return true
  }
  return false
}

/** Ends a scope with all that is still in it; for a process that is the end of the instance. */
export function completeScope(draft: Draft, scope: HeldScope): void {
  if (scope.parent === '') {
    endInstance(draft, 'completed')
    return
  }
  cancel(draft, scope.id, { keep: true })
  remove(draft, scope)
  const node = nodeOf(draft.compiled, scope.element)
  if (scopeOf(draft.compiled, scope.element).scope.kind === 'event-sub-process') {
    report(draft, { type: 'left', element: node.id })
    const holder = find(draft.held, scope.parent)
    if (holder?.kind === 'compensation') draft.queue.push({ do: 'compensate', compensation: holder.id })
    else suspect(draft, scope.parent)
    return
  }
  disarm(draft, scope.id)
  finishInstance(draft, node, scope.parent, scope.local, completedOf(draft, scope))
}

/** Nothing goes on after this; what is still held goes. */
export function endInstance(draft: Draft, kind: EndKind, error?: string): void {
  const { process } = draft.before
  for (const held of draft.held.filter(({ parent }) => parent === '')) cancel(draft, held.id, { keep: true })
  draft.held = []
  draft.queue = []
  draft.head = 0
  draft.suspects.length = 0
  draft.end = error === undefined ? { kind } : { kind, error }
  report(draft, { type: 'instance-ended', element: process, ...draft.end, endEvents: draft.endEvents })
}

/** What can be compensated of a sub-process: by its own handler, or else what was completed in it. */
function completedOf(draft: Draft, { element, done, local }: HeldScope): Completed | undefined {
  const handler = nodeOf(draft.compiled, element).handler ?? scopeOf(draft.compiled, element).handler
  if (handler === undefined && done === undefined) return undefined
  return {
    element,
    ...(handler !== undefined && { handler }),
    ...(done !== undefined && { inner: done }),
    ...(local !== undefined && { local }),
  }
}
