import type { Area } from './counted-case.ts'
import type { FigureDefinition } from './definitions.ts'
import { happened, summed, type Count } from './select.ts'

/** How reports group the Ombudsman's decisions; the codes are those of the forms. */
export type DecisionGroup = 'upheld' | 'not-upheld' | 'referred-back' | 'closed-after-initial-enquiries' | 'other'

const GROUPS: Readonly<Record<string, DecisionGroup>> = {
  upheld: 'upheld',
  'upheld-already-remedied': 'upheld',
  report: 'upheld',
  'not-upheld': 'not-upheld',
  'referred-back': 'referred-back',
  'closed-after-initial-enquiries': 'closed-after-initial-enquiries',
}

export function decisionGroup(decision: string): DecisionGroup {
  return (Object.hasOwn(GROUPS, decision) ? GROUPS[decision] : undefined) ?? 'other'
}

const CONTACTS: Readonly<Record<Area, string>> = {
  adult: 'contacts from the Ombudsman about adult social care',
  children: 'contacts from the Ombudsman about children’s social care, inclusion and education',
}

const contacts = (area: Area): Count => happened('ombudsman-contact-received', (_, each) => each.area === area)

const decisions = (area: Area, ...groups: readonly DecisionGroup[]): Count =>
  happened(
    'ombudsman-decided',
    ({ data }, each) => each.area === area && (groups.length === 0 || groups.includes(decisionGroup(data.decision))),
  )

/** Upheld by the Ombudsman where the council had not. */
const changed = (area: Area): Count =>
  happened(
    'ombudsman-decided',
    ({ data }, each) => each.area === area && decisionGroup(data.decision) === 'upheld' && data.changedFinding,
  )

const settlements = (area: Area): Count =>
  summed('settlement-agreed', ({ data }, each) => (each.area === area && data.basis === 'ombudsman' ? data.pence : 0))

const reports = (area: Area): Count => happened('ombudsman-report-received', (_, each) => each.area === area)

function figuresOf(area: Area): readonly FigureDefinition[] {
  const basis = { seen: 'atPeriodEnd', basis: 'happened', about: 'council' } as const
  const population = CONTACTS[area].replace('contacts', 'decisions')
  const decided = { unit: 'count', ...basis, population } as const
  const id = (name: string) => `ombudsman.${area}-${name}`
  return [
    {
      id: id('contacts'),
      title: 'Enquiries received',
      unit: 'count',
      ...basis,
      population: CONTACTS[area],
      numerator: contacts(area),
    },
    { id: id('decisions'), title: 'Decisions received', ...decided, numerator: decisions(area) },
    { id: id('upheld'), title: 'upheld', ...decided, numerator: decisions(area, 'upheld') },
    { id: id('not-upheld'), title: 'not upheld', ...decided, numerator: decisions(area, 'not-upheld') },
    {
      id: id('closed-after-enquiries'),
      title: 'closed after initial enquiries',
      ...decided,
      numerator: decisions(area, 'closed-after-initial-enquiries', 'other'),
    },
    {
      id: id('referred-back'),
      title: 'referred back for local resolution',
      ...decided,
      numerator: decisions(area, 'referred-back'),
    },
    { id: id('finding-changed'), title: 'upheld where the council had not', ...decided, numerator: changed(area) },
    {
      id: id('adjusted-upheld-share'),
      title: 'upheld where the council had not, share of all decisions',
      ...decided,
      unit: 'percent',
      of: population,
      numerator: changed(area),
      denominator: decisions(area),
    },
    {
      id: id('settlements'),
      title: 'Paid to complainants after the Ombudsman’s decisions',
      unit: 'pence',
      ...basis,
      about: 'people',
      population,
      numerator: settlements(area),
    },
    { id: id('public-reports'), title: 'Public reports', ...decided, numerator: reports(area) },
  ]
}

export const OMBUDSMAN_FIGURES: readonly FigureDefinition[] = [...figuresOf('adult'), ...figuresOf('children')]
