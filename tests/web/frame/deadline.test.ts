import { expect } from 'chai'
import { calendarOf, calendarOfRule, localDate, type LegalClock } from '../../../engine/index.ts'
import { deadlineCell, deadlineOfClock, type Deadline } from '../../../web/frame/index.ts'

const calendar = calendarOf('children-act')
const day = localDate

describe('the deadline cell', () => {
  /*
   * Worked by hand. Easter 2026: Good Friday 3 April, Easter Monday 6 April. Christmas 2026: Friday 25 December, and
   * Boxing Day, a Saturday, is made up for on Monday 28. 27 April 2026 is a Monday.
   */
  const cases: readonly (readonly [
    string,
    Omit<Deadline, 'calendar' | 'today'> & { today: string },
    string,
    string,
    string,
  ])[] = [
    [
      'a week ahead',
      { today: '2026-04-20', dueOn: day('2026-04-27') },
      'Due in 5 working days',
      'grey',
      'due 27 April 2026',
    ],
    [
      'four working days',
      { today: '2026-04-20', dueOn: day('2026-04-24') },
      'Due in 4 working days',
      'grey',
      'due 24 April 2026',
    ],
    [
      'three',
      { today: '2026-04-20', dueOn: day('2026-04-23') },
      'Due in 3 working days',
      'yellow',
      'due 23 April 2026',
    ],
    [
      'tomorrow',
      { today: '2026-04-20', dueOn: day('2026-04-21') },
      'Due in 1 working day',
      'yellow',
      'due 21 April 2026',
    ],
    [
      'over Easter',
      { today: '2026-04-02', dueOn: day('2026-04-07') },
      'Due in 1 working day',
      'yellow',
      'due 7 April 2026',
    ],
    [
      'over Christmas',
      { today: '2026-12-23', dueOn: day('2026-12-29') },
      'Due in 2 working days',
      'yellow',
      'due 29 December 2026',
    ],
    [
      'over New Year',
      { today: '2026-12-29', dueOn: day('2027-01-05') },
      'Due in 4 working days',
      'grey',
      'due 5 January 2027',
    ],
    [
      'on Saturday for Sunday',
      { today: '2026-04-25', dueOn: day('2026-04-26') },
      'Due in 1 day',
      'yellow',
      'due 26 April 2026',
    ],
    ['the day itself', { today: '2026-04-27', dueOn: day('2026-04-27') }, 'Due today', 'yellow', 'due 27 April 2026'],
    [
      'on the Saturday after',
      { today: '2026-04-25', dueOn: day('2026-04-24') },
      'Less than 1 working day late',
      'red',
      'due 24 April 2026',
    ],
    [
      'on the Monday after',
      { today: '2026-04-27', dueOn: day('2026-04-24') },
      '1 working day late',
      'red',
      'due 24 April 2026',
    ],
    [
      'late over Easter',
      { today: '2026-04-08', dueOn: day('2026-04-02') },
      '2 working days late',
      'red',
      'due 2 April 2026',
    ],
    ['beyond what is known', { today: '2026-04-20', dueOn: day('2046-04-20') }, 'Due on 20 April 2046', 'grey', ''],
    [
      'late beyond what is known',
      { today: '2047-04-20', dueOn: day('2046-04-20') },
      'Late',
      'red',
      'due 20 April 2046',
    ],
    ['none', { today: '2026-04-20' }, 'No deadline', 'grey', ''],
    ['none yet', { today: '2026-04-20', dueOn: null }, 'No deadline', 'grey', ''],
    [
      'held',
      {
        today: '2026-04-20',
        dueOn: day('2026-04-27'),
        state: 'held',
        since: day('2026-04-14'),
        reason: 'waiting for an advocate',
      },
      'Paused since 14 April 2026',
      'blue',
      '(waiting for an advocate)',
    ],
    [
      'held before it has a day',
      { today: '2026-04-20', state: 'held', since: day('2026-04-14') },
      'Paused since 14 April 2026',
      'blue',
      '',
    ],
    [
      'met on its last day',
      { today: '2026-04-30', dueOn: day('2026-04-27'), state: 'met', since: day('2026-04-27') },
      'Met on 27 April 2026',
      'green',
      'due 27 April 2026',
    ],
    [
      'met the day after',
      { today: '2026-04-30', dueOn: day('2026-04-27'), state: 'met', since: day('2026-04-28') },
      'Met late on 28 April 2026',
      'red',
      'due 27 April 2026',
    ],
    [
      'no longer owed',
      { today: '2026-04-30', dueOn: day('2026-04-27'), state: 'over' },
      'No longer due',
      'grey',
      'was due 27 April 2026',
    ],
  ]
  for (const [what, { today, ...deadline }, tag, tone, text] of cases) {
    it(`says ${what}: ${tag}`, () => {
      const cell = deadlineCell({ ...deadline, today: day(today), calendar })
      expect(cell).to.include({ tag, tone, text })
    })
  }

  it('sorts by day, and what has none last', () => {
    const keys = [{ dueOn: day('2026-05-01') }, {}, { dueOn: day('2026-04-01') }].map(
      (each) => deadlineCell({ ...each, today: day('2026-04-20'), calendar }).sortKey,
    )
    expect(keys.toSorted()).to.deep.equal(['2026-04-01', '2026-05-01', '9999-12-31'])
  })

  it('links to the working of the date where there is one', () => {
    const of = { today: day('2026-04-20'), calendar, caseId: 'SC-2026-00001', rule: 'children-act.stage-1' }
    expect(deadlineCell({ ...of, dueOn: day('2026-04-27') }).whyHref).to.equal(
      '/cases/SC-2026-00001/clock#children-act.stage-1',
    )
    expect(deadlineCell(of)).not.to.have.property('whyHref')
    expect(deadlineCell({ ...of, rule: null, dueOn: day('2026-04-27') })).not.to.have.property('whyHref')
  })

  describe('made from a clock', () => {
    const clock = (part: Partial<LegalClock>): LegalClock => ({
      id: 'r@1',
      rule: 'r',
      instrument: 'children-act',
      title: '',
      kind: 'statutory',
      nature: 'duty',
      clause: '',
      certainty: 'verified',
      calendar: 'children-act',
      closureDays: [],
      decidedBy: [],
      startedBy: 'f1',
      startedOn: day('2026-04-01'),
      due: day('2026-04-27'),
      status: 'running',
      lateByWorkingDays: 0,
      ledger: [],
      ...part,
    })
    const today = day('2026-04-28')
    const table: readonly (readonly [Partial<LegalClock>, string])[] = [
      [{}, '1 working day late'],
      [{ status: 'breached' }, '1 working day late'],
      [{ status: 'breached', endedOn: day('2026-04-28') }, 'No longer due'],
      [{ status: 'met', metOn: day('2026-04-20') }, 'Met on 20 April 2026'],
      [{ status: 'met-late', metOn: day('2026-04-28') }, 'Met late on 28 April 2026'],
      [{ status: 'held', heldSince: day('2026-04-10') }, 'Paused since 10 April 2026'],
      [{ status: 'lapsed', nature: 'window' }, 'Closed after 27 April 2026'],
      [{ nature: 'window', due: day('2026-04-28') }, 'Open'],
      [{ status: 'void' }, 'No longer due'],
      [{ status: 'unknown', due: undefined }, 'No deadline'],
    ]
    for (const [part, tag] of table) {
      it(`${part.status ?? 'running'}: ${tag}`, () => {
        expect(deadlineCell(deadlineOfClock(clock(part), { today })).tag).to.equal(tag)
      })
    }

    it('leaves out the days on which the council is closed, where the clock does', () => {
      const policy = clock({ closureDays: [day('2026-04-29')], due: day('2026-04-30') })
      expect(deadlineCell(deadlineOfClock(policy, { today })).tag).to.equal('Due in 1 working day')
    })
  })

  it('counts the days of the rule’s own instrument, else of the procedure’s', () => {
    const closed = [day('2026-04-29')]
    const table = [
      ['children-act.time-limit', 'intake', 'children-act'],
      ['adult-social-care.local.consent', 'nhs-joint', 'policy:adult-social-care'],
      ['corporate.local.update', 'corporate', 'policy:complaint-handling-code'],
      ['learning.local.done', 'learning', 'policy:adult-social-care'],
      [null, 'children-act', 'policy:children-act'],
      ['children-act.local.update', 'children-act', 'policy:children-act'],
    ] as const
    for (const [rule, procedure, id] of table) {
      expect(calendarOfRule(rule, procedure, closed).id, rule ?? 'none').to.equal(id)
    }
  })
})
