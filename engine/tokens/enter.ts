import type { EventNode } from '../diagram/procedure-model.ts'
import { openGateway, startActivity } from './activity.ts'
import { arm } from './arm.ts'
import { cancelTransaction, throwCompensation } from './compensation.ts'
import { nodeOf, scopeOf, type CompiledNode } from './compiled-model.ts'
import { find, report, suspect, type Draft } from './draft.ts'
import { failed } from './expression.ts'
import { arrive } from './join.ts'
import { jump, leave } from './leave.ts'
import { completeScope, endInstance } from './scope.ts'
import { escalate, throwTo } from './trigger.ts'
import type { HeldScope, HeldWait } from './token-state.ts'
import { park } from './wait.ts'

/** A token comes to an element. Dropped when what it was in is gone. */
export function enter(draft: Draft, element: string, parent: string, flow: string | undefined): void {
  const holder = find(draft.held, parent)
  if (!holder) return
  const node = nodeOf(draft.compiled, element)
  if (holder.kind !== 'scope') {
    report(draft, { type: 'entered', element })
    startActivity(draft, node, parent, holder.local, flow)
    return
  }
  switch (node.node.type) {
    case 'parallelGateway':
    case 'inclusiveGateway':
      if (flow !== undefined && node.node.incoming.length > 1) {
        arrive(draft, node, holder, flow)
        return
      }
      break
    default:
  }
  report(draft, { type: 'entered', element })
  switch (node.node.type) {
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'exclusiveGateway':
    case 'startEvent':
    case 'boundaryEvent':
      leave(draft, node, parent)
      break
    case 'eventBasedGateway':
      openGateway(draft, node, parent, holder.local)
      break
    case 'intermediateCatchEvent':
      enterCatch(draft, node, node.node, holder)
      break
    case 'intermediateThrowEvent':
      enterThrow(draft, node, node.node, holder)
      break
    case 'endEvent':
      enterEnd(draft, node, node.node, holder)
      break
    default:
      startActivity(draft, node, parent, holder.local, flow)
  }
}

function enterCatch(draft: Draft, node: CompiledNode, { event: { kind } }: EventNode, scope: HeldScope): void {
  if (kind === 'none' || kind === 'link') {
    leave(draft, node, scope.id)
    return
  }
  const place = { parent: scope.id, role: 'catch' } as const
  arm(draft, node.node as EventNode, scope.local === undefined ? place : { ...place, local: scope.local })
}

function enterThrow(draft: Draft, node: CompiledNode, { event }: EventNode, scope: HeldScope): void {
  switch (event.kind) {
    case 'link':
      jump(draft, node, scope.id)
      return
    case 'compensation':
      throwCompensation(draft, node, scope, event.activity, 'leave')
      return
    case 'escalation': {
      const catcher = escalate(draft, scope, event.escalation ?? '', node.id)
      if (catcher?.event.interrupting) return
      break
    }
    case 'message':
      report(draft, { type: 'message-thrown', element: node.id, message: event.message })
      break
    case 'signal':
      throwSignal(draft, node.id, event.signal)
      break
    default:
  }
  leave(draft, node, scope.id)
}

function enterEnd(draft: Draft, node: CompiledNode, event: EventNode, scope: HeldScope): void {
  const { event: definition } = event
  recordEnd(draft, event, scope)
  switch (definition.kind) {
    case 'terminate':
      if (scope.parent === '') endInstance(draft, 'terminated')
      else completeScope(draft, scope)
      return
    case 'error':
      throwError(draft, node, scope, definition.error ?? '')
      return
    case 'cancel':
      if (!cancelTransaction(draft, node, scope)) endInstance(draft, 'cancelled')
      return
    case 'compensation':
      throwCompensation(draft, node, scope, definition.activity, 'end')
      return
    case 'escalation':
      escalate(draft, scope, definition.escalation ?? '', node.id)
      break
    case 'message':
      report(draft, { type: 'message-thrown', element: node.id, message: definition.message })
      break
    case 'signal':
      throwSignal(draft, node.id, definition.signal)
      break
    default:
  }
  suspect(draft, scope.id)
}

/** End events of the process and of its event sub-processes are how the instance ended; those inside are reported only. */
function recordEnd(draft: Draft, { id, redress }: EventNode, scope: HeldScope): void {
  const said = { type: 'end-event', element: id, scope: scope.element } as const
  report(draft, redress.outcome === undefined ? said : { ...said, outcome: redress.outcome })
  let at: HeldScope | undefined = scope
  while (at && scopeOf(draft.compiled, at.element).scope.kind === 'event-sub-process') {
    const outer = find(draft.held, at.parent)
    at = outer?.kind === 'scope' ? outer : undefined
  }
  if (at?.parent === '' && !draft.endEvents.includes(id)) draft.endEvents = [...draft.endEvents, id]
}

function throwError(draft: Draft, node: CompiledNode, scope: HeldScope, code: string): void {
  if (throwTo(draft, scope, { kind: 'error', code }, node.id)) return
  if (draft.before.child) {
    endInstance(draft, 'failed', code)
    return
  }
  const { incident } = failed('uncaught-error', node.id, `Nothing catches the error '${code}' of ${node.id}`)
  park(draft, node.id, incident, { parent: scope.id, role: 'entry' })
}

/** Every catcher of this instance that is armed now takes it, in the order in which they were armed. */
export function throwSignal(draft: Draft, element: string, signal: string): void {
  report(draft, { type: 'signal-thrown', element, signal })
  for (const wait of catchersOf(draft, signal)) draft.queue.push({ do: 'fire', wait: wait.id })
}

export function catchersOf(draft: Draft, signal: string): readonly HeldWait[] {
  return draft.held.filter((held) => held.kind === 'signal' && held.signal === signal) as HeldWait[]
}
