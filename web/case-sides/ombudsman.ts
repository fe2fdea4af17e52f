import { standingFacts, type CasePage, type Fact, type FactType, type LocalDate } from '../../engine/index.ts'
import { inWords, stageInWords } from '../cases/index.ts'
import { dutiesOf, dutyRow, type DutyRow } from './duties.ts'

export interface OmbudsmanView {
  /** What the Ombudsman asked and decided, and what we answered, in order. */
  readonly course: readonly { readonly what: string; readonly on: LocalDate; readonly more: string }[]
  readonly recommendations: readonly {
    readonly id: string
    readonly text?: string
    readonly payment?: number
    readonly dueOn: LocalDate
    readonly evidenceOn?: LocalDate
    readonly duty?: DutyRow
  }[]
  readonly decision?: { readonly text: string; readonly changed: boolean; readonly on: LocalDate }
  readonly paused: boolean
  readonly duties: readonly DutyRow[]
}

/** What stands between the council and the Ombudsman in this case, from its facts and clocks alone. */
export function ombudsmanView(page: CasePage): OmbudsmanView {
  const facts = standingFacts(page.complaint.facts)
  const evidence = new Map(
    facts.flatMap((fact) => (fact.type === 'ombudsman-evidence-sent' ? [[fact.data.recommendation, fact.on]] : [])),
  )
  const turns = facts.filter(({ type }) => type === 'ombudsman-paused' || type === 'ombudsman-resumed')
  const decided = facts.findLast((fact): fact is Fact<'ombudsman-decided'> => fact.type === 'ombudsman-decided')
  const isOfOne = (row: DutyRow) => row.subject !== undefined
  return {
    course: facts.flatMap((fact) => {
      const what = COURSE[fact.type]
      return what === undefined ? [] : [{ what, on: fact.on, more: moreOf(fact) }]
    }),
    recommendations: facts.flatMap((fact) => {
      if (fact.type !== 'ombudsman-recommended') return []
      const { recommendation: id, text, payment, dueOn } = fact.data
      const clock = page.clocks.find(({ rule, subject }) => rule === 'ombudsman.recommendation' && subject === id)
      const evidenceOn = evidence.get(id)
      return [
        {
          id,
          dueOn,
          ...(text !== undefined && { text }),
          ...(payment !== undefined && { payment }),
          ...(evidenceOn !== undefined && { evidenceOn }),
          ...(clock !== undefined && { duty: dutyRow(page, clock) }),
        },
      ]
    }),
    paused: turns.at(-1)?.type === 'ombudsman-paused',
    duties: dutiesOf(page, 'ombudsman').filter((row) => !isOfOne(row)),
    ...(decided !== undefined && {
      decision: { text: inWords(decided.data.decision), changed: decided.data.changedFinding, on: decided.on },
    }),
  }
}

const COURSE: Partial<Record<FactType, string>> = {
  'ombudsman-signposted': 'The complainant was told about the Ombudsman',
  'early-referral-decided': 'Early referral decided',
  'ombudsman-contact-received': 'The Ombudsman wrote',
  'ombudsman-papers-asked': 'Papers asked for',
  'ombudsman-papers-sent': 'Papers sent',
  'ombudsman-enquiry-received': 'Enquiry received',
  'ombudsman-enquiry-answered': 'Enquiry answered',
  'ombudsman-draft-received': 'Draft decision received',
  'ombudsman-draft-commented': 'Comments on the draft sent',
  'ombudsman-decided': 'Decided',
  'ombudsman-recommended': 'Recommended something',
  'ombudsman-evidence-sent': 'Evidence sent',
  'ombudsman-paused': 'The Ombudsman stopped its own work',
  'ombudsman-resumed': 'The Ombudsman went on',
  'ombudsman-report-received': 'Public report received',
  'ombudsman-report-advertised': 'Report advertised',
  'ombudsman-report-laid': 'Report laid before the council',
  'ombudsman-report-answered': 'Report answered',
  'monitoring-officer-reported': 'The monitoring officer reported',
  'ombudsman-directed': 'Sent back to the council',
}

function moreOf({ data }: Fact): string {
  if ('reference' in data && typeof data.reference === 'string') return `Reference ${data.reference}`
  if ('recommendation' in data && typeof data.recommendation === 'string') return data.recommendation
  if ('stage' in data && typeof data.stage === 'string') return stageInWords(data.stage)
  if ('outcome' in data && typeof data.outcome === 'string') return inWords(data.outcome)
  return ''
}
