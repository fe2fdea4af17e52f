import { expect } from 'chai'
import {
  addDays,
  countedReport,
  localDate,
  reportDays,
  reportFaults,
  reportPeriod,
  reportYear,
  withheldFigures,
  type CaseFacts,
  type CountedReport,
  type Figure,
} from '../../../engine/index.ts'
import { yearOf2020 } from '../../support/year-2020-21.ts'
import { factsOf, randomFrom } from '../law/facts.ts'

const DAYS = reportDays(reportYear('2020-21'), localDate('2021-06-30'))

/** What the graphs of the published report show, as far as it prints numbers (domain.md 7.3), by table and row. */
const GRAPHS: readonly (readonly [graph: number, table: string, rows: Readonly<Record<string, number>>])[] = [
  [1, 'complaints.by-group', { adult: 420, children: 226, 'other-children': 229 }],
  [2, 'compliments.by-area', { adult: 616, children: 87 }],
  [3, 'statutory.closed-by-outcome', { 'not-upheld': 101, 'upheld-or-partly': 222, 'without-finding': 298 }],
  [4, 'adult.by-feedback-type', { comment: 43, complaint: 420, compliment: 616 }],
  [5, 'adult.closed-by-stage', { early: 159, investigation: 243, otherwise: 14 }],
  [6, 'adult.closed-by-outcome', { 'without-finding': 185, 'upheld-or-partly': 149, 'not-upheld': 82 }],
  [7, 'adult.by-service', { 'support-planning': 100 }],
  [8, 'compliments.adult-by-service', { 'equipment-and-adaptations': 136, assessment: 104 }],
  [9, 'ombudsman.adult-by-decision', { 'not-upheld': 4, 'not-investigated': 24, upheld: 11 }],
  [10, 'children.by-feedback-type', { complaint: 226 }],
  [11, 'children.closed-by-stage', { early: 107 }],
  [12, 'children.closed-by-outcome', { 'not-upheld': 19, 'upheld-or-partly': 73, 'without-finding': 113 }],
  [13, 'children.by-service', { 'social-work-practice': 149 }],
  [14, 'other-children.by-service', { inclusion: 139 }],
  [15, 'ombudsman.children-by-decision', { 'not-upheld-or-closed': 27, 'referred-back': 12, upheld: 9 }],
]

describe('the report of a synthetic year', () => {
  const year = yearOf2020()
  const report = countedReport(year, DAYS)

  for (const [graph, id, rows] of GRAPHS) {
    it(`graph ${graph} has its numbers: ${id}`, () => {
      const table = report.tables.find((each) => each.graph === graph)
      expect(table?.id).to.equal(id)
      const found = Object.fromEntries((table?.rows ?? []).map(({ code, total }) => [code, total.value]))
      expect(found).to.include(rows)
    })
  }

  it('adds up', () => {
    expect(reportFaults(report)).to.deep.equal([])
  })

  it('is the same in whatever order the cases are counted', () => {
    const { figures, tables } = countedReport([...year].reverse(), DAYS)
    expect(figures).to.deep.equal(report.figures)
    expect(tables).to.deep.equal(report.tables)
  })

  it('adds up for any of its cases, in any period, as at any day, with any fact missing', () => {
    const random = randomFrom(2020)
    for (let n = 0; n < 12; n += 1) {
      const some = year
        .filter(() => random() < 0.06)
        .map((each) => (random() < 0.3 ? withoutOne(each, random()) : each))
      const from = addDays(localDate('2019-12-01'), Math.floor(random() * 500))
      const period = reportPeriod(from, addDays(from, Math.floor(random() * 400)))
      const days = reportDays(period, addDays(from, Math.floor(random() * 600)))
      const faults = reportFaults(countedReport(some, days))
      // A closing without a finding on record is the one thing that a gap in the facts may bring about.
      const others = faults.filter((fault) => !fault.includes('no outcome on record') && !fault.includes('closed'))
      expect(others, `${n}: ${period.id} as at ${days.writtenOn}`).to.deep.equal([])
    }
  })

  it('leaves few figures out in public, and none that could be worked out from a sum that it prints', () => {
    const left = withheldFigures(report)
    expect([...left].sort()).to.deep.equal([
      'children.closed-by-stage.no-stage',
      'children.closed-by-stage.stage-3',
      'children.panel-requests',
      'children.panel-responses',
      'children.panels',
      'children.stage-2',
      'children.stage-2-answers',
      'children.stage-2-requests',
      'complaints.by-outcome.signposted.adult',
      'complaints.by-outcome.signposted.children',
      'complaints.by-outcome.withdrawn.adult',
      'complaints.by-outcome.withdrawn.children',
    ])
  })
})

