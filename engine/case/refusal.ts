/** What was asked is not allowed now. A value, not an error: the law or the state of the case provides for it. */
export interface Refusal {
  readonly kind: 'refused'
  /** Stable word for programs and translations, such as `not-three-independent-members`. */
  readonly reason: string
  /** A sentence for the person who asked. Names nobody. */
  readonly message: string
}

export function refused(reason: string, message: string): Refusal {
  return { kind: 'refused', reason, message }
}
