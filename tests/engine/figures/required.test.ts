import { expect } from 'chai'
import {
  countedReport,
  localDate,
  reportDays,
  reportYear,
  type CaseFacts,
  type FigureTable,
} from '../../../engine/index.ts'
import { factsOf, type Told } from '../law/facts.ts'

const DAYS = reportDays(reportYear('2026-27'), localDate('2027-05-31'))

let made = 0
function aCase(procedure: string, ...told: readonly Told[]): CaseFacts {
  made += 1
  return { caseId: `SC-2026-${String(made).padStart(5, '0')}`, procedure, facts: factsOf(...told) }
}
const received = (on: string): Told => [on, 'complaint-received', { channel: 'email', oral: false, byChild: false }]
const triaged = (on: string, person: string, service: string): Told => [
  on,
  'complaint-triaged',
  { person, function: 'other', service, proceedings: false, nhsPart: false, publicHealth: false, reason: 'So.' },
]
const sent = { contents: [] }

/** A few cases after the Code came into use, small enough to count by hand. */
const CASES: readonly CaseFacts[] = [
  // Stage 1 on working day 10 (18 May 2026 is the tenth after 1 May: 4 May is a bank holiday)
  aCase(
    'children-act',
    received('2026-05-01'),
    triaged('2026-05-01', 'P2', 'family-time'),
    ['2026-05-05', 'advocacy-offered', sent],
    ['2026-05-06', 'advocate-wanted', {}],
    ['2026-05-06', 'advocate-appointed', { person: 'a1', provider: 'voices', declaredIndependent: true }],
    ['2026-05-18', 'stage-1-answered', { ...sent, person: 'm1' }],
  ),
  // Extended in time and answered on day 15; then one day too late
  aCase(
    'children-act',
    received('2026-06-01'),
    ['2026-06-10', 'stage-1-extended', { ground: 'complex', reason: 'Many points.', until: '2026-06-29' }],
    ['2026-06-22', 'stage-1-answered', { ...sent, person: 'm1' }],
  ),
  aCase('children-act', received('2026-06-01'), ['2026-06-30', 'stage-1-answered', { ...sent, person: 'm1' }]),
  // The Code: acknowledged on day 5, answered on day 10 after that
  aCase(
    'corporate',
    received('2026-06-01'),
    ['2026-06-08', 'corporate-1-acknowledged', sent],
    ['2026-06-22', 'corporate-1-answered', { ...sent, person: 'm1' }],
  ),
  aCase(
    'corporate',
    received('2026-06-01'),
    ['2026-06-09', 'corporate-1-acknowledged', sent],
    ['2026-06-09', 'complaint-refused', { ground: 'insurance', reason: 'For the insurer.' }],
  ),
  aCase(
    'adult-social-care',
    received('2026-06-01'),
    triaged('2026-06-01', 'adult-user', 'home-care'),
    ['2026-06-04', 'acknowledgement-sent', sent],
    ['2026-06-04', 'response-plan-agreed', { until: '2026-07-31' }],
    ['2026-06-05', 'risk-graded', { grade: 'low', reason: 'So.' }],
    ['2026-06-20', 'point-recorded', { point: 'P1', text: 'A point.', desiredOutcome: '' }],
    [
      '2026-07-31',
      'point-decided',
      { point: 'P1', outcome: 'upheld', reason: 'So.', remedy: 'apology', stage: 'adult' },
    ],
    ['2026-07-31', 'adult-response-sent', { ...sent, signatory: 's1' }],
    [
      '2026-08-03',
      'learning-recorded',
      { area: 'care-providers', rootCause: 'A name that nobody may read', text: 'So.' },
    ],
    ['2026-08-03', 'settlement-agreed', { settlement: 'S1', basis: 'local', pence: 10_000, reason: 'Delay.' }],
    ['2026-08-05', 'case-closed', { outcome: 'upheld' }],
    ['2026-09-01', 'procedure-begun', { procedure: 'ombudsman', from: 'adult-social-care' }],
  ),
]

const SAID = [
  { month: '2026-05', area: 'children', answers: { age: '16-to-17', disability: 'yes', orientation: 'straight' } },
  { month: '2026-05', area: 'adult', answers: { age: '65-to-79', disability: 'prefer-not-to-say' } },
  { month: '2027-03', area: 'public-health', answers: { age: '65-to-79' } },
  { month: '2026-03', area: 'adult', answers: { age: '65-to-79' } },
]

