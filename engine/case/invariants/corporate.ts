import type { ComplaintCase } from '../complaint-case.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** LGSCO Complaint Handling Code: Stage 2 is answered by a person who did not answer Stage 1. */
export const CORPORATE_INVARIANTS: Invariants = {
  'response-drafted': (state, { data: { person } }) => (isAtStage2(state) ? unlessNew(state, person) : undefined),
  'corporate-2-answered': (state, { data: { person } }) => unlessNew(state, person),
}

function isAtStage2({ stages }: ComplaintCase): boolean {
  return stages.at(-1)?.stage === 'corporate-2'
}

function unlessNew({ stages }: ComplaintCase, person: string): Refusal | undefined {
  return stages.some(({ stage, answeredBy }) => stage === 'corporate-1' && answeredBy === person)
    ? refused('same-person', `${person} answered at Stage 1, so somebody else must answer at Stage 2`)
    : undefined
}
