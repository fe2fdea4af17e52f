import type { EndKind, Incident, Wait } from './token-state.ts'

/** What a step did, in order. `element` is the id in the diagram. */
export type Happening =
  | { readonly type: 'instance-started'; readonly element: string }
  | { readonly type: 'entered'; readonly element: string }
  /** The element is done and its token goes on. */
  | { readonly type: 'left'; readonly element: string }
  /** The activity or event was stopped and its token is gone. */
  | { readonly type: 'cancelled'; readonly element: string }
  | { readonly type: 'taken'; readonly flow: string }
  | { readonly type: 'wait-opened'; readonly element: string; readonly wait: Wait }
  | {
      readonly type: 'wait-closed'
      readonly element: string
      /** Its id. */
      readonly wait: string
      /** `failed`: an incident takes its place; `retried`: the incident is over. */
      readonly reason: 'completed' | 'fired' | 'cancelled' | 'failed' | 'retried'
    }
  /** An event that stays armed came once more. */
  | { readonly type: 'fired'; readonly element: string; readonly wait: string }
  | { readonly type: 'message-thrown'; readonly element: string; readonly message: string }
  /** To be told to every other instance; the catchers of this one have it already. */
  | { readonly type: 'signal-thrown'; readonly element: string; readonly signal: string }
  /** `catcher` is the boundary or start event that takes it. */
  | { readonly type: 'error-thrown'; readonly element: string; readonly error: string; readonly catcher?: string }
  | {
      readonly type: 'escalation-thrown'
      readonly element: string
      readonly escalation: string
      readonly catcher?: string
    }
  /** Nothing in this child instance catches it; the parent should hear of it. */
  | { readonly type: 'escalation-escaped'; readonly element: string; readonly escalation: string }
  /** `handler` begins to undo `element`. */
  | { readonly type: 'compensating'; readonly element: string; readonly handler: string }
  | { readonly type: 'incident'; readonly element: string; readonly wait: string; readonly incident: Incident }
  /** `scope` is the process or sub-process whose end event it is. */
  | { readonly type: 'end-event'; readonly element: string; readonly scope: string; readonly outcome?: string }
  | {
      readonly type: 'instance-ended'
      /** The process. */
      readonly element: string
      readonly kind: EndKind
      readonly error?: string
      readonly endEvents: readonly string[]
    }
