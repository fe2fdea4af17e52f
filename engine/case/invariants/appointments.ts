import type { ComplaintCase } from '../complaint-case.ts'
import type { NewFact } from '../fact.ts'
import { refused, type Refusal } from '../refusal.ts'
import { whyNoAdvocate } from './advocacy.ts'
import type { Invariant, Invariants } from './parts.ts'

/*
 * Who may take part in considering a complaint: the investigating officer, the independent person, the adjudicating
 * officer and whoever answered at Stage 1 are different people, none of them the subject of the complaint, in the
 * subject's line, or the complaints manager as adjudicator (SI 2006/1738 regs 2, 17(2), 19(3); domain.md 1.10, 8).
 * Those who took part and left count as well.
 */

/** Roles that stand beside any other without harm. */
const HARMLESS: ReadonlySet<string> = new Set(['other', 'action-owner'])

type Appointing =
  | 'investigating-officer-appointed'
  | 'independent-person-appointed'
  | 'adjudicating-officer-appointed'
  | 'panel-chair-appointed'

export const APPOINTMENT_INVARIANTS: Invariants = {
  'investigating-officer-appointed': appointing('investigating-officer'),
  'independent-person-appointed': appointing('independent-person'),
  'adjudicating-officer-appointed': appointing('adjudicating-officer'),
  'panel-chair-appointed': appointing('panel-chair'),
  'advocate-appointed': (state, { data: { person, declaredIndependent } }) => {
    if (!declaredIndependent) return undeclared('advocate')
    return (
      tieOf(state, person, 'advocate', new Set(['child', 'representative', 'complainant', 'advocate'])) ??
      whyNoAdvocate(state, person)
    )
  },
}

function appointing(role: string): Invariant<Appointing> {
  return (state, { data: { person, declaredIndependent } }: NewFact<Appointing>) =>
    declaredIndependent ? tieOf(state, person, role, new Set([role])) : undeclared(role)
}

function undeclared(role: string): Refusal {
  return refused(
    'independence-not-declared',
    `The ${role} must first sign that no tie to the complaint stands in the way`,
  )
}

/** The tie that keeps a person out of a role. `beside` names the roles that may be held together with it. */
export function tieOf(
  { people, conflicted, stages }: ComplaintCase,
  person: string,
  role: string,
  beside: ReadonlySet<string>,
): Refusal | undefined {
  if (conflicted.includes(person)) {
    return refused('conflict-of-interest', `That person declared a conflict of interest, so cannot be ${role}`)
  }
  const roles = people.filter((other) => other.person === person).map((other) => other.role)
  if (roles.includes('independent-person') && role.startsWith('panel-')) {
    return refused(
      'independent-person-barred',
      'The independent person of Stage 2 may not sit on the review panel (SI 2006/1738 reg 19(3))',
    )
  }
  const tie = roles.find((other) => !beside.has(other) && !HARMLESS.has(other))
  if (tie !== undefined) return refused('roles-not-separate', `The ${role} cannot be the case's ${tie} as well`)
  const answered = stages.find(
    ({ stage, answeredBy }) => answeredBy === person && !(role === 'adjudicating-officer' && stage === 'stage-2'),
  )
  return answered === undefined
    ? undefined
    : refused('roles-not-separate', `The ${role} cannot be the person who answered at ${answered.stage}`)
}
