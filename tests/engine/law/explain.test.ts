import { expect } from 'chai'
import { deadlineRule, explain, localDate, NoLawForDateError, RefusedError } from '../../../engine/index.ts'

describe('how a date came about', () => {
  it('names each day that was left out, and why', () => {
    const { notCounted, ...rest } = explain(deadlineRule('children-act.stage-1-answer'), localDate('2020-04-24'))
    expect(rest).to.deep.include({
      rule: 'children-act.stage-1-answer',
      from: '2020-04-24',
      due: '2020-05-11',
      weekday: 'Monday',
      unit: 'working days',
      counted: 10,
      firstCountedDay: '2020-04-27',
      clause: 'SI 2006/1738 reg. 14',
      certainty: 'verified',
      calendarVersion: '2026-11-22',
    })
    expect(notCounted).to.deep.equal([
      { day: '2020-04-25', why: 'Saturday' },
      { day: '2020-04-26', why: 'Sunday' },
      { day: '2020-05-02', why: 'Saturday' },
      { day: '2020-05-03', why: 'Sunday' },
      { day: '2020-05-08', why: 'bank holiday: early May bank holiday moved to Friday for VE Day' },
      { day: '2020-05-09', why: 'Saturday' },
      { day: '2020-05-10', why: 'Sunday' },
    ])
  })

  for (const { because, rule, from, words } of [
    {
      because: 'counting back: day 1 is the working day before',
      rule: 'children-act.panel-papers',
      from: '2020-05-27',
      words: [
        '10 working days before Wednesday 27 May 2020, which is not counted.',
        'Day 1 is Tuesday 26 May 2020.',
        'Saturdays and Sundays are not counted.',
        'Monday 25 May 2020 is not counted: bank holiday: spring bank holiday.',
        'The last day in time is Tuesday 12 May 2020.',
      ],
    },
    {
      because: 'one working day is one',
      rule: 'adult-social-care.oral-resolution',
      from: '2022-09-16',
      words: [
        '1 working day after Friday 16 September 2022, which is not counted.',
        'Day 1 is Tuesday 20 September 2022.',
        'Saturdays and Sundays are not counted.',
        'Monday 19 September 2022 is not counted: bank holiday: State Funeral of Queen Elizabeth II.',
        'The last day in time is Tuesday 20 September 2022.',
      ],
    },
    {
      because: 'months commencing count the day of receipt, and end on a holiday if they must',
      rule: 'adult-social-care.response',
      from: '2020-06-26',
      words: [
        '6 months commencing on Friday 26 June 2020, which is counted.',
        'The last day in time is Friday 25 December 2020.',
      ],
    },
    {
      because: 'a month that ends on a Saturday rolls where the law says so: over the weekend and the holiday',
      rule: 'data-protection.access-answer',
      from: '2021-07-28',
      words: [
        '1 month after Wednesday 28 July 2021, which is not counted.',
        'Saturday 28 August 2021 is not a working day.',
        'Sunday 29 August 2021 is not a working day.',
        'Monday 30 August 2021 is not counted: bank holiday: summer bank holiday.',
        'The last day in time is Tuesday 31 August 2021.',
      ],
    },
    {
      because: 'a month that ends on a Monday does not roll',
      rule: 'data-protection.access-answer',
      from: '2026-10-23',
      words: [
        '1 month after Friday 23 October 2026, which is not counted.',
        'The last day in time is Monday 23 November 2026.',
      ],
    },
    {
      because: 'weeks count every day',
      rule: 'ombudsman.report-notice',
      from: '2021-12-20',
      words: [
        '2 weeks after Monday 20 December 2021, which is not counted.',
        'The last day in time is Monday 3 January 2022.',
      ],
    },
    {
      because: 'a day that was set is the day',
      rule: 'ombudsman.recommendation',
      from: '2021-12-25',
      words: ['The day was set: Saturday 25 December 2021.'],
    },
  ]) {
    it(because, () => {
      expect(explain(deadlineRule(rule), localDate(from)).inWords).to.deep.equal(words)
    })
  }

  it('counts to the ceiling when extended', () => {
    const rule = deadlineRule('data-protection.access-answer')
    expect(explain(rule, localDate('2020-11-30'), { extended: true })).to.include({ due: '2021-03-01', counted: 3 })
  })

  it('has no answer before the rule, beyond the holidays, or beyond what can be extended', () => {
    const code = deadlineRule('complaint-handling-code.stage-1-answer')
    expect(() => explain(code, localDate('2026-03-31'))).to.throw(NoLawForDateError, 'not in force on 2026-03-31')
    expect(() => explain(code, localDate('2028-12-20'))).to.throw(NoLawForDateError, 'not known for 2029-01-01')
    const panel = deadlineRule('children-act.panel-meeting')
    expect(() => explain(panel, localDate('2020-04-14'), { extended: true })).to.throw(
      RefusedError,
      'cannot be extended',
    )
    const adult = deadlineRule('adult-social-care.response')
    expect(() => explain(adult, localDate('2020-04-14'), { extended: true })).to.throw(RefusedError, 'no ceiling')
  })
})
