import type { Instant } from '../values/instant.ts'
import { compile, type CompiledModel } from './compiled-model.ts'
import type { ProcedureModel } from '../diagram/procedure-model.ts'
import type { Happening } from './happening.ts'
import { isWait, type Held, type HeldScope, type TokenState, type Variables } from './token-state.ts'

/**
 * The working copy of one step: the only mutable thing here, and never handed out. What it holds is replaced, never
 * changed, so that the state it was made from stays as it was.
 */
export interface Draft {
  readonly compiled: CompiledModel
  readonly now: Instant
  readonly before: TokenState
  held: Held[]
  next: number
  variables: Variables
  endEvents: readonly string[]
  end: TokenState['end']
  readonly happenings: Happening[]
  /** Work to do, from `head` on. */
  queue: Work[]
  head: number
  /** Scopes from which something has gone: they may be done. */
  readonly suspects: string[]
  /** Element entries that this step may still make. */
  budget: number
  /** The incident of what goes beyond it. */
  stopsWith: 'step-budget-spent' | 'endless-exchange'
}

/** One thing to do, about things that may be gone by then; it is dropped if so. */
export type Work =
  /** A token comes to an element in a scope, by a flow unless it was put there. */
  | { readonly do: 'enter'; readonly element: string; readonly parent: string; readonly flow?: string }
  /** What a wait waits for has come. */
  | { readonly do: 'fire'; readonly wait: string }
  /** The next instance of a loop. */
  | { readonly do: 'spawn'; readonly loop: string }
  /** The next handler of a compensation. */
  | { readonly do: 'compensate'; readonly compensation: string }

export function openDraft(model: ProcedureModel, state: TokenState, now: Instant, budget: number): Draft {
  return {
    compiled: compile(model),
    now,
    before: state,
    held: state.held.slice(),
    next: state.next,
    variables: state.variables,
    endEvents: state.endEvents,
    end: state.end,
    happenings: [],
    queue: [],
    head: 0,
    suspects: [],
    budget,
    stopsWith: 'step-budget-spent',
  }
}

/** Written out in full: copying one object into another takes several times as long, at every step. */
export function closeDraft(draft: Draft): TokenState {
  const { next, variables, held, endEvents, end, before } = draft
  const { process, child } = before
  if (child === undefined) {
    return end === undefined
      ? { version: 1, process, next, variables, held, endEvents }
      : { version: 1, process, next, variables, held, endEvents, end }
  }
  return end === undefined
    ? { version: 1, process, child, next, variables, held, endEvents }
    : { version: 1, process, child, next, variables, held, endEvents, end }
}

export function newId(draft: Draft, element: string): string {
  const id = `${element}#${draft.next}`
  draft.next += 1
  return id
}

/** Newest first: what a step asks for is most often what it has just made. */
export function find(held: readonly Held[], id: string): Held | undefined {
  for (let at = held.length - 1; at >= 0; at -= 1) {
    const one = held[at]
    if (one?.id === id) return one
  }
  return undefined
}

export function findScope(held: readonly Held[], id: string): HeldScope | undefined {
  const found = find(held, id)
  return found?.kind === 'scope' ? found : undefined
}

/** The scope that holds `id`, or is it; compensations and loops are passed over. */
export function enclosingScope(held: readonly Held[], id: string): HeldScope | undefined {
  let at = find(held, id)
  while (at && at.kind !== 'scope') at = find(held, at.parent)
  return at
}

export function add<Kind extends Held>(draft: Draft, held: Kind): Kind {
  draft.held.push(held)
  return held
}

/** @throws RangeError when `old` is not what is held now. */
export function replace<Kind extends Held>(draft: Draft, old: Held, held: Kind): Kind {
  const at = draft.held.indexOf(old)
  if (at < 0) throw new RangeError(`${old.id} is not held any more`)
  draft.held[at] = held
  return held
}

export function remove(draft: Draft, held: Held): void {
  const at = draft.held.indexOf(held)
  if (at >= 0) draft.held.splice(at, 1)
}

export function report(draft: Draft, happening: Happening): void {
  draft.happenings.push(happening)
}

/** Queues a token for an element. */
export function send(draft: Draft, element: string, parent: string, flow?: string): void {
  draft.queue.push(flow === undefined ? { do: 'enter', element, parent } : { do: 'enter', element, parent, flow })
}

/** Something in the scope has gone: see later whether the scope is done. */
export function suspect(draft: Draft, scope: string): void {
  if (!draft.suspects.includes(scope)) draft.suspects.push(scope)
}

/** Whether anything in the scope still goes on. Armed event sub-processes do not keep it open. */
export function isOpen(held: readonly Held[], scope: string): boolean {
  return held.some((one) => one.parent === scope && !(isWait(one) && one.role === 'start'))
}
