import { workOf } from './activity.ts'
import { arm } from './arm.ts'
import { cancel, disarm, interrupt } from './cancel.ts'
import { isOutsideFlow, nodeOf } from './compiled-model.ts'
import { find, isOpen, replace, send, type Draft } from './draft.ts'
import { decideLoop } from './finish.ts'
import { leave } from './leave.ts'
import { endInstance } from './scope.ts'
import { refused, type Refused } from './stimulus.ts'
import type { Held, HeldLoop, HeldWait } from './token-state.ts'
import { closeWait, openWait, placeOf } from './wait.ts'

/** Tries again what an incident stopped. Boundary events of an activity stay armed as they are. */
export function retry(draft: Draft, wait: HeldWait): void {
  closeWait(draft, wait, 'retried')
  const node = nodeOf(draft.compiled, wait.element)
  switch (wait.role) {
    case 'activity': {
      const waitFor = 'boundaries' in node.node ? workOf(node.node) : undefined
      if (waitFor) takeOver(draft, wait, openWait(draft, wait.element, waitFor, placeOf(wait)))
      break
    }
    case 'entry':
      send(draft, wait.element, wait.parent, wait.flow)
      break
    case 'leaving':
      leave(draft, node, wait.parent)
      break
    case 'spawn':
      draft.queue.push({ do: 'spawn', loop: wait.parent })
      break
    case 'progress': {
      const loop = find(draft.held, wait.parent)
      if (loop?.kind === 'loop') decideLoop(draft, loop, wait.local)
      break
    }
    default:
      if ('event' in node.node) arm(draft, node.node, placeOf(wait))
  }
}

/** Boundary events follow from one wait of an activity to the one that takes its place. */
export function takeOver(draft: Draft, from: HeldWait, to: HeldWait): void {
  for (const held of draft.held) if (held.on === from.id) replace(draft, held, { ...held, on: to.id })
}

/** Discards what waits. A loop goes on with its other instances; a scope that is left empty is discarded with it. */
export function discard(draft: Draft, wait: HeldWait): Refused | undefined {
  if (!holdsToken(wait)) return notToken(wait)
  let gone: Held | undefined = wait
  if (wait.role === 'gateway' && wait.on !== undefined) disarm(draft, wait.on)
  while (gone) {
    const holder = find(draft.held, gone.parent)
    interrupt(draft, gone)
    if (holder?.kind === 'loop') {
      discardInstance(draft, holder)
      return undefined
    }
    gone = holder?.kind !== 'scope' || isOpen(draft.held, holder.id) ? undefined : holder
    if (gone?.parent === '') {
      endInstance(draft, draft.endEvents.length > 0 ? 'completed' : 'cancelled')
      return undefined
    }
  }
  return undefined
}

/** Takes the token to `to`, out of every scope that does not hold it. Refused where a token cannot stand. */
export function move(draft: Draft, wait: HeldWait, to: string): Refused | undefined {
  const target = draft.compiled.nodes.get(to)?.node
  if (!target) return refused('no-such-element', `The process has no element ${to}`)
  if (!holdsToken(wait)) return notToken(wait)
  if (target.type === 'boundaryEvent' || ('boundaries' in target && isOutsideFlow(target))) {
    return refused('cannot-move-there', `No flow can lead to ${to}, so no token can be moved to it`)
  }
  let gone: Held = wait
  let holder = find(draft.held, wait.parent)
  while (holder && !(holder.kind === 'scope' && holder.element === target.scope)) {
    gone = holder
    holder = find(draft.held, holder.parent)
  }
  if (!holder)
    return refused('cannot-move-there', `${to} is not in the same sub-process as ${wait.element} or around it`)
  if (wait.role === 'gateway' && wait.on !== undefined) disarm(draft, wait.on)
  cancel(draft, gone.id)
  send(draft, to, holder.id)
  return undefined
}

/** Whether a token stands there: armed events beside the flow have none. */
function holdsToken({ role }: HeldWait): boolean {
  return role !== 'boundary' && role !== 'start'
}

function notToken({ id }: HeldWait): Refused {
  return refused('wrong-kind', `${id} is an armed event beside the flow; no token stands there`)
}

function discardInstance(draft: Draft, { id }: HeldLoop): void {
  const loop = find(draft.held, id)
  if (loop?.kind !== 'loop') return
  decideLoop(draft, replace(draft, loop, { ...loop, discarded: (loop.discarded ?? 0) + 1 }), undefined)
}
