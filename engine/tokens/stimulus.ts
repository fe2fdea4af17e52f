import type { Variables } from './token-state.ts'

/**
 * What the world can tell a process instance. Each names what it answers; anything else is refused. One that `halts` is
 * taken like any other, but whatever it sets in motion stops before the next element, in an incident: it is the last of an
 * exchange between processes that has no end.
 */
export type Stimulus = Told & { readonly halts?: true }

type Told =
  /** Begins at the plain start event, or at that of the named message, signal or element. */
  | {
      readonly type: 'start'
      readonly variables?: Variables
      readonly message?: string
      readonly signal?: string
      /** A start event by id: timers and conditions. */
      readonly element?: string
    }
  /** A person has done a user task (or a receive task that names no message). */
  | { readonly type: 'complete'; readonly wait: string; readonly variables?: Variables }
  | { readonly type: 'job-done'; readonly wait: string; readonly variables?: Variables }
  /** The work of that wait (user task, job, child process) ended in a BPMN error. */
  | { readonly type: 'error'; readonly wait: string; readonly error: string }
  | { readonly type: 'escalate'; readonly wait: string; readonly escalation: string }
  /** One catcher takes it: `wait`, or else the one armed first. */
  | {
      readonly type: 'message'
      readonly message: string
      readonly wait?: string
      readonly variables?: Variables
    }
  /** Every catcher takes it. */
  | { readonly type: 'signal'; readonly signal: string; readonly variables?: Variables }
  /** A timer or deadline is due. */
  | { readonly type: 'fire'; readonly wait: string }
  /** Variables change; conditional events are looked at again. */
  | { readonly type: 'set'; readonly variables: Variables }
  /** Discards what waits, and a scope that is empty with it. */
  | { readonly type: 'cancel-activity'; readonly wait: string }
  /** Takes the token to another element of the same scope or one around it. */
  | { readonly type: 'move'; readonly wait: string; readonly to: string }
  /** Tries again what an incident stopped. */
  | { readonly type: 'retry'; readonly wait: string; readonly variables?: Variables }
  | { readonly type: 'child-ended'; readonly wait: string; readonly variables?: Variables }
  | { readonly type: 'child-escalated'; readonly wait: string; readonly escalation: string }
  /** Ends the whole instance. */
  | { readonly type: 'terminate' }

/** Why a stimulus was not taken; the state is as it was. */
export interface Refused {
  readonly kind: 'refused'
  readonly code:
    | 'not-started'
    | 'already-started'
    | 'ended'
    | 'not-waiting'
    | 'wrong-kind'
    | 'no-catcher'
    | 'no-such-element'
    | 'no-such-start'
    | 'cannot-move-there'
    | 'bad-variables'
  readonly message: string
}

export function refused(code: Refused['code'], message: string): Refused {
  return { kind: 'refused', code, message }
}
