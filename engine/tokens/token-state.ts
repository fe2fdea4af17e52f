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
    | { readonly kind: 'deadline'; readonly deadline: DeadlineBinding }
    | { readonly kind: 'child'; readonly calledElement: string }
    /** The token stopped here because something is wrong; `retry` enters the element again. */
    | { readonly kind: 'incident'; readonly incident: Incident }
  )

interface WaitBase {
  readonly id: string
  readonly element: string
  /** Variables of a multi-instance instance (`loopCounter` from 1, the element variable), else absent. */
  readonly local?: Variables
}

export interface Incident {
  readonly code:
    | 'condition-not-boolean'
    | 'expression-failed'
    | 'no-flow-to-take'
    | 'uncaught-error'
    | 'step-budget-spent'
    | 'timer-unreadable'
    | 'collection-not-a-list'
  readonly element: string
  /** A sentence with the expression or code in it; never a variable's value that a person typed. */
  readonly message: string
}
