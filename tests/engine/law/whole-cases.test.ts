import { expect } from 'chai'
import {
  addWorkingDays,
  calendarOf,
  clocks,
  localDate,
  type ClockContext,
  type LegalClock,
} from '../../../engine/index.ts'
import { factsOf, type Told } from './facts.ts'

describe('F1: a child’s complaint through three stages', () => {
  const CHILD: ClockContext = { procedure: 'children-act' }
  const told: readonly Told[] = [
    ['2020-09-01', 'complaint-received'],
    ['2020-09-28', 'stage-1-answered'],
    ['2020-10-12', 'stage-2-requested'],
    ['2020-10-26', 'record-of-complaint-settled', { agreed: true }],
    ['2021-01-20', 'stage-2-answered'],
    ['2021-02-10', 'panel-requested'],
    ['2021-02-24', 'panel-date-set', { meetsOn: '2021-03-24' }],
    ['2021-03-24', 'panel-met'],
    ['2021-03-31', 'panel-recommendations-received'],
  ]
  const all = clocks(factsOf(...told), localDate('2021-05-01'), CHILD)

  for (const [rule, due] of [
    ['children-act.stage-1-answer', '2020-09-15'],
    ['children-act.stage-1-limit', '2020-09-29'],
    ['children-act.stage-2-request-window', '2020-10-26'],
    ['children-act.stage-2-answer', '2020-11-16'],
    ['children-act.stage-2-limit', '2021-01-14'],
    ['children-act.stage-2-answer-from-record', '2020-11-30'],
    ['children-act.stage-2-limit-from-record', '2021-01-28'],
    ['children-act.panel-request-window', '2021-02-17'],
    ['children-act.panel-acknowledgement', '2021-02-12'],
    ['children-act.panel-chair', '2021-02-24'],
    ['children-act.panel-meeting', '2021-03-24'],
    ['children-act.panel-papers', '2021-03-10'],
    ['children-act.panel-report', '2021-03-31'],
    ['children-act.panel-response', '2021-04-23'],
  ] as const) {
    it(`${rule} falls due on ${due}`, () => {
      expect(the(all, rule).due).to.equal(due)
    })
  }

  it('shows the ceilings of the clocks that can be extended', () => {
    expect(the(all, 'children-act.stage-1-answer').ceiling).to.equal('2020-09-29')
    expect(the(all, 'children-act.stage-2-answer').ceiling).to.equal('2021-01-14')
    expect(the(all, 'children-act.stage-2-answer-from-record').ceiling).to.equal('2021-01-28')
  })

  it('Stage 1, 19 working days: late without an extension, in time with one told by 15 September', () => {
    expect(the(all, 'children-act.stage-1-answer')).to.include({
      status: 'met-late',
      timeliness: 'breach',
      elapsedWorkingDays: 19,
      lateByWorkingDays: 9,
    })
    const extended = factsOf(...told.toSpliced(1, 0, ['2020-09-15', 'stage-1-extended', extension('2020-09-29')]))
    expect(the(clocks(extended, localDate('2021-05-01'), CHILD), 'children-act.stage-1-answer')).to.include({
      due: '2020-09-29',
      status: 'met',
      timeliness: 'in-extension',
      extendedBy: 'C-1/2',
      lateByWorkingDays: 0,
    })
  })

  it('C16, the clash of readings: 69 working days from the request is a breach, 59 from the record is in time', () => {
    expect(the(all, 'children-act.stage-2-limit')).to.include({
      status: 'met-late',
      timeliness: 'breach',
      elapsedWorkingDays: 69,
      lateByWorkingDays: 4,
      metOn: '2021-01-20',
    })
    expect(the(all, 'children-act.stage-2-limit-from-record')).to.include({
      status: 'met',
      timeliness: 'in-time',
      elapsedWorkingDays: 59,
      lateByWorkingDays: 0,
    })
  })

  it('an extension to the ceiling of one reading is an extension under both', () => {
    const extended = factsOf(...told.toSpliced(4, 0, ['2020-11-13', 'stage-2-extended', extension('2021-01-14')]))
    const both = clocks(extended, localDate('2021-05-01'), CHILD)
    expect(the(both, 'children-act.stage-2-answer').due).to.equal('2021-01-14')
    expect(the(both, 'children-act.stage-2-answer-from-record').due).to.equal('2021-01-14')
  })

  it('the panel met on day 30 of 30, the request came on day 15 of 20', () => {
    expect(the(all, 'children-act.panel-meeting')).to.include({ status: 'met', elapsedWorkingDays: 30 })
    expect(the(all, 'children-act.panel-request-window')).to.include({ status: 'met', elapsedWorkingDays: 15 })
  })

  it('what was not done is open and late, what is owed by nobody is not there', () => {
    expect(the(all, 'children-act.panel-response')).to.include({ status: 'breached', due: '2021-04-23' })
    expect(the(all, 'children-act.acknowledgement')).to.include({ status: 'breached' })
    expect(all.map(({ instrument }) => instrument)).to.deep.equal(all.map(() => 'children-act'))
  })
})

