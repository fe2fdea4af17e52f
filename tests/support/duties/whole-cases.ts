import type { Told } from '../../engine/law/facts.ts'

/** A case from its beginning to its end, with everything in it: no duty may see more of it than it says. */
export interface WholeCase {
  readonly name: string
  readonly procedure: string
  readonly today: string
  readonly told: readonly Told[]
}

export const WHOLE_CASES: readonly WholeCase[] = []
