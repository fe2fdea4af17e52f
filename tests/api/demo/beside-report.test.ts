import { expect } from 'chai'
import { besideReport } from '../../../api/demo/report/beside-report.ts'
import { inWords } from '../../../api/demo/report/in-words.ts'
import { REPORT_2020_21 } from '../../../api/demo/report/report-2020-21.ts'
import comparators from '../../../api/demo/report/2019-20.json' with { type: 'json' }
import { countedReport, localDate, reportDays, reportYear, type ReportFigures } from '../../../engine/index.ts'
import { yearOf2020 } from '../../support/year-2020-21.ts'

const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))
const KNOWN = countedReport([], DAYS).figures

const ofValue = (value: number | undefined): ReportFigures => ({
  days: DAYS,
  figures: [{ ...KNOWN[0]!, id: 'adult.investigated-share', unit: 'percent', value }],
  tables: [],
  reconciliations: [],
  faults: [],
  withheld: [],
  comparedWith: [],
  synthetic: true,
})

const VERDICTS = [
  { value: 59, verdict: 'same', because: 'it is what the report prints' },
  { value: 58, verdict: 'read', because: 'it is what the reading makes of it: 243 of 416' },
  { value: 57, verdict: 'differs', because: 'nothing says why' },
  { value: undefined, verdict: 'differs', because: 'there is nothing to say' },
]

/** The published report's fifty statistics (domain.md 7.1), with the figures that are beside them. */
const STATISTICS: readonly (readonly [statistic: string, ...figures: readonly string[]])[] = [
  ['S01', 'just under 1 % of active cases'],
  ['S02', 'statutory.received'],
  ['S03', 'adult.received'],
  ['S04', 'adult.joint-received'],
  ['S05', 'children.received'],
  ['S06', 'children.closed'],
  ['S07', 'other-children.received'],
  ['S08', 'other-children.inclusion', 'other-children.inclusion-share'],
  ['S09', 'ombudsman.contacts'],
  ['S10', 'compliments.received'],
  ['S11', 'compliments.children'],
  ['S12', 'compliments.adult'],
  ['S13', 'feedback.complaints-share'],
  ['S14', 'statutory.closed'],
  ['S15', 'statutory.not-upheld-share'],
  ['S16', 'statutory.upheld-share'],
  ['S17', 'statutory.without-finding-share'],
  ['S18', 'adult.costs'],
  ['S19', 'children.costs'],
  ['S20', 'settlements.agreed'],
  ['S21', 'comments.adult'],
  ['S22', 'adult.resolved-early-share'],
  ['S23', 'adult.investigated-share'],
  ['S24', 'adult.otherwise-share'],
  ['S25', 'adult.closed', 'adult.closed-without-finding', 'adult.closed-upheld', 'adult.closed-not-upheld'],
  [
    'S26',
    'adult.investigations',
    'adult.investigations-upheld',
    'adult.investigations-upheld-share',
    'adult.investigations-without-finding',
    'adult.investigations-not-upheld',
  ],
  ['S27', 'adult.over-6-months', 'adult.over-6-months-share'],
  ['S28', 'adult.support-planning', 'adult.support-planning-share'],
  ['S29', 'compliments.adult-here', 'compliments.adult-elsewhere'],
  ['S30', 'compliments.equipment-share'],
  ['S31', 'decreased: safeguarding, rehabilitation and reablement'],
  ['S32', 'adult.joint-closed', 'adult.joint-closed-not-upheld', 'adult.joint-closed-partly-upheld'],
  ['S33', 'adult.joint-open'],
  ['S34', 'ombudsman.adult-contacts'],
  [
    'S35',
    'ombudsman.adult-decisions',
    'ombudsman.adult-not-upheld',
    'ombudsman.adult-closed-after-enquiries',
    'ombudsman.adult-upheld',
  ],
  ['S36', 'ombudsman.adult-upheld', 'ombudsman.adult-finding-changed', 'ombudsman.adult-adjusted-upheld-share'],
  ['S37', 'ombudsman.adult-settlements'],
  ['S38', 'ombudsman.adult-public-reports'],
  ['S39', 'children.by-children'],
  ['S40', 'children.resolved-early-share'],
  ['S41', 'children.stage-2', 'children.settled-at-stage-2', 'children.panels'],
  [
    'S42',
    'children.closed-not-upheld-share',
    'children.closed-upheld-or-partly-share',
    'children.closed-without-finding-share',
  ],
  ['S43', 'children.over-20-working-days', 'children.over-20-working-days-share'],
  ['S44', 'children.social-work-practice-share'],
  ['S45', 'compliments.children-social-care'],
  ['S46', 'ombudsman.children-contacts'],
  ['S47', 'ombudsman.children-decisions', 'ombudsman.children-referred-back', 'ombudsman.children-upheld'],
  ['S48', 'ombudsman.children-finding-changed', 'ombudsman.children-adjusted-upheld-share'],
  ['S49', 'ombudsman.children-settlements'],
  ['S50', '23 authorities in the regional group'],
]

describe('figures beside the published report', () => {
  const counted = countedReport(yearOf2020(), DAYS)
  const whole = { ...ofValue(undefined), figures: counted.figures, tables: counted.tables }
  const beside = besideReport(whole, REPORT_2020_21)

  for (const { value, verdict, because } of VERDICTS) {
    it(`${value ?? 'nothing'} beside 59 %: ${verdict}, since ${because}`, () => {
      const row = besideReport(ofValue(value), REPORT_2020_21).find(
        ({ figure }) => figure?.id === 'adult.investigated-share',
      )
      expect(row?.verdict).to.equal(verdict)
    })
  }

  it('names figures that there are, and so do the comparators', () => {
    const ids = KNOWN.map(({ id }) => id)
    for (const { figure } of REPORT_2020_21.figures) if (figure !== undefined) expect(ids).to.include(figure)
    for (const figure of Object.keys(comparators.figures)) expect(ids).to.include(figure)
  })

  for (const [statistic, ...figures] of STATISTICS) {
    it(`${statistic} is equal, or differs for a reason that is given`, () => {
      const rows = beside.filter(({ figure, printed }) => figures.includes(figure?.id ?? printed))
      expect(rows.map(({ figure, printed }) => figure?.id ?? printed)).to.include.members(figures)
      for (const { figure, verdict, reading } of rows) {
        expect(verdict, figure?.id).to.not.equal('differs')
        if (verdict !== 'same') expect(reading, figure?.id).to.not.equal(undefined)
      }
    })
  }

  it('has a line for nothing but the fifty statistics', () => {
    const known = new Set(STATISTICS.flatMap(([, ...figures]) => figures))
    expect(beside.map(({ figure, printed }) => figure?.id ?? printed).filter((id) => !known.has(id))).to.deep.equal([])
  })

  it('writes money with pence, and shares as whole percent', () => {
    expect([
      inWords(729_703, 'pence'),
      inWords(1_785_000, 'pence'),
      inWords(57, 'percent'),
      inWords(undefined, 'count'),
    ]).to.deep.equal(['£7,297.03', '£17,850.00', '57 %', '–'])
  })
})
