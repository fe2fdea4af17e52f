import { ADJUSTMENTS, type Adjustment } from '../../case/person.ts'
import type { Channel } from '../../case/fact-data.ts'
import { compileSchema, mustFit } from '../../schema.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** What the public form asks, and what other front ends hand in: one set of fields for both. */
export interface IntakeFields {
  readonly kind: 'complaint' | 'comment' | 'compliment'
  readonly channel: Channel
  /** By word of mouth: false when left out. */
  readonly oral?: boolean
  /** The day the council had it; today when left out. */
  readonly receivedOn?: LocalDate
  /** `child`: a child or young person writes for themself. */
  readonly who: (typeof WHO)[number]
  readonly area: (typeof AREAS)[number]
  /** The team, person or provider that it is about, in their words. */
  readonly about?: string
  /** Whoever writes. May be left out of comments and compliments. */
  readonly person?: IntakePerson
  /** The person it is about, where somebody else writes. */
  readonly onBehalfOf?: IntakeOnBehalfOf
  /** At least one; for a comment or a compliment its words are the first. */
  readonly points: readonly IntakePoint[]
  readonly happenedOn?: LocalDate
  readonly stillHappening?: boolean
  /** Why they could not complain within twelve months. */
  readonly whyLate?: string
  /** `body`: a partner's code from the council's data, or its name. `consent`: it may be told. */
  readonly nhs?: { readonly part: boolean; readonly body?: string; readonly consent?: boolean }
  readonly advocate?: { readonly wanted: boolean; readonly provider?: string }
  /** They say that somebody is at risk now: the safeguarding team is alerted at once. */
  readonly riskNow?: boolean
  readonly contactTimes?: string
  readonly safeToLeaveMessage?: boolean
  /** What they need besides the adjustments that have a code. */
  readonly needs?: string
}

export interface IntakePerson {
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly address?: readonly string[]
  readonly dateOfBirth?: LocalDate
  readonly contactPreference: 'email' | 'letter' | 'telephone'
  readonly adjustments: readonly Adjustment[]
  readonly language?: string
}

export interface IntakeOnBehalfOf {
  readonly name: string
  readonly dateOfBirth?: LocalDate
  readonly address?: readonly string[]
  /** What whoever writes is to them. */
  readonly relation: (typeof RELATIONS)[number]
  /** On what they say they may speak for them; a person checks it. */
  readonly authority: (typeof AUTHORITIES)[number]
}

export interface IntakePoint {
  readonly text: string
  readonly desiredOutcome: string
}

export const WHO = ['self', 'someone-else', 'child-in-care', 'child'] as const
export const AREAS = ['adult', 'children', 'public-health', 'other', 'unsure'] as const
export const RELATIONS = [
  'parent',
  'parental-responsibility',
  'foster-carer',
  'relative',
  'friend',
  'carer',
  'advocate',
  'solicitor',
  'attorney',
  'executor',
  'professional',
  'other',
] as const
export const AUTHORITIES = [
  'they-asked-me',
  'parental-responsibility',
  'legal-authority',
  'cannot-ask-themselves',
  'they-have-died',
  'not-yet',
] as const

const WORDS = { type: 'string', minLength: 1, maxLength: 20_000, pattern: '\\S' } as const
const LINE = { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' } as const
const DAY = { type: 'string', format: 'date' } as const
const ADDRESS = { type: 'array', items: LINE, minItems: 1, maxItems: 8 } as const

const check = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'channel', 'who', 'area', 'points'],
  properties: {
    kind: { enum: ['complaint', 'comment', 'compliment'] },
    channel: { enum: ['form', 'email', 'letter', 'phone', 'in-person', 'on-behalf'] },
    oral: { type: 'boolean' },
    receivedOn: DAY,
    who: { enum: WHO },
    area: { enum: AREAS },
    about: LINE,
    person: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'contactPreference', 'adjustments'],
      properties: {
        name: LINE,
        email: { type: 'string' },
        phone: { type: 'string' },
        address: ADDRESS,
        dateOfBirth: DAY,
        contactPreference: { enum: ['email', 'letter', 'telephone'] },
        adjustments: { type: 'array', items: { enum: ADJUSTMENTS }, uniqueItems: true },
        language: { type: 'string' },
      },
    },
    onBehalfOf: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'relation', 'authority'],
      properties: {
        name: LINE,
        dateOfBirth: DAY,
        address: ADDRESS,
        relation: { enum: RELATIONS },
        authority: { enum: AUTHORITIES },
      },
    },
    points: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text', 'desiredOutcome'],
        properties: { text: WORDS, desiredOutcome: { type: 'string', maxLength: 20_000 } },
      },
    },
    happenedOn: DAY,
    stillHappening: { type: 'boolean' },
    whyLate: WORDS,
    nhs: {
      type: 'object',
      additionalProperties: false,
      required: ['part'],
      properties: { part: { type: 'boolean' }, body: LINE, consent: { type: 'boolean' } },
    },
    advocate: {
      type: 'object',
      additionalProperties: false,
      required: ['wanted'],
      properties: { wanted: { type: 'boolean' }, provider: LINE },
    },
    riskNow: { type: 'boolean' },
    contactTimes: LINE,
    safeToLeaveMessage: { type: 'boolean' },
    needs: WORDS,
  },
})

/** @throws InvalidVariablesError with every fault. */
export function checkIntakeFields(value: unknown): IntakeFields {
  mustFit('The complaint', (given) => [...check(given), ...missing(given as Partial<IntakeFields>)], value)
  return value as IntakeFields
}

/** What one answer makes necessary of the others. */
function missing({ kind, who, person, onBehalfOf }: Partial<IntakeFields>) {
  return [
    ...(kind === 'complaint' && person === undefined
      ? [{ at: '/person', message: 'is needed: who complains, and how can we reach them?' }]
      : []),
    ...(kind === 'complaint' && (who === 'someone-else' || who === 'child-in-care') && onBehalfOf === undefined
      ? [{ at: '/onBehalfOf', message: 'is needed: who is it about?' }]
      : []),
    ...(person !== undefined && person.email === undefined && person.phone === undefined && person.address === undefined
      ? [{ at: '/person', message: 'needs an e-mail address, a telephone number or a postal address' }]
      : []),
  ]
}
