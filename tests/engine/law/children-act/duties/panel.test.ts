import type { Told } from '../../facts.ts'
import * as F from '../../../../support/duties/childrens-facts.ts'
import { judgedBy, type Row } from '../../../../support/duties/table.ts'

const ANSWERED = [F.RECEIVED, F.ANSWERED_2] as const
const ASKED = [...ANSWERED, F.PANEL_ASKED] as const
const WITHDRAWN: Told = F.but(F.WITHDRAWN, { on: '2026-03-30' })

const NEVER: Row = { is: 'not-applicable', name: 'no panel was asked for', told: ANSWERED }
const EARLY: Row = { is: 'not-yet-due', name: 'asked for today', told: ASKED, today: '2026-03-27' }

describe('children’s procedure: duties of Stage 3', () => {
  judgedBy('C21', [
    {
      is: 'not-met',
      name: 'refused',
      told: [...ASKED, ['2026-03-30', 'complaint-refused', { ground: 'nothing-new', reason: 'No.' }]],
    },
    { is: 'not-met', name: 'never opened', told: ASKED, today: '2026-05-14' },
    { is: 'not-met', name: 'closed without a panel', told: [...ASKED, F.but(F.CLOSED, { on: '2026-04-20' })] },
    {
      is: 'cannot-tell',
      name: 'the panel met, and nothing says that Stage 3 was opened',
      told: [...ASKED, F.PANEL_MET],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says when Stage 2 was answered',
      told: [F.RECEIVED, F.PANEL_ASKED, F.STAGE_3_OPENED],
    },
    { is: 'cannot-tell', name: 'nothing says that a panel was asked for', told: [...ANSWERED, F.STAGE_3_OPENED] },
    {
      is: 'not-applicable',
      name: 'asked for on day 21',
      told: [...ANSWERED, F.but(F.PANEL_ASKED, { on: '2026-04-15' })],
    },
    { is: 'not-applicable', name: 'withdrawn before Stage 3 was opened', told: [...ASKED, WITHDRAWN] },
    {
      is: 'met',
      name: 'asked for on day 20',
      told: [...ANSWERED, F.but(F.PANEL_ASKED, { on: '2026-04-14' }), F.but(F.STAGE_3_OPENED, { on: '2026-04-15' })],
      judged: [{ due: '2026-04-14', doneOn: '2026-04-15' }],
    },
    NEVER,
    EARLY,
  ])

  judgedBy('C22', [
    { is: 'not-met', name: 'on day 3', told: [...ASKED, F.but(F.PANEL_ACKNOWLEDGED, { on: '2026-04-01' })] },
    { is: 'not-met', name: 'never', told: ASKED, today: '2026-04-01' },
    { is: 'cannot-tell', name: 'nothing says that a panel was asked for', told: [...ANSWERED, F.PANEL_ACKNOWLEDGED] },
    NEVER,
    EARLY,
  ])

  judgedBy('C23', [
    {
      is: 'not-met',
      name: 'on day 11',
      told: [...ASKED, F.but(F.CHAIR, { on: '2026-04-15' })],
      judged: [{ due: '2026-04-14', doneOn: '2026-04-15' }],
    },
    { is: 'not-met', name: 'never', told: ASKED, today: '2026-04-15' },
    { is: 'cannot-tell', name: 'a panel, and nothing says when its chair was appointed', told: [...ASKED, F.PANEL] },
    { is: 'cannot-tell', name: 'nothing says that a panel was asked for', told: [...ANSWERED, F.CHAIR] },
    NEVER,
    EARLY,
  ])

  const sits = (...members: readonly object[]): readonly Told[] => [
    ...ASKED,
    F.INDEPENDENT,
    F.but(F.PANEL, { data: { members } }),
  ]
  const [chair, second, third] = [F.member('ch1', { chairs: true }), F.member('pm2'), F.member('pm3')]
  judgedBy(
    'C24',
    [
      { is: 'not-met', name: 'two people', told: sits(chair, second) },
      { is: 'not-met', name: 'four people', told: sits(chair, second, third, F.member('pm4')) },
      { is: 'not-met', name: 'one of them twice', told: sits(chair, second, second) },
      { is: 'not-met', name: 'three people, one of them twice', told: sits(chair, second, third, third) },
      {
        is: 'not-met',
        name: 'an officer among them',
        told: sits(chair, second, F.member('pm3', { independent: false })),
      },
      { is: 'not-met', name: 'nobody to chair', told: sits(F.member('ch1'), second, third) },
      { is: 'not-met', name: 'two to chair', told: sits(chair, F.member('pm2', { chairs: true }), third) },
      { is: 'not-met', name: 'the independent person of Stage 2', told: sits(chair, second, F.member('ip1')) },
      { is: 'cannot-tell', name: 'nothing says who the independent person was', told: [...ASKED, F.PANEL] },
      {
        is: 'cannot-tell',
        name: 'it met, and nothing says who sat on it',
        told: [...ASKED, F.INDEPENDENT, F.PANEL_MET],
      },
      { is: 'not-applicable', name: 'no panel yet', told: [...ASKED, F.INDEPENDENT] },
      {
        is: 'met',
        name: 'one of two was replaced before the meeting',
        told: [...sits(chair, second), F.but(F.PANEL, { on: '2026-04-20' }), F.PANEL_MET],
      },
    ],
    ['not-yet-due'],
  )

  judgedBy('C25', [
    {
      is: 'not-met',
      name: 'on day 31',
      told: [...ASKED, F.but(F.PANEL_MET, { on: '2026-05-14' })],
      judged: [{ due: '2026-05-13', doneOn: '2026-05-14' }],
    },
    { is: 'not-met', name: 'never', told: ASKED, today: '2026-05-14' },
    { is: 'cannot-tell', name: 'it reported, and nothing says when it met', told: [...ASKED, F.PANEL_REPORT] },
    { is: 'cannot-tell', name: 'nothing says that a panel was asked for', told: [...ANSWERED, F.PANEL_MET] },
    { is: 'not-applicable', name: 'withdrawn', told: [...ASKED, WITHDRAWN] },
    EARLY,
    {
      is: 'met',
      name: 'F1: met on 24 March 2021, day 30 of the request of 10 February',
      told: [
        ['2020-09-01', 'complaint-received', { channel: 'form', oral: false, byChild: true }],
        F.but(F.PANEL_ASKED, { on: '2021-02-10' }),
        F.but(F.PANEL_MET, { on: '2021-03-24' }),
      ],
      judged: [{ due: '2021-03-24', doneOn: '2021-03-24' }],
    },
  ])

  const CALLED = [...ASKED, F.PANEL_CALLED] as const
  judgedBy('C26', [
    {
      is: 'not-met',
      name: 'nine working days before',
      told: [...CALLED, F.but(F.PAPERS, { on: '2026-04-22' }), F.PANEL_MET],
      judged: [{ due: '2026-04-21', doneOn: '2026-04-22' }],
    },
    { is: 'not-met', name: 'never sent', told: [...CALLED, F.PANEL_MET] },
    {
      is: 'not-met',
      name: 'in time for the day that was set, and it met a day earlier',
      told: [...CALLED, F.PAPERS, F.but(F.PANEL_MET, { on: '2026-05-05' })],
      judged: [{ due: '2026-04-20' }],
    },
    { is: 'cannot-tell', name: 'nothing says for which day it was called', told: [...ASKED, F.PAPERS, F.PANEL_MET] },
    {
      is: 'cannot-tell',
      name: 'it reported, and nothing says when it met',
      told: [...CALLED, F.PAPERS, F.PANEL_REPORT],
    },
    { is: 'not-yet-due', name: 'sent; it has not met yet', told: [...CALLED, F.PAPERS], today: '2026-04-22' },
    { is: 'not-yet-due', name: 'the last day for them', told: CALLED, today: '2026-04-21' },
    {
      is: 'met',
      name: 'the meeting moved to a later day',
      told: [
        ...CALLED,
        F.but(F.PAPERS, { on: '2026-04-22' }),
        ['2026-04-23', 'panel-date-set', { meetsOn: '2026-05-12' }],
        F.but(F.PANEL_MET, { on: '2026-05-12' }),
      ],
      judged: [{ due: '2026-04-27' }],
    },
    NEVER,
  ])

  const MET = [...ASKED, F.COMPLAINANT, F.INDEPENDENT, F.PANEL_MET] as const
  const sentTo = (...to: readonly string[]): Told => F.but(F.PANEL_REPORT, { data: { to } })
  judgedBy('C27', [
    {
      is: 'not-met',
      name: 'on day 6',
      told: [...MET, F.but(F.PANEL_REPORT, { on: '2026-05-14' })],
      judged: [{ due: '2026-05-13', doneOn: '2026-05-14' }],
    },
    { is: 'not-met', name: 'never', told: MET, today: '2026-05-14' },
    { is: 'not-met', name: 'not to the complainant', told: [...MET, sentTo('ip1')] },
    { is: 'not-met', name: 'not to the independent person', told: [...MET, sentTo('p1')] },
    {
      is: 'not-met',
      name: 'not to the advocate',
      told: [
        ...MET,
        ['2026-01-12', 'advocate-appointed', { person: 'adv1', provider: 'S', declaredIndependent: true }],
        sentTo('p1', 'ip1'),
      ],
    },
    {
      is: 'not-met',
      name: 'not to the grandmother, who has sufficient interest',
      told: [...MET, ['2026-03-01', 'person-added', { person: 'g1', role: 'interested-person' }], sentTo('p1', 'ip1')],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says when it met',
      told: [...ASKED, F.COMPLAINANT, F.INDEPENDENT, F.PANEL_REPORT],
    },
    {
      is: 'cannot-tell',
      name: 'recommendations came, and nothing says that the report went out',
      told: [...MET, F.RECOMMENDED],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says who complains',
      told: [...ASKED, F.INDEPENDENT, F.PANEL_MET, F.PANEL_REPORT],
    },
    { is: 'not-yet-due', name: 'the fifth day', told: MET, today: '2026-05-13' },
    {
      is: 'met',
      name: 'to the child, who complains herself; the advocate had left',
      told: [
        ...ASKED,
        F.INDEPENDENT,
        ['2026-01-05', 'person-added', { person: 'c1', role: 'child' }],
        ['2026-01-12', 'advocate-appointed', { person: 'adv1', provider: 'S', declaredIndependent: true }],
        ['2026-02-02', 'person-ended', { person: 'adv1', role: 'advocate', reason: 'Left.' }],
        F.PANEL_MET,
        sentTo('c1', 'ip1'),
      ],
    },
    NEVER,
  ])

  const RECOMMENDED = [...ASKED, F.RECOMMENDED] as const
  judgedBy('C28', [
    {
      is: 'not-met',
      name: 'on day 16',
      told: [...RECOMMENDED, F.RESPONSE_DECIDED, F.but(F.RESPONDED, { on: '2026-06-08' })],
      judged: [{ due: '2026-06-05', doneOn: '2026-06-08' }],
    },
    { is: 'not-met', name: 'never', told: RECOMMENDED, today: '2026-06-08' },
    {
      is: 'not-met',
      name: 'in time, and without the independent person',
      told: [...RECOMMENDED, F.but(F.RESPONSE_DECIDED, { data: { withIndependentPerson: false } }), F.RESPONDED],
    },
    { is: 'cannot-tell', name: 'nothing says how it was decided', told: [...RECOMMENDED, F.RESPONDED] },
    {
      is: 'cannot-tell',
      name: 'nothing says when the recommendations came',
      told: [...ASKED, F.RESPONSE_DECIDED, F.RESPONDED],
    },
    { is: 'not-yet-due', name: 'day 15', told: RECOMMENDED, today: '2026-06-05' },
    {
      is: 'met',
      name: 'F1: received on 31 March 2021, answered on 23 April, over Easter',
      told: [
        ['2020-09-01', 'complaint-received', { channel: 'form', oral: false, byChild: true }],
        F.but(F.RECOMMENDED, { on: '2021-03-31' }),
        F.but(F.RESPONSE_DECIDED, { on: '2021-04-22' }),
        F.but(F.RESPONDED, { on: '2021-04-23' }),
      ],
      judged: [{ due: '2021-04-23', doneOn: '2021-04-23' }],
    },
    NEVER,
  ])

  const departs = F.but(F.RESPONSE_DECIDED, { data: { departures: ['1'] } })
  const says = (...contents: readonly string[]): Told => F.but(F.RESPONDED, { data: { contents } })
  judgedBy(
    'C29',
    [
      { is: 'not-met', name: 'no proposals', told: [...RECOMMENDED, F.RESPONSE_DECIDED, says('ombudsman')] },
      {
        is: 'not-met',
        name: 'nothing of the Ombudsman',
        told: [...RECOMMENDED, F.RESPONSE_DECIDED, says('proposals')],
      },
      {
        is: 'not-met',
        name: 'no reasons for a departure',
        told: [...RECOMMENDED, departs, says('proposals', 'ombudsman')],
      },
      { is: 'cannot-tell', name: 'nothing says what was decided', told: [...RECOMMENDED, F.RESPONDED] },
      { is: 'not-applicable', name: 'not answered', told: RECOMMENDED },
      {
        is: 'met',
        name: 'a departure with its reasons',
        told: [...RECOMMENDED, departs, says('proposals', 'departure-reasons', 'ombudsman')],
      },
    ],
    ['not-yet-due'],
  )
})