function withoutOne(each: CaseFacts, at: number): CaseFacts {
  const drop = Math.floor(at * each.facts.length)
  return { ...each, facts: each.facts.filter((_, index) => index !== drop) }
}

/** A report of three cases, with one of its numbers changed. */
function withFigure(id: string, change: Partial<Figure>): CountedReport {
  const received = (n: number): CaseFacts => ({
    caseId: `SC-2020-0000${n}`,
    procedure: 'children-act',
    facts: factsOf(
      ['2020-05-01', 'complaint-received', { channel: 'email', oral: false, byChild: false }],
      ...(n === 1 ? ([['2020-05-08', 'case-closed', { outcome: 'upheld' }]] as const) : []),
    ),
  })
  const report = countedReport([received(1), received(2), received(3)], DAYS)
  return { ...report, figures: report.figures.map((figure) => (figure.id === id ? { ...figure, ...change } : figure)) }
}

const PLANTED: readonly (readonly [what: string, id: string, change: Partial<Figure>, says: readonly string[]])[] = [
  [
    'open cases that are nowhere',
    'standing.children-open-when-written',
    { value: 1, numerator: 1 },
    ['3 were received (standing.children-received-when-written), but 1 closed and 1 open make 2, as at 2021-06-30.'],
  ],
  [
    'a total that is not that of its table',
    'children.feedback',
    { value: 4, numerator: 4 },
    [
      'The table “Services for children: kinds of feedback” (children.by-feedback-type) adds up to 3, but “Complaints under the statutory procedure, compliments and comments” (children.feedback) is 4.',
      '“Complaints under the statutory procedure, compliments and comments” (children.feedback) is 4, but 3 (children.received) + 0 (compliments.children) + 0 (comments.children) is 3.',
    ],
  ],
  [
    'a share that is none',
    'children.closed-upheld-or-partly-share',
    { value: 68 },
    ['“upheld or partly upheld, share” (children.closed-upheld-or-partly-share) says 68 %, but 1 of 1 is 100 %.'],
  ],
  [
    'more than the whole',
    'children.closed-upheld-or-partly-share',
    { value: 200, numerator: 2 },
    ['“upheld or partly upheld, share” (children.closed-upheld-or-partly-share) is 2 of 1, which is no part of it.'],
  ],
  [
    'a value that was not counted',
    'children.panels',
    { value: 2 },
    ['“Review panels held” (children.panels) says 2, and counts 0.'],
  ],
]

describe('reportFaults', () => {
  it('finds nothing in a report that adds up', () => {
    expect(reportFaults(withFigure('', {}))).to.deep.equal([])
  })

  for (const [what, id, change, says] of PLANTED) {
    it(`says what is wrong with ${what}`, () => {
      expect(reportFaults(withFigure(id, change))).to.deep.equal(says)
    })
  }

  it('says that a closed complaint has no outcome', () => {
    const each: CaseFacts = {
      caseId: 'SC-2020-00001',
      procedure: 'adult-social-care',
      facts: factsOf(
        ['2020-05-01', 'complaint-received', { channel: 'email', oral: false, byChild: false }],
        ['2020-05-08', 'case-closed', { outcome: 'undecided' }],
      ),
    }
    expect(reportFaults(countedReport([each], DAYS))).to.include(
      '1 of the complaints received in the period were closed with no outcome on record (complaints.without-outcome): put that right first.',
    )
  })
})