describe('F2: an adult’s complaint', () => {
  const ADULT: ClockContext = { procedure: 'adult-social-care' }
  const received: Told = ['2020-06-26', 'complaint-received', { oral: false }]

  it('acknowledged by 1 July; six months end on Christmas Day, a holiday, and do not roll', () => {
    const all = clocks(factsOf(received), localDate('2020-06-27'), ADULT)
    expect(the(all, 'adult-social-care.acknowledgement').due).to.equal('2020-07-01')
    expect(the(all, 'adult-social-care.response').due).to.equal('2020-12-25')
    expect(all).to.have.lengthOf(2)
  })

  it('the council’s own targets by grade: 30 working days to 7 August, 60 to 21 September', () => {
    const target = { title: 'response', calendar: 'adult-social-care', startedBy: 'complaint-received' } as const
    const local = [
      { ...target, id: 'low-grade', workingDays: 30, metBy: 'adult-response-sent' },
      { ...target, id: 'medium-grade', workingDays: 60, metBy: 'adult-response-sent' },
    ]
    const all = clocks(factsOf(received), localDate('2020-08-10'), { ...ADULT, local })
    expect(the(all, 'low-grade')).to.include({ due: '2020-08-07', kind: 'policy', status: 'breached' })
    expect(the(all, 'medium-grade')).to.include({ due: '2020-09-21', status: 'running' })
    const target30 = addWorkingDays(localDate('2020-06-26'), 30, calendarOf('adult-social-care'))
    expect(target30).to.equal('2020-08-07')
  })

  it('a missed period asks for a notice on the next working day, 29 December', () => {
    const all = clocks(factsOf(received), localDate('2020-12-26'), ADULT)
    // 25 December is a Friday; 28 December is the substitute for Boxing Day
    expect(the(all, 'adult-social-care.missed-notice')).to.include({ due: '2020-12-29', status: 'running' })
    const noticed = factsOf(received, ['2020-12-29', 'adult-period-missed-notified', { reason: 'staff' }])
    expect(the(clocks(noticed, localDate('2021-01-10'), ADULT), 'adult-social-care.missed-notice').status).to.equal(
      'met',
    )
  })

  it('a longer period counts when agreed before the six months end, and not after', () => {
    const agreed = { ...extension('2021-02-26'), agreedByComplainant: true }
    const inTime = factsOf(received, ['2020-12-25', 'adult-response-extended', agreed])
    expect(the(clocks(inTime, localDate('2021-01-10'), ADULT), 'adult-social-care.response')).to.include({
      due: '2021-02-26',
      status: 'running',
      timeliness: 'in-extension',
    })
    const late = factsOf(received, ['2020-12-26', 'adult-response-extended', agreed])
    expect(the(clocks(late, localDate('2021-01-10'), ADULT), 'adult-social-care.response').status).to.equal('breached')
    const alone = factsOf(received, [
      '2020-12-01',
      'adult-response-extended',
      { ...agreed, agreedByComplainant: false },
    ])
    expect(the(clocks(alone, localDate('2021-01-10'), ADULT), 'adult-social-care.response').status).to.equal('breached')
  })
})

describe('F3: a corporate complaint under the Code', () => {
  const CODE: ClockContext = { procedure: 'complaint-handling-code' }
  const told: readonly Told[] = [
    ['2026-08-24', 'complaint-received'],
    ['2026-08-27', 'corporate-1-acknowledged'],
    ['2026-09-11', 'corporate-1-answered'],
    ['2026-09-28', 'corporate-2-requested'],
    ['2026-09-30', 'corporate-2-acknowledged'],
  ]
  const all = clocks(factsOf(...told), localDate('2026-10-01'), CODE)

  for (const [rule, due, ceiling] of [
    ['stage-1-acknowledgement', '2026-09-01', undefined],
    ['stage-1-answer', '2026-09-11', '2026-09-25'],
    ['stage-2-acknowledgement', '2026-10-05', undefined],
    ['stage-2-answer', '2026-10-28', '2026-11-25'],
  ] as const) {
    it(`${rule} falls due on ${due}${ceiling === undefined ? '' : `, extended on ${ceiling}`}`, () => {
      expect(the(all, `complaint-handling-code.${rule}`)).to.deep.include({ due, ceiling })
    })
  }

  it('does not count for a complaint received before 1 April 2026, whenever its stages come', () => {
    const early = clocks(
      factsOf(['2026-03-31', 'complaint-received'], ['2026-04-02', 'corporate-1-acknowledged']),
      localDate('2026-05-01'),
      CODE,
    )
    expect(early.map(({ status, due }) => [status, due])).to.deep.equal([
      ['not-in-force', undefined],
      ['not-in-force', undefined],
    ])
  })
})

function the(all: readonly LegalClock[], rule: string): LegalClock {
  const found = all.filter((clock) => clock.rule === rule)
  expect(found, rule).to.have.lengthOf(1)
  return found[0]!
}

function extension(until: string) {
  return { ground: 'complex', reason: 'two services are involved', until: localDate(until) }
}
