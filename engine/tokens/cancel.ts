import { find, report, suspect, type Draft } from './draft.ts'
import { isWait, type Held } from './token-state.ts'

/**
 * Takes away a thing with all that it holds and all that is attached to it. With `keep`, only what it holds: work for it
 * that is queued goes too.
 */
export function cancel(draft: Draft, id: string, options?: { readonly keep: true }): void {
  const keep = options?.keep === true
  const gone = new Set([id])
  draft.held = draft.held.filter((held) => {
    const goes =
      gone.has(held.parent) ||
      (held.on !== undefined && gone.has(held.on) && !(keep && held.on === id)) ||
      (!keep && held.id === id)
    if (goes) {
      gone.add(held.id)
      reportGone(draft, held)
    }
    return !goes
  })
  if (keep) {
    draft.queue = draft.queue.slice(draft.head).filter((work) => work.do !== 'enter' || work.parent !== id)
    draft.head = 0
  }
}

/** Disarms the boundary events of an activity that is over, or the rest of the events after a gateway. */
export function disarm(draft: Draft, on: string): void {
  if (!draft.held.some((held) => held.on === on)) return
  draft.held = draft.held.filter((held) => {
    if (held.on === on) reportGone(draft, held)
    return held.on !== on
  })
}

/** Takes away an activity from outside or by a boundary event, and lets what held it go on. */
export function interrupt(draft: Draft, host: Held): void {
  cancel(draft, host.id)
  const parent = find(draft.held, host.parent)
  if (parent?.kind === 'scope') suspect(draft, parent.id)
  else if (parent?.kind === 'compensation') draft.queue.push({ do: 'compensate', compensation: parent.id })
}

function reportGone(draft: Draft, held: Held): void {
  const { element } = held
  if (isWait(held)) report(draft, { type: 'wait-closed', element, wait: held.id, reason: 'cancelled' })
  if (isWait(held) ? held.role === 'activity' || held.role === 'catch' : held.kind !== 'join') {
    report(draft, { type: 'cancelled', element })
  }
}
