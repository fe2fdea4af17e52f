import { compileSchema, mustFit } from '../schema.ts'
import { isEmailAddress } from './email-address.ts'

/** How one council differs from another: names, addresses, local targets. Never a diagram, never a rule of law. */
export interface Council {
  readonly id: string
  /** As it stands in a sentence: `Example County Council`. */
  readonly name: string
  /** Prefix of its case references. */
  readonly casePrefix: string
  readonly address: readonly string[]
  readonly complaintsTeam: ContactPoint
  /** First lines of every printed letter. */
  readonly letterhead: readonly string[]
  /** Where a complainant can follow the case; the reference is put after it. */
  readonly portal?: string
  /** Teams that messages can go to, by code. `complaints-team` and `safeguarding` must be there. */
  readonly teams: Readonly<Record<string, Team>>
  /** Roles that messages can go to when nobody holds them in the case, and the team that then gets them. */
  readonly roleTeams: Readonly<Record<string, string>>
  /** The one that gets a referral unless another is chosen. */
  readonly advocacyProvider: ContactPoint
  /** All that a complainant may choose from, by code. */
  readonly advocacyProviders?: Readonly<Record<string, AdvocacyProvider>>
  /** Bodies that complaints are shared with (reg. 9 of SI 2009/309) and providers of care, by code. */
  readonly partners?: Readonly<Record<string, Partner>>
  /** Who signs responses to adults: the responsible person, or one of the delegates (SI 2009/309 reg. 4). */
  readonly signatories?: readonly Signatory[]
  /**
   * Local targets, in working days, in place of those in the diagrams, by the target's id
   * (`adult-social-care.local.response-moderate`). They bind nobody but the council; no date of law moves with them.
   */
  readonly targets: Readonly<Record<string, number>>
  /** `YYYY-MM-DD`: days on which the council is shut. They move local targets only, never a date set by law. */
  readonly closureDays: readonly string[]
  /**
   * How far the scenarios of a draft must take its diagrams before it is published: percent of all sequence flows; 100 when
   * left out, which is what the procedures that come with Redress reach.
   */
  readonly scenarioCoverage?: number
  readonly workingHours: { readonly opens: string; readonly closes: string }
  readonly ombudsman: { readonly name: string }
  /** Keeps checkpoints of the audit trail, where nobody who runs the service can reach them. */
  readonly internalAudit?: Team
  /** The council's own words on its pages for the public. */
  readonly publicPages?: {
    /** First words of the first page. */
    readonly welcome?: string
    /** Ways to complain besides the form, a sentence each: sign language, a visit, Easy Read. */
    readonly otherWays?: readonly string[]
    /** Whom to ring at any hour when a child or an adult is at risk. */
    readonly emergency?: { readonly name: string; readonly phone: string }
  }
  /** The Parliamentary and Health Service Ombudsman, for the NHS part of a complaint. */
  readonly healthOmbudsman?: { readonly name: string }
}

export interface AdvocacyProvider extends ContactPoint {
  readonly serves: readonly ('children' | 'adults')[]
}

export interface Partner {
  readonly name: string
  readonly kind: 'integrated-care-board' | 'trust' | 'gp' | 'ambulance' | 'care-provider' | 'other'
  readonly email: string
  readonly phone?: string
  readonly address?: readonly string[]
}

export interface Signatory {
  /** As it stands under the letter. */
  readonly name: string
  readonly title: string
  readonly as: 'responsible-person' | 'delegate'
  /** Id by which `adult-response-sent` names who signed. */
  readonly id: string
}

export interface ContactPoint {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly address: readonly string[]
}

export interface Team {
  readonly name: string
  readonly email: string
}

const LINE = { type: 'string', maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const
const LINES = { type: 'array', items: LINE, minItems: 1, maxItems: 8 } as const
const CODE = '^[a-z][a-z0-9-]*$'
const HOUR = { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' } as const

const CONTACT_POINT = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'email', 'phone', 'address'],
  properties: { name: LINE, email: LINE, phone: LINE, address: LINES },
} as const

const TEAM = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'email'],
  properties: { name: LINE, email: LINE },
} as const

const OMBUDSMAN = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: LINE },
} as const

