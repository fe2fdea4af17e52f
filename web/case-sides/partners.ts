import {
  mayShareWith,
  standingFacts,
  type CasePage,
  type Council,
  type Fact,
  type FactType,
  type LocalDate,
} from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'
import { shortDay } from '../frame/index.ts'
import { dutyRow, type DutyRow } from './duties.ts'

/** A body that the complaint is shared with, or should be, and how far it has come with it. */
export interface PartnerView {
  readonly code: string
  readonly name: string
  readonly isLead: boolean
  readonly consent: { readonly text: string; readonly colour: string; readonly on?: LocalDate }
  /** It was asked although nothing may be shared with it. */
  readonly gateBroken: boolean
  readonly course: readonly { readonly what: string; readonly on: LocalDate; readonly more?: string }[]
  readonly points: readonly { readonly point: string; readonly dueOn?: LocalDate }[]
  readonly duties: readonly DutyRow[]
}

export interface PartnersView {
  readonly bodies: readonly PartnerView[]
  readonly lead?: { readonly name: string; readonly basis: string; readonly on: LocalDate }
  readonly split?: { readonly reason: string; readonly on: LocalDate }
  /** Bodies for which consent is still missing. */
  readonly withoutConsent: readonly string[]
}

/** Who answers a joint complaint with us: consent, what each was asked, and what it said, from the case's facts alone. */
export function partnersView(page: CasePage, council: Council): PartnersView {
  const { complaint } = page
  const facts = standingFacts(complaint.facts)
  const leads = only(facts, 'lead-agreed')
  const lead = leads.at(-1)
  const split = only(facts, 'complaint-split').at(-1)
  const codes = new Set(
    facts.flatMap((fact) => ('body' in fact.data && typeof fact.data.body === 'string' ? [fact.data.body] : [])),
  )
  const bodies = [...codes].filter((code) => code !== US).map((code) => bodyView(page, council, facts, code, lead))
  return {
    bodies,
    withoutConsent: bodies.filter(({ code }) => !mayShareWith(complaint, code)).map(({ name }) => name),
    ...(lead !== undefined && {
      lead: { name: nameOf(council, lead.data.body), basis: inWords(lead.data.basis), on: lead.on },
    }),
    ...(split !== undefined && { split: { reason: split.data.reason, on: split.on } }),
  }
}

/** The council itself, among the bodies. */
const US = 'council'

function bodyView(
  page: CasePage,
  council: Council,
  facts: readonly Fact[],
  code: string,
  lead: Fact<'lead-agreed'> | undefined,
): PartnerView {
  const own = facts.filter((fact) => 'body' in fact.data && fact.data.body === code)
  const consents = page.complaint.consents.filter(({ body }) => body === code)
  const mayShare = mayShareWith(page.complaint, code)
  const last = consents.at(-1)
  const assigned = new Map(only(own, 'point-assigned').map(({ data }) => [data.point, data]))
  return {
    code,
    name: nameOf(council, code),
    isLead: lead?.data.body === code,
    consent: {
      ...(mayShare
        ? { text: 'Consent given', colour: 'green' }
        : last === undefined
          ? { text: 'Consent not asked yet', colour: 'yellow' }
          : CONSENT[last.state]),
      ...(last !== undefined && { on: last.on }),
    },
    gateBroken: !mayShare && own.some(({ type }) => type === 'partner-asked'),
    course: own.flatMap((fact) => {
      const what = COURSE[fact.type]
      return what === undefined ? [] : [{ what, on: fact.on, ...moreOf(fact) }]
    }),
    points: [...assigned.values()].map(({ point, dueOn }) => ({ point, ...(dueOn !== undefined && { dueOn }) })),
    duties: page.clocks.filter(({ subject }) => subject === code).map((clock) => dutyRow(page, clock)),
  }
}

const CONSENT = {
  asked: { text: 'Consent asked for, no answer yet', colour: 'yellow' },
  given: { text: 'Consent given by some, not by all', colour: 'yellow' },
  refused: { text: 'Consent refused', colour: 'red' },
  withdrawn: { text: 'Consent taken back', colour: 'red' },
} as const

const COURSE: Partial<Record<FactType, string>> = {
  'nhs-part-detected': 'Found to have a part in it',
  'partner-contacted': 'Told that the complaint came',
  'lead-agreed': 'Agreed as the lead',
  'partner-asked': 'Asked for its part',
  'partner-link-issued': 'Sent a link to answer by',
  'partner-replied': 'Answered',
  'partner-escalated': 'Taken up with its chief officer',
  'part-signed-off': 'Signed off its part',
}

function moreOf({ type, data }: Fact): { readonly more?: string } {
  switch (type) {
    case 'partner-link-issued':
      return 'until' in data ? { more: `until ${shortDay(data.until)}` } : {}
    case 'partner-replied':
      return 'by' in data && typeof data.by === 'string' ? { more: `by ${inWords(data.by).toLowerCase()}` } : {}
    case 'part-signed-off':
      return 'by' in data && typeof data.by === 'string' ? { more: data.by } : {}
    default:
      return {}
  }
}

function only<Type extends FactType>(facts: readonly Fact[], type: Type): readonly Fact<Type>[] {
  return facts.filter((fact): fact is Fact<Type> => fact.type === type)
}

function nameOf({ partners, name }: Council, code: string): string {
  return code === US ? name : (partners?.[code]?.name ?? inWords(code))
}
