import { add, newId, remove, report, type Draft } from './draft.ts'
import type { Happening } from './happening.ts'
import type { HeldWait, Incident, Wait } from './token-state.ts'

/** A wait without what it gets here: its id and its element. */
export type WaitFor = Wait extends infer One
  ? One extends Wait
    ? Omit<One, 'id' | 'element' | 'local' | 'role' | 'on'>
    : never
  : never

/** Its place: what holds it, what it is there for. */
export type Place = Pick<HeldWait, 'parent' | 'role'> &
  Partial<Pick<HeldWait, 'on' | 'local' | 'flow' | 'was' | 'cycle'>>

export function openWait(draft: Draft, element: string, waitFor: WaitFor, place: Place): HeldWait {
  const wait: HeldWait = { id: newId(draft, element), element, ...waitFor, ...place }
  report(draft, { type: 'wait-opened', element, wait })
  return add(draft, wait)
}

export function closeWait(draft: Draft, wait: HeldWait, reason: (Happening & { type: 'wait-closed' })['reason']): void {
  remove(draft, wait)
  report(draft, { type: 'wait-closed', element: wait.element, wait: wait.id, reason })
}

/** Stops a token where something is wrong, to be retried. */
export function park(draft: Draft, element: string, incident: Incident, place: Place): HeldWait {
  const wait = openWait(draft, element, { kind: 'incident', incident }, place)
  report(draft, { type: 'incident', element, wait: wait.id, incident })
  return wait
}

/** The place of a wait, for another wait that takes it over. */
export function placeOf(wait: HeldWait): Place {
  const { parent, role, on, local, flow } = wait
  return {
    parent,
    role,
    ...(on !== undefined && { on }),
    ...(local !== undefined && { local }),
    ...(flow !== undefined && { flow }),
  }
}
