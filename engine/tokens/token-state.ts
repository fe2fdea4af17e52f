import type { DeadlineBinding } from '../diagram/procedure-model.ts'
import type { Instant } from '../values/instant.ts'

/** A value that a token may carry: codes, booleans, days, counts. Never a name, an address or a person's words. */
export type VariableValue =
  boolean | number | string | null | readonly VariableValue[] | { readonly [key: string]: VariableValue }
export type Variables = Readonly<Record<string, VariableValue>>

/**
 * What the process instance waits for; the world answers with a stimulus that names its `id`.
 * Ids are deterministic (`<elementId>#<n>`, n counted within the instance), so the same stimuli give the same ids.
 */
export type Wait = WaitBase &
  (
    | { readonly kind: 'user' }
    | { readonly kind: 'job' }
    | { readonly kind: 'message'; readonly message: string }
    | { readonly kind: 'signal'; readonly signal: string }
    | { readonly kind: 'condition' }
    /** Plain ISO 8601 timer: the moment at which it is due, fixed when it was armed. */
    | { readonly kind: 'timer'; readonly due: Instant; readonly repeatsLeft?: number }
    /** A `redress:deadline`: the runtime works out the moment from the facts, and again when they change. */
    | {
        readonly kind: 'deadline'
        readonly deadline: DeadlineBinding
        /** How often it has fired before; absent for the first time. */
        readonly round?: number
      }
    | { readonly kind: 'child'; readonly calledElement: string }
    /** The token stopped here because something is wrong; `retry` enters the element again. */
    | { readonly kind: 'incident'; readonly incident: Incident }
  )

interface WaitBase {
  readonly id: string
  readonly element: string
  /** Variables of a multi-instance instance (`loopCounter` from 1, the element variable), else absent. */
  readonly local?: Variables
  readonly role?: WaitRole
  /** Boundary event: the id of the wait, sub-process or loop that it is attached to. */
  readonly on?: string
}

/**
 * What the wait is to the process: work of an activity, an intermediate event, one of the events after an event-based
 * gateway, a boundary event, or the start of an event sub-process. The rest are incidents: on the way into an element
 * (`entry`), out of it (`leaving`), or between the instances of a loop (`spawn`, `progress`).
 */
export type WaitRole =
  'activity' | 'catch' | 'gateway' | 'boundary' | 'start' | 'entry' | 'leaving' | 'spawn' | 'progress'

export interface Incident {
  readonly code:
    | 'condition-not-boolean'
    | 'expression-failed'
    | 'no-flow-to-take'
    | 'uncaught-error'
    | 'step-budget-spent'
    | 'endless-exchange'
    | 'timer-unreadable'
    | 'collection-not-a-list'
  readonly element: string
  /** A sentence with the expression or code in it; never a variable's value that a person typed. */
  readonly message: string
}

/** One process instance: all that is to be kept of it. Plain JSON; a text of it read back is the same value. */
export interface TokenState {
  /** The form of this state. */
  readonly version: 1
  readonly process: string
  /** Called by another instance, which hears of its errors and escalations. */
  readonly child?: true
  /** Number of the next id. */
  readonly next: number
  readonly variables: Variables
  /** Where the tokens are, and what they wait for. A thing stands after the thing that holds it. */
  readonly held: readonly Held[]
  /** End events reached at the level of the process or of its event sub-processes, each once, in order. */
  readonly endEvents: readonly string[]
  readonly end?: { readonly kind: EndKind; readonly error?: string }
}

/**
 * `terminated`: by a terminate end event; `cancelled`: by order from outside, or with its last token discarded;
 * `failed`: a child with an error that nothing in it catches.
 */
export type EndKind = 'completed' | 'terminated' | 'cancelled' | 'failed'

export type Held = HeldWait | HeldScope | HeldLoop | HeldJoin | HeldCompensation

/** A wait and its place. */
export type HeldWait = Wait &
  HeldBase & {
    readonly role: WaitRole
    /** The flow by which the token came or would come: event after an event-based gateway, parked entry. */
    readonly flow?: string
    /** Conditional event: what the condition was when last looked at. */
    readonly was?: boolean
    /** Cycle timer: its text, and the moment from which its occurrences count. */
    readonly cycle?: { readonly text: string; readonly from: Instant }
  }

interface HeldBase {
  readonly id: string
  readonly element: string
  /** Id of what holds it; the process holds the rest and has none: ''. */
  readonly parent: string
  readonly local?: Variables
  readonly on?: string
}

/** A running process, sub-process or event sub-process. */
export interface HeldScope extends HeldBase {
  readonly kind: 'scope'
  /** Completed work that could be compensated, oldest first. */
  readonly done?: readonly Completed[]
  /** An interrupting event sub-process has taken over: the others catch nothing any more. */
  readonly interrupted?: true
}

/** A multi-instance activity or standard loop; its instances are held by it. */
export interface HeldLoop extends HeldBase {
  readonly kind: 'loop'
  /** Absent in a standard loop. */
  readonly total?: number
  readonly items?: readonly VariableValue[]
  readonly started: number
  readonly completed: number
  /** Instances discarded from outside. */
  readonly discarded?: number
  readonly done?: readonly Completed[]
}

/** Tokens at a parallel or inclusive join, counted by the flow on which they came. */
export interface HeldJoin extends HeldBase {
  readonly kind: 'join'
  readonly arrived: Readonly<Record<string, number>>
}

/** A compensation in progress: runs its plan from the end, one handler after the other. */
export interface HeldCompensation extends HeldBase {
  readonly kind: 'compensation'
  readonly plan: readonly Completed[]
  readonly then: 'leave' | 'end' | 'cancel'
}

/** An activity that was completed and can be compensated. */
export interface Completed {
  readonly element: string
  /** Activity that undoes it, or the event sub-process that does. */
  readonly handler?: string
  /** Completed work inside it, oldest first. */
  readonly inner?: readonly Completed[]
  readonly local?: Variables
}

/** What the process instance waits for, in the order in which it was armed. */
export function waits(state: TokenState): readonly Wait[] {
  return state.held.filter(isWait)
}

export function isWait(held: Held): held is HeldWait {
  return held.kind !== 'scope' && held.kind !== 'loop' && held.kind !== 'join' && held.kind !== 'compensation'
}

/** How the process instance ended; null while it has not. `endEvents` as in the state. */
export function endOf(
  state: TokenState,
): null | { readonly kind: EndKind; readonly error?: string; readonly endEvents: readonly string[] } {
  return state.end === undefined ? null : { ...state.end, endEvents: state.endEvents }
}

/**
 * Whether it was started, has not ended and can go on by nothing that is expected of the world: tokens wait at a join for
 * others that will not come. An armed event sub-process may still end it, but does not count as expected.
 */
export function isStuck(state: TokenState): boolean {
  return state.held.length > 0 && !state.held.some((held) => isWait(held) && held.role !== 'start')
}
