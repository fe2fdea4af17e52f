import type { PointOutcome } from './fact-data.ts'

/**
 * What became of the whole complaint. `undecided` while any point is open, or while none is recorded; `recorded` where
 * there was no complaint to decide: a compliment, a comment, a contact from the Ombudsman, a panel.
 */
export type CaseOutcome = 'undecided' | 'recorded' | PointOutcome

/** The groups of the annual report (upheld and partly; not upheld; settled without a finding). */
export type OutcomeGroup = 'upheld-or-partly' | 'not-upheld' | 'without-finding' | 'undecided'

export const POINT_OUTCOMES: readonly PointOutcome[] = [
  'upheld',
  'partly-upheld',
  'not-upheld',
  'no-finding',
  'withdrawn',
  'resolved-early',
  'signposted',
  'excluded',
  'deferred',
]

/** Outcomes that say whether the complainant was right. */
const FINDINGS: readonly PointOutcome[] = ['upheld', 'partly-upheld', 'not-upheld', 'no-finding']

/** Outcomes without a finding, the one that says most about the case first. */
const OTHERS: readonly PointOutcome[] = ['resolved-early', 'withdrawn', 'deferred', 'signposted', 'excluded']

/**
 * The outcome of a complaint from those of its points, undefined where a point is not decided.
 *
 * Points without a finding (withdrawn, signposted …) do not count beside points with one: three points upheld and one
 * withdrawn is upheld. All upheld is upheld; none upheld is not upheld, or no finding where no point has more; a
 * mixture, or anything partly upheld, is partly upheld.
 */
export function overallOutcome(points: readonly (PointOutcome | undefined)[]): CaseOutcome {
  if (points.length === 0 || points.includes(undefined)) return 'undecided'
  const found = points.filter((outcome) => outcome !== undefined && FINDINGS.includes(outcome))
  if (found.length === 0) return OTHERS.find((outcome) => points.includes(outcome)) ?? 'undecided'
  if (found.every((outcome) => outcome === 'upheld')) return 'upheld'
  if (found.some((outcome) => outcome === 'upheld' || outcome === 'partly-upheld')) return 'partly-upheld'
  return found.includes('not-upheld') ? 'not-upheld' : 'no-finding'
}

/** The group in which the annual report counts an outcome. */
export function outcomeGroup(outcome: CaseOutcome): OutcomeGroup {
  switch (outcome) {
    case 'upheld':
    case 'partly-upheld':
      return 'upheld-or-partly'
    case 'not-upheld':
      return 'not-upheld'
    case 'undecided':
      return 'undecided'
    default:
      return 'without-finding'
  }
}
