import type { LocalDate } from '../values/local-date.ts'
import type { NewFact } from './fact.ts'
import type { Channel } from './fact-data.ts'

/** Everything that can be asked of a case. What the procedure does by itself arrives as `record-facts`. */
export type Command =
  | {
      readonly kind: 'receive-complaint'
      /** The day on which the council had it, on whichever desk. */
      readonly on: LocalDate
      readonly channel: Channel
      readonly oral: boolean
      readonly byChild: boolean
      readonly people: readonly { readonly person: string; readonly role: string }[]
      readonly points: readonly { readonly point: string; readonly text: string; readonly desiredOutcome: string }[]
    }
  /** All or none. Each is allowed or not as the case stands after those before it. */
  | { readonly kind: 'record-facts'; readonly facts: readonly NewFact[] }
  | { readonly kind: 'withdraw'; readonly on: LocalDate; readonly channel: Channel }
  | {
      readonly kind: 'correct-fact'
      /** Id of the fact that is wrong. */
      readonly fact: string
      readonly reason: string
      /** What is right, of the same type; must be given for the receipt of the complaint. */
      readonly replacement?: NewFact
    }
  /** The outcome is that of the points, or of the withdrawal, refusal or deferral that ends the case. */
  | { readonly kind: 'close-case' }
  | { readonly kind: 'reopen-case'; readonly reason: string }
