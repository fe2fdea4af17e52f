import { expect } from 'chai'
import { clocks, deadlineMoment, localDate, type MomentBinding } from '../../../engine/index.ts'
import { factsOf, type Told } from './facts.ts'

const CHILD = { procedure: 'children-act' }
const RULE = 'children-act.stage-1-answer'

/** Due Friday 2 October 2020; London is an hour ahead of UTC until 25 October. */
const received: Told = ['2020-09-18', 'complaint-received']

describe('when a timer on a time limit fires', () => {
  for (const { because, binding, fired = 0, told = [received], today = '2020-09-18', at } of [
    { because: 'on the due day at 08:00 London', binding: { at: 'due' }, at: '2020-10-02T07:00:00.000Z' },
    { because: 'due comes once', binding: { at: 'due' }, fired: 1, at: undefined },
    {
      because: 'a warning 2 working days ahead',
      binding: { at: 'warning', before: 2 },
      at: '2020-09-30T07:00:00.000Z',
    },
    {
      because: 'a warning 5 working days ahead, over the weekend',
      binding: { at: 'warning', before: 5 },
      at: '2020-09-25T07:00:00.000Z',
    },
    { because: 'a warning of 0 days is the due day', binding: { at: 'warning' }, at: '2020-10-02T07:00:00.000Z' },
    { because: 'a warning comes once', binding: { at: 'warning', before: 2, repeat: 1 }, fired: 1, at: undefined },
    {
      because: 'the breach at the first moment of the day after',
      binding: { at: 'breach' },
      at: '2020-10-02T23:00:00.000Z',
    },
    {
      because: 'the breach of a clock that is late already, as it was',
      binding: { at: 'breach' },
      today: '2020-11-20',
      at: '2020-10-02T23:00:00.000Z',
    },
    { because: 'a breach without repeat comes once', binding: { at: 'breach' }, fired: 1, at: undefined },
    {
      because: 'again ten working days after the breach',
      binding: { at: 'breach', repeat: 10 },
      fired: 1,
      at: '2020-10-15T23:00:00.000Z',
    },
    {
      because: 'and again; the clocks have gone back in between',
      binding: { at: 'breach', repeat: 10 },
      fired: 2,
      at: '2020-10-30T00:00:00.000Z',
    },
    { because: 'never before its clock starts', told: [], binding: { at: 'due' }, at: undefined },
    {
      because: 'never once it was met',
      told: [received, ['2020-09-21', 'stage-1-answered']],
      today: '2020-09-21',
      binding: { at: 'due' },
      at: undefined,
    },
    {
      because: 'never while it waits for an advocate',
      told: [received, ['2020-09-21', 'advocate-wanted']],
      today: '2020-09-25',
      binding: { at: 'due' },
      at: undefined,
    },
    {
      because: 'anew when one is appointed',
      told: [received, ['2020-09-21', 'advocate-wanted'], ['2020-09-25', 'advocate-appointed']],
      today: '2020-09-25',
      binding: { at: 'due' },
      at: '2020-10-09T07:00:00.000Z',
    },
    {
      because: 'never once it is void',
      told: [received, ['2020-09-21', 'consideration-deferred', { scope: 'all', points: [] }]],
      today: '2020-09-25',
      binding: { at: 'breach' },
      at: undefined,
    },
    {
      because: 'a window that closes, too',
      told: [received, ['2020-09-21', 'stage-1-answered']],
      today: '2020-09-21',
      binding: { at: 'breach', rule: 'children-act.stage-2-request-window' },
      at: '2020-10-19T23:00:00.000Z',
    },
  ] as readonly {
    because: string
    binding: Omit<MomentBinding, 'rule'> & { rule?: string }
    fired?: number
    told?: readonly Told[]
    today?: string
    at: string | undefined
  }[]) {
    it(`${because}: ${at ?? 'never'}`, () => {
      const all = clocks(factsOf(...told), localDate(today), CHILD)
      expect(deadlineMoment({ rule: RULE, ...binding }, all, fired)).to.equal(at)
    })
  }

  it('of several clocks that wait, the first to fall due', () => {
    const twice = factsOf(['2020-10-12', 'stage-2-requested'], ['2020-10-19', 'stage-2-requested'])
    const all = clocks(twice, localDate('2020-10-20'), CHILD)
    expect(deadlineMoment({ rule: 'children-act.stage-2-answer', at: 'due' }, all)).to.equal('2020-11-16T08:00:00.000Z')
  })

  it('a council’s own target, around the days on which it is closed', () => {
    const local = [
      {
        id: 'own',
        title: 'own',
        workingDays: 5,
        calendar: 'children-act',
        startedBy: 'complaint-received',
        metBy: 'stage-1-answered',
      },
    ]
    const closureDays = ['2021-12-29', '2021-12-30', '2021-12-31'].map(localDate)
    const facts = factsOf(['2021-12-24', 'complaint-received'])
    const all = clocks(facts, localDate('2021-12-24'), { ...CHILD, local, closureDays })
    // 4 to 7 January and 10 January; three working days before that is the 5th
    expect(deadlineMoment({ local: { id: 'own' }, at: 'due' }, all)).to.equal('2022-01-10T08:00:00.000Z')
    const warning: MomentBinding = { local: { id: 'own' }, at: 'warning', before: 5 }
    expect(deadlineMoment(warning, all)).to.equal('2021-12-24T08:00:00.000Z')
  })
})
