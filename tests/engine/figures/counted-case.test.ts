import { expect } from 'chai'
import { countedCase, localDate, startOf, type CountedCase } from '../../../engine/index.ts'
import { factsOf, type Told } from '../law/facts.ts'

const received: Told = ['2020-09-01', 'complaint-received', { channel: 'email', oral: false, byChild: false }]
const point: Told = ['2020-09-01', 'point-recorded', { point: 'P1', text: 'A point.', desiredOutcome: '' }]
const begun: readonly Told[] = [received, point]

const found = (on: string, outcome: string, stage = 'stage-1'): Told => [
  on,
  'point-decided',
  { point: 'P1', outcome, reason: 'So it was.', remedy: 'none', stage },
]
const closed = (on: string, outcome: string): Told => [on, 'case-closed', { outcome }]
const answered = (on: string): Told => [on, 'stage-1-answered', { contents: [], person: 'm1' }]
const tried = (on: string, outcome: string): Told => [on, 'early-resolution-tried', { outcome, reason: 'A call.' }]
const graded: Told = ['2020-09-02', 'risk-graded', { grade: 'low', reason: 'One person.' }]
const sent = (on: string): Told => [on, 'adult-response-sent', { contents: [], signatory: 'd' }]

interface Example {
  readonly because: string
  readonly procedure?: string
  readonly told: readonly Told[]
  readonly asAt?: string
  readonly is: Partial<Record<keyof CountedCase, unknown>>
}

const EXAMPLES: readonly Example[] = [
  {
    because: 'answered on working day 20 (29 September) keeps the outer limit',
    told: [...begun, found('2020-09-29', 'upheld'), answered('2020-09-29'), closed('2020-10-05', 'upheld')],
    is: {
      countedAs: 'children',
      area: 'children',
      group: 'upheld-or-partly',
      settledAt: 'stage-1',
      limitMissed: false,
    },
  },
  {
    because: 'answered on working day 21 misses it',
    told: [...begun, found('2020-09-30', 'upheld'), answered('2020-09-30'), closed('2020-10-05', 'upheld')],
    is: { limitMissed: true },
  },
  {
    because: 'what came after the day is left out: the case is open',
    told: [...begun, found('2020-09-30', 'upheld'), answered('2020-09-30'), closed('2020-10-05', 'upheld')],
    asAt: '2020-10-04',
    is: { closedOn: undefined, group: 'upheld-or-partly' },
  },
  {
    because: 'resolved early is early, though the answer confirms it',
    told: [
      ...begun,
      tried('2020-09-04', 'resolved'),
      found('2020-09-04', 'resolved-early'),
      answered('2020-09-04'),
      closed('2020-09-08', 'resolved-early'),
    ],
    is: { settledAt: 'early', group: 'without-finding', outcome: 'resolved-early' },
  },
  {
    because: 'opened again for Stage 2 it is open until it is closed again',
    told: [
      ...begun,
      found('2020-09-10', 'not-upheld'),
      answered('2020-09-10'),
      closed('2020-10-20', 'not-upheld'),
      ['2020-11-02', 'case-reopened', { reason: 'next stage asked for (stage-2-requested)' }],
    ],
    is: { closedOn: undefined },
  },
  {
    because: 'handed to the Ombudsman’s procedure it stays closed, and a complaint about children’s services',
    procedure: 'ombudsman',
    told: [
      ...begun,
      found('2020-09-10', 'not-upheld'),
      answered('2020-09-10'),
      closed('2020-10-20', 'not-upheld'),
      ['2020-12-01', 'case-reopened', { reason: 'goes on in another procedure (ombudsman)' }],
      ['2020-12-01', 'procedure-begun', { procedure: 'ombudsman', from: 'children-act' }],
    ],
    is: { countedAs: 'children', closedOn: '2020-10-20', outcome: 'not-upheld' },
  },
  {
    because: 'triaged in intake it counts where it went',
    procedure: 'adult-social-care',
    told: [...begun, ['2020-09-01', 'procedure-begun', { procedure: 'adult-social-care', from: 'intake' }]],
    is: { countedAs: 'adult', area: 'adult' },
  },
  {
    because: 'an investigation of the council’s own is one whose risk was graded',
    procedure: 'adult-social-care',
    told: [
      ...begun,
      graded,
      found('2020-11-02', 'upheld', 'adult'),
      sent('2020-11-02'),
      closed('2020-11-09', 'upheld'),
    ],
    is: { investigatedInternally: true, settledAt: 'investigation', limitMissed: false },
  },
  {
    because: 'put right at once it was not investigated',
    procedure: 'adult-social-care',
    told: [
      ...begun,
      graded,
      tried('2020-09-03', 'resolved'),
      found('2020-09-03', 'resolved-early', 'adult'),
      sent('2020-09-03'),
      closed('2020-09-07', 'resolved-early'),
    ],
    is: { investigatedInternally: false, settledAt: 'early' },
  },
  {
    because: 'what the provider answered is not the council’s investigation',
    procedure: 'adult-social-care',
    told: [...begun, graded, ['2020-09-09', 'provider-notified', { body: 'bright-homecare' }]],
    is: { investigatedInternally: false },
  },
  {
    because: 'six months from 1 September 2020 end on 28 February 2021: sent on 1 March is too late',
    procedure: 'adult-social-care',
    told: [...begun, graded, found('2021-03-01', 'upheld', 'adult'), sent('2021-03-01')],
    asAt: '2021-03-31',
    is: { limitMissed: true },
  },
  {
    because: 'with the NHS it is joint, and nobody’s internal investigation',
    procedure: 'nhs-joint',
    told: [...begun, ['2020-09-02', 'nhs-part-detected', { body: 'example-hospitals' }], graded],
    is: { countedAs: 'adult', joint: true, investigatedInternally: false },
  },
  {
    because: 'the corporate procedure is children’s where the service is, and the last word on the service counts',
    procedure: 'corporate',
    told: [
      ...begun,
      [
        '2020-09-01',
        'complaint-triaged',
        {
          person: 'other',
          function: 'inclusion',
          service: 'inclusion',
          proceedings: false,
          nhsPart: false,
          publicHealth: false,
          reason: 'It says so.',
        },
      ],
    ],
    is: { countedAs: 'other-children', area: 'children', service: 'inclusion' },
  },
  {
    because: 'the corporate procedure is corporate otherwise',
    procedure: 'corporate',
    told: begun,
    is: { countedAs: 'corporate', area: undefined },
  },
  {
    because: 'a compliment is feedback of its area, whatever procedure took it in',
    procedure: 'intake',
    told: [
      [
        '2020-09-01',
        'feedback-received',
        { kind: 'compliment', channel: 'form', area: 'children', captured: 'here', service: 'inclusion' },
      ],
    ],
    is: { countedAs: 'feedback', area: 'children', service: 'inclusion', receivedOn: '2020-09-01' },
  },
]

