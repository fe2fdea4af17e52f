import type { EventNode } from '../diagram/procedure-model.ts'
import { nodeOf, scopeOf, type CompiledModel } from './compiled-model.ts'
import { find } from './draft.ts'
import { isWait, type Held, type HeldScope } from './token-state.ts'

/** An error or escalation on its way outwards. */
export interface Thrown {
  readonly kind: 'error' | 'escalation'
  readonly code: string
}

/** What catches: a boundary event on a running activity, or the start of an event sub-process of a running scope. */
export type Catcher =
  | { readonly kind: 'boundary'; readonly event: EventNode; readonly host: Held }
  | { readonly kind: 'start'; readonly event: EventNode; readonly scope: HeldScope }

/**
 * The nearest catcher, from `from` outwards: in a scope its event sub-processes, then the boundary of its activity, then
 * the scope around it. In one place an exact code goes before a catch-all. An event sub-process does not catch what comes
 * out of itself.
 */
export function findCatcher(
  compiled: CompiledModel,
  held: readonly Held[],
  from: Held,
  thrown: Thrown,
): Catcher | undefined {
  let inner = ''
  for (let at: Held | undefined = from; at; at = find(held, at.parent)) {
    if (at.kind === 'scope' && !at.interrupted) {
      const event = bestOf(scopeOf(compiled, at.element).catchers, thrown, inner)
      if (event) return { kind: 'start', event, scope: at }
    }
    inner = at.element
    const event = isHost(held, at) && bestOf(compiled.nodes.get(at.element)?.catchers ?? [], thrown, '')
    if (event) return { kind: 'boundary', event, host: at }
  }
  return undefined
}

/** Whether boundary events can be attached to it: an activity as a whole, not one instance of a loop. */
export function isHost(held: readonly Held[], at: Held): boolean {
  if (at.kind === 'join' || at.kind === 'compensation' || (isWait(at) && at.role !== 'activity')) return false
  return at.parent !== '' && find(held, at.parent)?.kind !== 'loop'
}

/** The boundary event by which a cancelled transaction is left. */
export function cancelBoundary(compiled: CompiledModel, host: Held): EventNode | undefined {
  return nodeOf(compiled, host.element).catchers.find(({ event: { kind } }) => kind === 'cancel')
}

function bestOf(events: readonly EventNode[], { kind, code }: Thrown, except: string): EventNode | undefined {
  let best: EventNode | undefined
  for (const event of events) {
    if (event.event.kind !== kind || event.scope === except) continue
    const caught = codeOf(event)
    if (caught === code) return event
    if (caught === undefined) best ??= event
  }
  return best
}

function codeOf({ event }: EventNode): string | undefined {
  if (event.kind === 'error') return event.error
  return event.kind === 'escalation' ? event.escalation : undefined
}
