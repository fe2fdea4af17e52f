import { expect } from 'chai'
import { besideReport } from '../../../api/demo/report/beside-report.ts'
import { inWords } from '../../../api/demo/report/in-words.ts'
import { REPORT_2020_21 } from '../../../api/demo/report/report-2020-21.ts'
import comparators from '../../../api/demo/report/2019-20.json' with { type: 'json' }
import { countedReport, localDate, reportDays, reportYear, type ReportFigures } from '../../../engine/index.ts'

const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))
const KNOWN = countedReport([], DAYS).figures

const ofValue = (value: number | undefined): ReportFigures => ({
  days: DAYS,
  figures: [{ ...KNOWN[0]!, id: 'adult.investigated-share', unit: 'percent', value }],
  tables: [],
  reconciliations: [],
  faults: [],
  comparedWith: [],
  synthetic: true,
})

const VERDICTS = [
  { value: 59, verdict: 'same', because: 'it is what the report prints' },
  { value: 58, verdict: 'read', because: 'it is what the reading makes of it: 243 of 416' },
  { value: 57, verdict: 'differs', because: 'nothing says why' },
  { value: undefined, verdict: 'differs', because: 'there is nothing to say' },
]

describe('figures beside the published report', () => {
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

  it('writes money with pence, and shares as whole percent', () => {
    expect([
      inWords(729_703, 'pence'),
      inWords(1_785_000, 'pence'),
      inWords(57, 'percent'),
      inWords(undefined, 'count'),
    ]).to.deep.equal(['£7,297.03', '£17,850.00', '57 %', '–'])
  })
})