describe('countedCase', () => {
  for (const { because, procedure = 'children-act', told, asAt = '2021-06-30', is } of EXAMPLES) {
    it(because, () => {
      const counted = countedCase(
        { caseId: 'SC-2020-00001', procedure, facts: factsOf(...told) },
        { asAt: localDate(asAt) },
      )
      for (const [property, value] of Object.entries(is)) {
        expect(counted?.[property as keyof CountedCase], property).to.equal(value)
      }
    })
  }

  it('leaves out what was recorded after the moment of knowing, whenever it happened', () => {
    const facts = factsOf(...begun, closed('2020-09-20', 'upheld'))
    const each = { caseId: 'SC-2020-00001', procedure: 'children-act', facts }
    const asAt = localDate('2021-06-30')
    expect(countedCase(each, { asAt, knownAt: startOf(localDate('2020-09-20'), 13) })?.closedOn).to.equal('2020-09-20')
    expect(countedCase(each, { asAt, knownAt: startOf(localDate('2020-09-20'), 11) })?.closedOn).to.equal(undefined)
  })

  it('counts where the case then was, though it went on in another procedure later', () => {
    const facts = factsOf(...begun, ['2020-11-02', 'procedure-begun', { procedure: 'corporate', from: 'children-act' }])
    const each = { caseId: 'SC-2020-00001', procedure: 'corporate', facts }
    const [then, later] = ['2020-10-01', '2020-11-02'].map((day) => countedCase(each, { asAt: localDate(day) }))
    expect([then?.countedAs, later?.countedAs]).to.deep.equal(['children', 'corporate'])
  })

  it('is nothing before the case began', () => {
    const facts = factsOf(...begun)
    expect(
      countedCase({ caseId: 'SC-2020-00001', procedure: 'children-act', facts }, { asAt: localDate('2020-08-31') }),
    ).to.equal(undefined)
  })
})