const check = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: [
    'id',
    'name',
    'casePrefix',
    'address',
    'complaintsTeam',
    'letterhead',
    'teams',
    'roleTeams',
    'advocacyProvider',
    'targets',
    'closureDays',
    'workingHours',
    'ombudsman',
  ],
  properties: {
    id: { type: 'string', pattern: CODE },
    name: LINE,
    casePrefix: { type: 'string', pattern: '^[A-Z]{2,4}$' },
    address: LINES,
    complaintsTeam: CONTACT_POINT,
    letterhead: LINES,
    portal: { type: 'string', pattern: '^https://[^\\s]+/$' },
    teams: {
      type: 'object',
      required: ['complaints-team', 'safeguarding'],
      propertyNames: { pattern: CODE },
      additionalProperties: TEAM,
    },
    roleTeams: { type: 'object', propertyNames: { pattern: CODE }, additionalProperties: { type: 'string' } },
    advocacyProvider: CONTACT_POINT,
    advocacyProviders: {
      type: 'object',
      propertyNames: { pattern: CODE },
      additionalProperties: {
        ...CONTACT_POINT,
        required: [...CONTACT_POINT.required, 'serves'],
        properties: {
          ...CONTACT_POINT.properties,
          serves: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['children', 'adults'] } },
        },
      },
    },
    partners: {
      type: 'object',
      propertyNames: { pattern: CODE },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'kind', 'email'],
        properties: {
          name: LINE,
          kind: { enum: ['integrated-care-board', 'trust', 'gp', 'ambulance', 'care-provider', 'other'] },
          email: LINE,
          phone: LINE,
          address: LINES,
        },
      },
    },
    signatories: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'name', 'title', 'as'],
        properties: {
          id: { type: 'string', pattern: CODE },
          name: LINE,
          title: LINE,
          as: { enum: ['responsible-person', 'delegate'] },
        },
      },
    },
    targets: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9.-]*$' },
      additionalProperties: { type: 'integer', minimum: 1, maximum: 260 },
    },
    scenarioCoverage: { type: 'integer', minimum: 0, maximum: 100 },
    closureDays: { type: 'array', items: { type: 'string', format: 'date' }, uniqueItems: true },
    workingHours: {
      type: 'object',
      additionalProperties: false,
      required: ['opens', 'closes'],
      properties: { opens: HOUR, closes: HOUR },
    },
    ombudsman: OMBUDSMAN,
    internalAudit: TEAM,
    publicPages: {
      type: 'object',
      additionalProperties: false,
      properties: {
        welcome: { type: 'string', minLength: 1, maxLength: 1000 },
        otherWays: { type: 'array', items: LINE, minItems: 1, maxItems: 8 },
        emergency: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'phone'],
          properties: { name: LINE, phone: LINE },
        },
      },
    },
    healthOmbudsman: OMBUDSMAN,
  },
})

/** @throws InvalidVariablesError with every fault when `value` is not the data of a council. */
export function checkCouncil(value: unknown): Council {
  mustFit('The council data', check, value)
  const council = value as Council
  mustFit('The council data', () => [...addressFaults(council), ...teamFaults(council)], value)
  return council
}

function addressFaults(council: Council) {
  const { teams, complaintsTeam, advocacyProvider, advocacyProviders = {}, partners = {}, internalAudit } = council
  return [
    ...Object.entries(advocacyProviders).map(([code, { email }]) => ({
      at: `/advocacyProviders/${code}/email`,
      email,
    })),
    ...Object.entries(partners).map(([code, { email }]) => ({ at: `/partners/${code}/email`, email })),
    ...Object.entries(teams).map(([code, { email }]) => ({ at: `/teams/${code}/email`, email })),
    ...(internalAudit === undefined ? [] : [{ at: '/internalAudit/email', email: internalAudit.email }]),
    { at: '/complaintsTeam/email', email: complaintsTeam.email },
    { at: '/advocacyProvider/email', email: advocacyProvider.email },
  ]
    .filter(({ email }) => !isEmailAddress(email))
    .map(({ at }) => ({ at, message: 'is not one e-mail address' }))
}

function teamFaults({ teams, roleTeams }: Council) {
  return Object.entries(roleTeams)
    .filter(([, team]) => !Object.hasOwn(teams, team))
    .map(([role, team]) => ({ at: `/roleTeams/${role}`, message: `names no team of this council: ${team}` }))
}
