import { monthsAfter } from '../../values/months.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Certainty } from '../citation.ts'

/** How long the record of a complaint is kept. A council's own schedule may be longer; this is what it starts from. */
export interface RetentionRule {
  readonly id: string
  readonly title: string
  readonly years: number
  /** Counted from that day. Where the day of birth is not known, from closing: too long rather than too short. */
  readonly from: 'closing' | 'birth'
  readonly source: string
  readonly certainty: Certainty
}

export const RETENTION_RULES = [
  {
    id: 'complaint-6-years',
    title: 'Six years after closing',
    years: 6,
    from: 'closing',
    source: 'Limitation Act logic; some councils keep it 3, 7 or 10 years',
    certainty: 'well-known',
  },
  {
    id: 'child-to-25',
    title: 'To the 25th birthday',
    years: 25,
    from: 'birth',
    source: 'Local schedules: 18 and the time for bringing a claim, commonly to 24 or 25',
    certainty: 'well-known',
  },
  {
    id: 'looked-after-75-years',
    title: 'To the 75th anniversary of birth, with the file of a looked-after child',
    years: 75,
    from: 'birth',
    source: 'Care Planning, Placement and Case Review Regulations 2010 reg 50',
    certainty: 'verified',
  },
  {
    id: 'adoption-100-years',
    title: 'One hundred years, with the file of an adoption',
    years: 100,
    from: 'closing',
    source: 'Disclosure of Adoption Information Regulations 2005, there from the order; counted from closing here',
    certainty: 'verified',
  },
  {
    id: 'foster-carer-10-years',
    title: 'Ten years, with the file of a foster carer',
    years: 10,
    from: 'closing',
    source: 'Fostering Services Regulations 2011 reg 32, there at least ten years from the end of the approval',
    certainty: 'verified',
  },
  {
    id: 'nhs-part-10-years',
    title: 'Ten years after closing, for the part of the NHS',
    years: 10,
    from: 'closing',
    source: 'NHS Records Management Code',
    certainty: 'well-known',
  },
  {
    id: 'feedback-2-years',
    title: 'Two years after closing, for a compliment or comment',
    years: 2,
    from: 'closing',
    source: 'Local schedules: one to two years; reports count it without anybody’s data',
    certainty: 'well-known',
  },
] as const satisfies readonly RetentionRule[]

export type RetentionRuleId = (typeof RETENTION_RULES)[number]['id']

/** What applies in a procedure before anything more is known of the case. */
const DEFAULTS: Readonly<Record<string, readonly RetentionRuleId[]>> = {
  'children-act': ['complaint-6-years', 'child-to-25'],
  'nhs-joint': ['complaint-6-years', 'nhs-part-10-years'],
}

export function retentionDefaults(procedure: string): readonly RetentionRuleId[] {
  return DEFAULTS[procedure] ?? ['complaint-6-years']
}

/**
 * The rule of those given that keeps the record longest, and its last day.
 *
 * @param rules - At least one.
 */
export function longestRetention(
  rules: readonly RetentionRuleId[],
  closedOn: LocalDate,
  bornOn?: LocalDate,
): { readonly rule: RetentionRuleId; readonly until: LocalDate } {
  const ends = RETENTION_RULES.filter(({ id }) => rules.includes(id)).map(({ id, years, from }) => ({
    rule: id,
    until: monthsAfter(from === 'birth' ? (bornOn ?? closedOn) : closedOn, years * 12),
  }))
  return ends.reduce((longest, each) => (each.until > longest.until ? each : longest))
}
