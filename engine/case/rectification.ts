import { standingFacts } from './evolve.ts'
import type { Fact } from './fact.ts'
import type { LocalDate } from '../values/local-date.ts'

/*
 * Somebody says that the record is wrong: what they said, and what was decided, stands beside what it is about wherever
 * that is shown. The original is never altered.
 */

/** What the record can be said to be wrong in: an entry by its fact, a letter by its message, a document by its id. */
export const RECTIFIED = ['entry', 'letter', 'document'] as const
export type Rectified = (typeof RECTIFIED)[number]

/** What stands beside an entry, a letter or a document that somebody says is wrong. */
export interface Annotation {
  /** `r1`, `r2` … within the case. */
  readonly request: string
  readonly kind: Rectified
  readonly of: string
  /** Which part of it: `title`, `received-from`. */
  readonly field?: string
  /** The day on which they said so, and who: a person of the case. */
  readonly on: LocalDate
  readonly person: string
  readonly statement: string
  readonly decision?: {
    readonly on: LocalDate
    readonly outcome: 'accepted' | 'refused'
    readonly reason: string
    /** What is right, where it was accepted. */
    readonly text?: string
    /** By whom, as an id, and in which role. */
    readonly by: string
    readonly role: string
  }
}

/** Everything that was said to be wrong in a case, in the order in which it was recorded. */
export function annotationsIn(facts: readonly Fact[]): readonly Annotation[] {
  const standing = standingFacts(facts)
  return standing.flatMap((fact): readonly Annotation[] => {
    if (fact.type !== 'rectification-requested') return []
    const { request, kind, of, field, person, statement } = fact.data
    const decided = standing.findLast(
      (other) => other.type === 'rectification-decided' && other.data.request === request,
    )
    return [
      {
        request,
        kind,
        of,
        ...(field !== undefined && { field }),
        on: fact.on,
        person,
        statement,
        ...(decided?.type === 'rectification-decided' && {
          decision: {
            on: decided.on,
            outcome: decided.data.outcome,
            reason: decided.data.reason,
            ...(decided.data.text !== undefined && { text: decided.data.text }),
            by: decided.recordedBy,
            role: decided.role,
          },
        }),
      },
    ]
  })
}
