import type { NewFact } from '../../case/fact.ts'
import type { Person } from '../../case/person.ts'
import type { OpenCase } from '../commands/open-case.ts'
import type { SubmitComplaint } from '../commands/submit-complaint.ts'
import type { IntakeFields, IntakePerson } from './fields.ts'

/** What is done with what came in. */
export type Intake =
  | {
      readonly kind: 'complaint'
      readonly submission: SubmitComplaint
      /** An advocate is asked for as soon as the complaint is in a procedure that provides one. */
      readonly advocate?: { readonly provider?: string }
      readonly riskNow: boolean
    }
  | { readonly kind: 'feedback'; readonly opening: OpenCase }

/** Those who speak for a child and not for themselves (Children Act 1989 s.26A): the complaint is the child's. */
const SPEAKS_FOR_A_CHILD: ReadonlySet<string> = new Set(['advocate', 'solicitor', 'professional'])

/**
 * The fields of the public form as a submission: who is what to the case, the points, and what else was said.
 *
 * A parent, a foster carer or anybody else about a child complains for themself (s.26(3)); whether that person may is
 * decided later. Somebody who writes for an adult, or speaks for a child, is the representative, and may act once a
 * person has decided so.
 */
export function intakeOf(fields: IntakeFields): Intake {
  return fields.kind === 'complaint' ? complaintOf(fields) : feedbackOf(fields)
}

/** The procedure that a complaint is likely to go through; undefined where nobody can tell before it is read. */
export function expectedProcedure({ area, nhs }: Pick<IntakeFields, 'area' | 'nhs'>): string | undefined {
  switch (area) {
    case 'children':
      return 'children-act'
    case 'adult':
      return nhs?.part === true ? 'nhs-joint' : 'adult-social-care'
    case 'public-health':
      return 'public-health'
    case 'other':
      return 'corporate'
    case 'unsure':
      return undefined
  }
}

function complaintOf(fields: IntakeFields): Intake {
  const { channel, oral = false, receivedOn, points, advocate, riskNow = false } = fields
  const { people, byChild } = peopleOf(fields)
  const complainant = people.find(({ role }) => role === 'complainant')?.id ?? 'p1'
  return {
    kind: 'complaint',
    submission: {
      procedure: 'intake',
      channel,
      oral,
      byChild,
      ...(receivedOn !== undefined && { receivedOn }),
      people,
      points,
      variables: { feedbackKind: 'complaint' },
      further: [describedBy(fields), ...consentOf(fields, complainant)],
    },
    ...(advocate?.wanted === true && {
      advocate: { ...(advocate.provider !== undefined && { provider: advocate.provider }) },
    }),
    riskNow,
  }
}

/** Their details are checked where the complaint is submitted. */
type SomebodyInIt = { readonly id: string; readonly role: string } & Partial<Omit<Person, 'id' | 'role'>>

function peopleOf(fields: IntakeFields): {
  readonly people: readonly SomebodyInIt[]
  readonly byChild: boolean
} {
  const { who, area, person, onBehalfOf } = fields
  if (person === undefined) return { people: [], byChild: who === 'child' }
  if (who === 'child')
    return { people: [{ id: 'p1', role: 'complainant', ...person, register: 'child' }], byChild: true }
  if (onBehalfOf === undefined) return { people: [{ id: 'p1', role: 'complainant', ...person }], byChild: false }
  const { name, dateOfBirth, address, relation } = onBehalfOf
  const them = { name, ...(dateOfBirth !== undefined && { dateOfBirth }), ...(address !== undefined && { address }) }
  const isChild = who === 'child-in-care' || area === 'children'
  if (isChild && !SPEAKS_FOR_A_CHILD.has(relation)) {
    const child: SomebodyInIt = { id: 'p2', role: 'child', ...them, contactPreference: 'letter', adjustments: [] }
    return { people: [{ id: 'p1', role: 'complainant', ...person }, child], byChild: false }
  }
  const reach = { ...careOf(person, address), ...(isChild && { register: 'child' as const }) }
  return {
    people: [
      { id: 'p1', role: 'complainant', ...them, ...reach },
      { id: 'p2', role: 'representative', ...person },
    ],
    byChild: isChild,
  }
}

/** Where we know no address of theirs, what is for them goes by whoever writes for them. */
function careOf(
  { email, phone, address, contactPreference }: IntakePerson,
  own: readonly string[] | undefined,
): Partial<Person> {
  if (own !== undefined) return { contactPreference: 'letter', adjustments: [] }
  return {
    contactPreference,
    adjustments: [],
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(address !== undefined && { address }),
  }
}

function describedBy(fields: IntakeFields) {
  const { area, about, happenedOn, stillHappening, whyLate, onBehalfOf, nhs, advocate, riskNow } = fields
  const { contactTimes, safeToLeaveMessage, needs } = fields
  const said: Readonly<Record<string, unknown>> = {
    area,
    about,
    happenedOn,
    stillHappening,
    whyLate,
    relation: onBehalfOf?.relation,
    authority: onBehalfOf?.authority,
    nhsPart: nhs?.part,
    partner: nhs?.body,
    advocateWanted: advocate?.wanted,
    riskNow,
    contactTimes,
    safeToLeaveMessage,
    needs,
  }
  return {
    type: 'complaint-described',
    data: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
  } as const
}

/** Nobody consents for somebody else before it is known that they may. */
function consentOf({ who, nhs }: IntakeFields, person: string): readonly Omit<NewFact, 'on'>[] {
  if (nhs?.part !== true || nhs.body === undefined || nhs.consent === undefined) return []
  if (who !== 'self' && who !== 'child') return []
  return [{ type: nhs.consent ? 'consent-given' : 'consent-refused', data: { person, body: nhs.body } }]
}

function feedbackOf({ kind, channel, area, points, person, receivedOn, about }: IntakeFields): Intake {
  const on = receivedOn === undefined ? {} : { on: receivedOn }
  const feedbackKind = kind === 'comment' ? 'comment' : 'compliment'
  const counted = area === 'other' || area === 'unsure' ? 'corporate' : area
  return {
    kind: 'feedback',
    opening: {
      procedure: 'intake',
      facts: [
        { type: 'feedback-received', ...on, data: { kind: feedbackKind, channel, area: counted, captured: 'here' } },
        ...points.map(({ text, desiredOutcome }, index) => ({
          type: 'point-recorded',
          ...on,
          data: { point: `P${index + 1}`, text, desiredOutcome },
        })),
        ...(about === undefined ? [] : [{ type: 'complaint-described', ...on, data: { area, about } }]),
      ],
      people: person === undefined ? [] : [{ id: 'p1', role: 'complainant', ...person }],
      variables: { channel, feedbackKind },
    },
  }
}
