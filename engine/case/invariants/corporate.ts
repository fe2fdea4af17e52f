import { refused } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** LGSCO Complaint Handling Code: Stage 2 is answered by a person who did not answer Stage 1. */
export const CORPORATE_INVARIANTS: Invariants = {
  'corporate-2-answered': ({ stages }, { data: { person } }) =>
    stages.some(({ stage, answeredBy }) => stage === 'corporate-1' && answeredBy === person)
      ? refused('same-person', `${person} answered at Stage 1, so somebody else must answer at Stage 2`)
      : undefined,
}
