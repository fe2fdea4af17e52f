import type { ComplaintCase } from '../complaint-case.ts'
import { refused, type Refusal } from '../refusal.ts'
import { isChildrensCase, type Invariants } from './parts.ts'
import { findingFaults, leftOut } from './points.ts'

/** The right to Stage 2, and the only door past Stage 3. */
export const STAGE_2_INVARIANTS: Invariants = {
  'complaint-refused': neverAtStage2,
  'complaint-excluded': neverAtStage2,
  // The report finds on every point of the record (Getting the Best from Complaints, Annex 1, well-known).
  'investigation-report-received': (state, { data: { points } }) =>
    leftOut(state, points, 'The investigation report') ?? findingFaults(state, points),
  'early-referral-decided': (state, { data: { outcome, ...conditions } }) => {
    if (outcome === 'do-not-refer') return undefined
    const missing = Object.entries(conditions)
      .filter(([, met]) => !met)
      .map(([name]) => name)
    if (missing.length > 0) {
      return refused(
        'early-referral-conditions',
        `Early referral needs all six conditions of the guidance; missing: ${missing.join(', ')}`,
      )
    }
    if (!state.stages.some(({ stage, answeredOn }) => stage === 'stage-2' && answeredOn !== undefined)) {
      return refused('stage-2-not-answered', 'Early referral comes after the answer at Stage 2')
    }
    return state.outcome === 'upheld' || state.outcome === 'partly-upheld'
      ? undefined
      : refused(
          'not-upheld',
          'Early referral is for complaints that were upheld; this one goes to a review panel if asked',
        )
  },
}

/** A request for Stage 2 is not refused once Stage 1 is done (SI 2006/1738 reg 15). */
function neverAtStage2(state: ComplaintCase): Refusal | undefined {
  if (!isChildrensCase(state)) return undefined
  const asked = state.facts.some(({ type }) => type === 'stage-2-requested')
  const answered = state.stages.some(({ stage, answeredOn }) => stage === 'stage-1' && answeredOn !== undefined)
  return asked || answered
    ? refused('stage-2-cannot-be-refused', 'Once Stage 1 is done the complainant has a right to Stage 2 (reg 15)')
    : undefined
}
