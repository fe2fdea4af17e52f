import type { ComplaintCase } from '../complaint-case.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'
import { leftOut } from './points.ts'

/**
 * LGSCO Complaint Handling Code: an answer deals with every point (6.7), and Stage 2 is answered by a person who did not
 * answer Stage 1. Whoever drafts the answer is told at once; the letter itself is held to it as well.
 */
export const CORPORATE_INVARIANTS: Invariants = {
  'response-drafted': (state, { data: { person } }) => {
    const stage = state.stages.at(-1)?.stage
    if (stage !== 'corporate-1' && stage !== 'corporate-2') return undefined
    return (stage === 'corporate-2' ? unlessNew(state, person) : undefined) ?? unlessComplete(state)
  },
  'corporate-1-answered': unlessComplete,
  'corporate-2-answered': (state, { data: { person } }) => unlessNew(state, person) ?? unlessComplete(state),
}

function unlessNew({ stages }: ComplaintCase, person: string): Refusal | undefined {
  return stages.some(({ stage, answeredBy }) => stage === 'corporate-1' && answeredBy === person)
    ? refused('same-person', `${person} answered at Stage 1, so somebody else must answer at Stage 2`)
    : undefined
}

/** What was found before stands, so at Stage 2 a point may be left as it is. */
function unlessComplete(state: ComplaintCase): Refusal | undefined {
  const decisions = state.points.flatMap(({ decisions }) => decisions.at(-1) ?? [])
  return leftOut(state, decisions, 'The answer')
}
