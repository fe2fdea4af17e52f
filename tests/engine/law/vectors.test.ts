import { expect } from 'chai'
import { clocks, deadlineRule, dueOn, explain, localDate, workingDaysBetween } from '../../../engine/index.ts'
import { workingDay } from '../../../engine/law/children-act/working-day.ts'
import vectors from '../../fixtures/vectors/working-days.json' with { type: 'json' }
import { factsOf } from './facts.ts'

/** Which rule each kind of vector tries; `extended` at the ceiling. */
const RULES: Readonly<Record<string, readonly { readonly id: string; readonly extended?: boolean }[]>> = {
  'CH-S1 10wd': [{ id: 'children-act.stage-1-answer' }],
  'CH-S1 10wd council closure ignored': [{ id: 'children-act.stage-1-answer' }],
  'CH-S1 ext 20wd': [{ id: 'children-act.stage-1-answer', extended: true }, { id: 'children-act.stage-1-limit' }],
  'CH-S1 10wd advocate hold': [{ id: 'children-act.stage-1-answer' }],
  'CH-S2 25wd': [{ id: 'children-act.stage-2-answer' }, { id: 'children-act.stage-2-answer-from-record' }],
  'CH-S2 max 65wd': [
    { id: 'children-act.stage-2-answer', extended: true },
    { id: 'children-act.stage-2-answer-from-record', extended: true },
    { id: 'children-act.stage-2-limit' },
    { id: 'children-act.stage-2-limit-from-record' },
  ],
  'CH-S3 request window 20wd': [{ id: 'children-act.panel-request-window' }],
  'CH-S3 ack 2wd': [{ id: 'children-act.panel-acknowledgement' }],
  'CH-S3 chair + papers agreed 10wd': [{ id: 'children-act.panel-chair' }],
  'CH-S3 panel 30wd': [{ id: 'children-act.panel-meeting' }],
  'CH-S3 papers out >=10wd before panel': [{ id: 'children-act.panel-papers' }],
  'CH-S3 report 5wd': [{ id: 'children-act.panel-report' }],
  'CH-S3 response 15wd': [{ id: 'children-act.panel-response' }],
  'AD ack 3wd': [{ id: 'adult-social-care.acknowledgement' }, { id: 'public-health.acknowledgement' }],
  'AD oral next-wd resolution (reg 8(1)(c))': [{ id: 'adult-social-care.oral-resolution' }],
  'AD relevant period 6 months': [{ id: 'adult-social-care.response' }, { id: 'public-health.response' }],
  'AD/CH 12-month time limit': [{ id: 'adult-social-care.time-limit' }, { id: 'children-act.time-limit' }],
  'CH resubmit after concurrent proceedings 1 year': [{ id: 'children-act.resubmission' }],
  'CO-S1 ack 5wd': [{ id: 'complaint-handling-code.stage-1-acknowledgement' }],
  'CO-S1 response 10wd from ack': [{ id: 'complaint-handling-code.stage-1-answer' }],
  'CO-S1 extension +10wd': [{ id: 'complaint-handling-code.stage-1-answer', extended: true }],
  'CO-S2 ack 5wd': [{ id: 'complaint-handling-code.stage-2-acknowledgement' }],
  'CO-S2 response 20wd from ack': [{ id: 'complaint-handling-code.stage-2-answer' }],
  'CO-S2 extension +20wd': [{ id: 'complaint-handling-code.stage-2-answer', extended: true }],
  'LG enquiry 20wd': [{ id: 'ombudsman.enquiry' }],
  'LG pre-allocation documents 10wd': [{ id: 'ombudsman.papers' }],
  'LG s.31 report response 3 months': [{ id: 'ombudsman.report-answer' }],
}

describe('the 52 worked dates', () => {
  it('are all there', () => {
    expect(vectors).to.have.lengthOf(52)
  })

  for (const { id, rule, start, due, note } of vectors) {
    for (const tried of RULES[rule] ?? []) {
      it(`${id} ${tried.id}${tried.extended === true ? ' extended' : ''}: ${start} → ${due} (${note})`, () => {
        const from = localDate(start.slice(-10))
        expect(dueOn(deadlineRule(tried.id), from, tried)).to.equal(due)
        expect(explain(deadlineRule(tried.id), from, tried).due).to.equal(due)
      })
    }
    it(`${id} is tried by a rule`, () => {
      expect(RULES).to.have.property(rule)
    })
  }

  it('V10 also as a case: the advocate is wanted on the day of receipt and appointed on 9 June', () => {
    const facts = factsOf(
      ['2020-06-01', 'complaint-received'],
      ['2020-06-01', 'advocate-wanted'],
      ['2020-06-09', 'advocate-appointed'],
    )
    const [clock] = clocks(facts, localDate('2020-06-10')).filter(({ rule }) => rule === 'children-act.stage-1-answer')
    expect(clock).to.include({ due: '2020-06-23', startedOn: '2020-06-09', rebasedBy: 'C-1/3', status: 'running' })
  })
})

describe('elapsed working days, (a, b]', () => {
  for (const [a, b, days] of [
    ['2020-04-01', '2020-04-30', 19],
    ['2020-12-21', '2021-01-04', 7],
    ['2022-05-27', '2022-06-06', 4],
    ['2023-04-06', '2023-05-09', 19],
    ['2020-05-01', '2020-05-08', 4],
    ['2020-05-01', '2020-05-11', 5],
    ['2020-05-01', '2020-05-01', 0],
    ['2020-05-11', '2020-05-01', 0],
  ] as const) {
    it(`(${a}, ${b}] = ${days}`, () => {
      expect(workingDaysBetween(localDate(a), localDate(b), workingDay)).to.equal(days)
    })
  }
})
