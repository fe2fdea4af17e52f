import type { EventNode } from '../diagram/procedure-model.ts'
import { rearm } from './arm.ts'
import { disarm } from './cancel.ts'
import { nodeOf } from './compiled-model.ts'
import { find, findScope, report, type Draft } from './draft.ts'
import { finishInstance } from './finish.ts'
import { leave } from './leave.ts'
import type { HeldWait } from './token-state.ts'
import { triggerBoundary, triggerStart } from './trigger.ts'
import { closeWait } from './wait.ts'

/** The event that a wait waits for has come: a message, a signal, the time, a condition. */
export function fire(draft: Draft, wait: HeldWait): void {
  switch (wait.role) {
    case 'boundary':
      fireBoundary(draft, wait)
      break
    case 'start':
      fireStart(draft, wait)
      break
    case 'gateway':
      fireAfterGateway(draft, wait)
      break
    default:
      passOn(draft, wait)
  }
}

/** The work of an activity, or an event in the flow, is done. */
function passOn(draft: Draft, wait: HeldWait): void {
  const node = nodeOf(draft.compiled, wait.element)
  if (wait.role === 'activity') {
    closeWait(draft, wait, 'completed')
    disarm(draft, wait.id)
    finishInstance(draft, node, wait.parent, wait.local, undefined)
  } else {
    closeWait(draft, wait, 'fired')
    leave(draft, node, wait.parent)
  }
}

/** The gateway's other events are disarmed; the token goes by the flow to the one that came. */
function fireAfterGateway(draft: Draft, wait: HeldWait): void {
  closeWait(draft, wait, 'fired')
  if (wait.on !== undefined) disarm(draft, wait.on)
  const flow = draft.compiled.model.flows.get(wait.flow ?? '')
  if (flow) {
    report(draft, { type: 'left', element: flow.source })
    report(draft, { type: 'taken', flow: flow.id })
  }
  report(draft, { type: 'entered', element: wait.element })
  const node = nodeOf(draft.compiled, wait.element)
  if (node.node.type === 'receiveTask') finishInstance(draft, node, wait.parent, wait.local, undefined)
  else leave(draft, node, wait.parent)
}

function fireBoundary(draft: Draft, wait: HeldWait): void {
  const event = eventOf(draft, wait)
  const host = find(draft.held, wait.on ?? '')
  if (!host) return
  if (event.interrupting) closeWait(draft, wait, 'fired')
  else stayArmed(draft, wait)
  triggerBoundary(draft, event, host)
}

function fireStart(draft: Draft, wait: HeldWait): void {
  const event = eventOf(draft, wait)
  const scope = findScope(draft.held, wait.parent)
  if (!scope) return
  if (event.interrupting) closeWait(draft, wait, 'fired')
  else stayArmed(draft, wait)
  triggerStart(draft, event, scope)
}

/** Messages, signals and conditions come again under the same id; a timer that comes again is another wait. */
function stayArmed(draft: Draft, wait: HeldWait): void {
  if (wait.kind === 'timer' || wait.kind === 'deadline') {
    closeWait(draft, wait, 'fired')
    rearm(draft, wait)
  } else {
    report(draft, { type: 'fired', element: wait.element, wait: wait.id })
  }
}

function eventOf(draft: Draft, wait: HeldWait): EventNode {
  const { node } = nodeOf(draft.compiled, wait.element)
  if (!('event' in node)) throw new RangeError(`${wait.element} is not an event`)
  return node
}
