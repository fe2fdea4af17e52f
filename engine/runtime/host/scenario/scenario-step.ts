import type { Variables } from '../../../tokens/token-state.ts'

/**
 * One entry of a `steps.json`: what somebody does, or what happens. `processes/STEPS.md` tells process owners how to
 * write it; `parse-steps.ts` reads it.
 */
export type ScenarioStep = ScenarioAction & {
  /** Which of several that wait at the same element, counted from 1 in the order in which they came. */
  readonly nth?: number
  /** Moves the time there first: ISO 8601, Europe/London when without an offset. */
  readonly at?: string
}

export type ScenarioAction =
  | { readonly do: 'start'; readonly variables: Variables; readonly message?: string; readonly signal?: string }
  | { readonly do: 'complete'; readonly element: string; readonly variables: Variables }
  | { readonly do: 'job'; readonly element: string; readonly variables: Variables }
  | { readonly do: 'throw'; readonly element: string; readonly error: string }
  | { readonly do: 'escalate'; readonly element: string; readonly code: string }
  | { readonly do: 'message'; readonly message: string; readonly variables: Variables }
  | { readonly do: 'signal'; readonly signal: string; readonly variables: Variables }
  | { readonly do: 'fire'; readonly element: string }
  /** ISO 8601 duration, by London's calendar. */
  | { readonly do: 'advance'; readonly by: string }
  | { readonly do: 'set'; readonly variables: Variables }
  | { readonly do: 'cancel'; readonly element: string }
  | { readonly do: 'retry'; readonly element: string; readonly variables: Variables }
  /** Only moves the time, to `at`. */
  | { readonly do: 'at' }
