import { refused } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** Roles that somebody is appointed to, with a declaration; `person-added` would go round it. */
export const APPOINTED_ROLES: ReadonlySet<string> = new Set([
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'panel-chair',
  'panel-member',
  'advocate',
])

export const PEOPLE_INVARIANTS: Invariants = {
  'person-added': ({ people }, { data: { person, role } }) => {
    if (APPOINTED_ROLES.has(role)) {
      return refused(
        'appointment-needed',
        `A person becomes ${role} by an appointment, with a declaration of independence`,
      )
    }
    const there = people.some((other) => other.person === person && other.role === role && other.until === undefined)
    return there ? refused('person-already-there', `That person is ${role} already`) : undefined
  },
  'person-ended': ({ people }, { data: { person, role } }) =>
    people.some((other) => other.person === person && other.role === role && other.until === undefined)
      ? undefined
      : refused('no-such-person', `That person is not ${role} in this case`),
  'consent-withdrawn': ({ consents }, { data: { person, body } }) =>
    consents.some((consent) => consent.person === person && consent.body === body && consent.state === 'given')
      ? undefined
      : refused('no-consent', `No consent to share with ${body} is recorded that could be withdrawn`),
}
