import { compileSchema, mustFit } from '../schema.ts'
import type { LocalDate } from '../values/local-date.ts'
import { isEmailAddress } from './email-address.ts'

/*
 * Who a person is stays in the store of people, where it can be corrected and erased. Facts, tokens and logs name
 * people by id alone.
 */

/** Whoever acts in a case as part of their work. */
export const PROFESSIONAL_ROLES = [
  'advocate',
  'complaints-manager',
  'responding-manager',
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'panel-chair',
  'panel-member',
  'director',
  'panel-clerk',
  'subject-of-complaint',
  'line-manager-of-subject',
  'action-owner',
  'partner',
  'provider',
  'responsible-person',
  'ombudsman-link-officer',
] as const

export const PERSON_ROLES = [
  'complainant',
  'child',
  'representative',
  ...PROFESSIONAL_ROLES,
  /** Somebody else with sufficient interest in the child. */
  'interested-person',
  'other',
] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

/** What the person needs so that a letter or a call is of use to them (Equality Act 2010). */
export const ADJUSTMENTS = [
  'large-print',
  'easy-read',
  'braille',
  'audio',
  'bsl',
  'interpreter',
  'telephone-only',
  'single-contact',
  'extra-time',
] as const
export type Adjustment = (typeof ADJUSTMENTS)[number]

/** Which words a letter is written in. */
export type Register = 'adult' | 'child'

export interface Person {
  readonly id: string
  /** What the person is to the case; where several, the one that the letter is about. */
  readonly role: PersonRole
  readonly name: string
  readonly email?: string
  /** Postal address, a line each. */
  readonly address?: readonly string[]
  readonly phone?: string
  readonly dateOfBirth?: LocalDate
  readonly contactPreference: 'email' | 'letter' | 'telephone'
  readonly adjustments: readonly Adjustment[]
  /** Language to interpret into, as BCP 47 (`pl`, `ur`). */
  readonly language?: string
  /** The words that this person asked for; worked out from the age when left out. */
  readonly register?: Register
}

/** Children under this age are written to in simpler words. Years. */
const SIMPLER_WORDS_UNDER = 16

/** The words to write to this person in, on that day. A child whose birthday we do not know gets the simpler ones. */
export function registerOf({ register, dateOfBirth, role }: Person, today: LocalDate): Register {
  if (register !== undefined) return register
  if (dateOfBirth === undefined) return role === 'child' ? 'child' : 'adult'
  return ageOn(dateOfBirth, today) < SIMPLER_WORDS_UNDER ? 'child' : 'adult'
}

/** Whole years lived; somebody born on 29 February is a year older on 1 March in common years. */
export function ageOn(dateOfBirth: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years
}

/**
 * How to reach a person.
 *
 * `telephone` where they can be told in no other way, or prefer it and gave a number: a colleague calls them. `email` only
 * where they have an address, did not ask for another way, and need nothing that e-mail cannot give. A letter is queued
 * for a person to print, so that nobody is left out for want of an e-mail address.
 */
export function channelFor({
  email,
  phone,
  contactPreference,
  adjustments,
}: Pick<Person, 'email' | 'phone' | 'contactPreference' | 'adjustments'>): 'email' | 'letter' | 'telephone' {
  if (adjustments.includes('telephone-only')) return 'telephone'
  if (contactPreference === 'telephone' && phone !== undefined) return 'telephone'
  if (email === undefined || contactPreference !== 'email') return 'letter'
  return adjustments.some((adjustment) => ON_PAPER.has(adjustment)) ? 'letter' : 'email'
}

const ON_PAPER: ReadonlySet<Adjustment> = new Set(['large-print', 'easy-read', 'braille'])

/** Adjustments that somebody must act on besides printing: the letter alone is not enough. */
export const NEEDS_A_PERSON: ReadonlySet<Adjustment> = new Set(['easy-read', 'braille', 'audio', 'bsl', 'interpreter'])

/** Whether there is any way at all to tell this person something that they can take in. */
export function isReachable({ email, address, phone, adjustments }: Person): boolean {
  if (adjustments.includes('telephone-only')) return phone !== undefined
  return email !== undefined || (address !== undefined && address.length > 0) || phone !== undefined
}

const LINE = { type: 'string', maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const

const check = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'role', 'name', 'contactPreference', 'adjustments'],
  properties: {
    id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$' },
    role: { enum: PERSON_ROLES },
    name: LINE,
    email: { type: 'string' },
    address: { type: 'array', items: LINE, minItems: 1, maxItems: 8 },
    phone: { type: 'string', pattern: '^\\+?[0-9][0-9 ()-]{4,24}$' },
    dateOfBirth: { type: 'string', format: 'date' },
    contactPreference: { enum: ['email', 'letter', 'telephone'] },
    adjustments: { type: 'array', items: { enum: ADJUSTMENTS }, uniqueItems: true },
    language: { type: 'string', pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' },
    register: { enum: ['adult', 'child'] },
  },
})

/** @throws InvalidVariablesError with every fault when `value` is not a person. */
export function checkPerson(value: unknown): Person {
  mustFit('The person', (given) => [...check(given), ...emailFaults(given)], value)
  return value as Person
}

function emailFaults(value: unknown) {
  if (typeof value !== 'object' || value === null || !('email' in value)) return []
  return isEmailAddress(value.email) ? [] : [{ at: '/email', message: 'is not one e-mail address' }]
}