const report = countedReport(CASES, DAYS, SAID)
const FIGURES: readonly (readonly [id: string, value: number | undefined, because: string])[] = [
  ['children.stage-1-10-days-in-time', 33, 'one of three was answered in 10 working days'],
  ['children.stage-1-20-days-in-time', 67, 'two of three were answered in 20'],
  ['children.stage-1-extensions', 1, 'one was made longer'],
  ['children.advocacy-offered', 1, 'one offer'],
  ['children.advocacy-provided', 1, 'one advocate'],
  ['children.advocacy-declined', 0, 'nobody declined one'],
  ['children.stage-2-25-days-in-time', undefined, 'there was no Stage 2, so nothing to divide by'],
  ['corporate.stage-1-acknowledgement-5-days-in-time', 50, 'one of two was acknowledged on day 5, one on day 6'],
  ['corporate.stage-1-10-days-in-time', 100, 'the other one was refused, and no answer owed'],
  ['complaints.refused', 1, 'one was refused'],
  ['adult.acknowledgement-3-days-in-time', 100, 'acknowledged on the third working day'],
  ['adult.agreed-time-in-time', 100, 'answered on the day that was agreed'],
  ['adult.6-months-in-time', 100, 'answered in two months'],
  ['adult.well-founded', 1, 'upheld'],
  ['adult.well-founded-share', 100, 'one of one'],
  ['adult.referred-to-ombudsman', 1, 'one went to the Ombudsman'],
  ['settlements.agreed', 10_000, 'one settlement of the council’s own'],
  ['settlements.other', 10_000, 'which follows no decision'],
  ['complaints.remedies', 1, 'one apology'],
  ['people.age-answered', 3, 'what was said before the period does not count'],
  ['people.orientation-answered', 1, 'the others did not answer'],
]

const CELLS: readonly (readonly [
  table: string,
  rows: Readonly<Record<string, readonly (readonly [string, number])[]>>,
])[] = [
  [
    'children.time-limits',
    {
      'stage-1-10-days': [
        ['in-time', 1],
        ['in-extension', 1],
        ['late', 1],
      ],
      'stage-1-20-days': [
        ['in-time', 2],
        ['late', 1],
      ],
    },
  ],
  [
    'complaints.by-complainant',
    {
      p2: [['children', 1]],
      'receives-services': [['adult', 1]],
      'not-recorded': [
        ['children', 2],
        ['corporate', 2],
      ],
    },
  ],
  ['complaints.refused-by-ground', { insurance: [['corporate', 1]] }],
  ['learning.by-root-cause', { other: [['adult', 1]] }],
  ['remedies.by-kind', { apology: [['adult', 1]] }],
  ['settlements.by-basis', { local: [['adult', 10_000]] }],
  [
    'people.age',
    {
      '16-to-17': [['children', 1]],
      '65-to-79': [
        ['adult', 1],
        ['other', 1],
      ],
    },
  ],
]

describe('what law, guidance and the Code ask of a report', () => {
  for (const [id, value, because] of FIGURES) {
    it(`${id} is ${value ?? 'not known'}: ${because}`, () => {
      const figure = report.figures.find((each) => each.id === id)
      expect(figure?.id).to.equal(id)
      expect(figure?.value).to.equal(value)
    })
  }

  for (const [id, rows] of CELLS) {
    it(`${id} has what was counted, and nought elsewhere`, () => {
      const table = report.tables.find((each) => each.id === id)
      expect(notNought(table)).to.deep.include(rows)
    })
  }

  it('is named with its clause and how far we know it, by every figure of it', () => {
    const required = report.figures.filter(({ requiredBy }) => requiredBy.length > 0)
    expect(required.length).to.be.above(100)
    const clauses = new Map(
      required.flatMap(({ requiredBy }) => requiredBy.map(({ clause, certainty }) => [clause, certainty])),
    )
    expect(Object.fromEntries(clauses)).to.deep.equal({
      'SI 2006/1738 reg. 13': 'well-known',
      'Getting the Best from Complaints (2006) s. 5': 'well-known',
      'SI 2009/309 reg. 17': 'well-known',
      'SI 2009/309 reg. 18': 'well-known',
      'LGSCO Complaint Handling Code para. 8.1': 'verified',
    })
  })
})

function notNought(table: FigureTable | undefined): Record<string, readonly (readonly [string, number])[]> {
  return Object.fromEntries(
    (table?.rows ?? []).map(({ code, cells }) => [
      code,
      cells.flatMap(({ value = 0 }, index) => (value > 0 ? [[table?.columns[index]?.code ?? '', value] as const] : [])),
    ]),
  )
}
