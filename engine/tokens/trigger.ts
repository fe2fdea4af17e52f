import type { EventNode } from '../diagram/procedure-model.ts'
import { startScope } from './activity.ts'
import { armStarts } from './arm.ts'
import { cancel, interrupt } from './cancel.ts'
import { findCatcher, type Catcher, type Thrown } from './catcher.ts'
import { nodeOf } from './compiled-model.ts'
import { enclosingScope, replace, report, send, type Draft } from './draft.ts'
import { leave } from './leave.ts'
import type { Completed, Held, HeldScope, Variables } from './token-state.ts'

/** A boundary event comes: its activity is stopped if it interrupts, and a token leaves by the event. */
export function triggerBoundary(draft: Draft, event: EventNode, host: Held): void {
  const scope = enclosingScope(draft.held, host.parent)
  if (stops(event)) interrupt(draft, host)
  report(draft, { type: 'entered', element: event.id })
  if (scope) leave(draft, nodeOf(draft.compiled, event.id), scope.id)
}

/** An event sub-process starts in its scope; if it interrupts, all else in the scope is stopped. */
export function triggerStart(draft: Draft, event: EventNode, scope: HeldScope): void {
  if (stops(event)) {
    cancel(draft, scope.id, { keep: true })
    replace(draft, scope, { ...scope, interrupted: true })
  }
  startEventSubProcess(draft, event, scope.id, scope.local)
}

/** `done` is what a compensation may undo inside it. */
export function startEventSubProcess(
  draft: Draft,
  event: EventNode,
  parent: string,
  local: Variables | undefined,
  done?: readonly Completed[],
): void {
  report(draft, { type: 'entered', element: event.scope })
  const inner = startScope(draft, event.scope, parent, local, done)
  armStarts(draft, inner)
  send(draft, event.id, inner.id)
}

/** Hands an error or escalation to its nearest catcher. Undefined when there is none; nothing has happened then. */
export function throwTo(draft: Draft, from: Held, thrown: Thrown, element: string): Catcher | undefined {
  const catcher = findCatcher(draft.compiled, draft.held, from, thrown)
  const caught = catcher === undefined ? {} : { catcher: catcher.event.id }
  if (thrown.kind === 'error') report(draft, { type: 'error-thrown', element, error: thrown.code, ...caught })
  else report(draft, { type: 'escalation-thrown', element, escalation: thrown.code, ...caught })
  if (catcher?.kind === 'boundary') triggerBoundary(draft, catcher.event, catcher.host)
  else if (catcher) triggerStart(draft, catcher.event, catcher.scope)
  return catcher
}

/** As `throwTo`; what nothing catches is let go, but a parent instance hears of it. */
export function escalate(draft: Draft, from: Held, code: string, element: string): Catcher | undefined {
  const catcher = throwTo(draft, from, { kind: 'escalation', code }, element)
  if (!catcher && draft.before.child) report(draft, { type: 'escalation-escaped', element, escalation: code })
  return catcher
}

/** Errors and cancellations always stop what they come from, however they are drawn. */
function stops({ interrupting, event: { kind } }: EventNode): boolean {
  return interrupting || kind === 'error' || kind === 'cancel'
}
