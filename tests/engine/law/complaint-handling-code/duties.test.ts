import { but } from '../../../support/duties/childrens-facts.ts'
import * as O from '../../../support/duties/complaint-handling-code.ts'
import { judgedBy as judged, type Row } from '../../../support/duties/table.ts'
import type { DutyResult } from '../../../../engine/index.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-08-26', 'complaint-withdrawn', { channel: 'phone' }]
const CLOSED: Told = ['2026-12-01', 'case-closed', { outcome: 'upheld' }]
const BEFORE: Told = ['2026-03-31', 'complaint-received', { channel: 'form', oral: false, byChild: false }]

function judgedBy(id: string, rows: readonly Row[], never: readonly DutyResult[] = []): void {
  judged(
    id,
    rows.map((row) => ({ today: '2026-12-01', ...row })),
    never,
    'corporate',
  )
}

describe('Complaint Handling Code: duties', () => {
  judgedBy('O01', [
    {
      is: 'not-met',
      name: 'on the sixth working day',
      told: [O.CO_RECEIVED, but(O.CO_ACKNOWLEDGED, { on: '2026-09-02' })],
      judged: [{ due: '2026-09-01' }],
    },
    { is: 'not-met', name: 'never', told: [O.CO_RECEIVED], today: '2026-09-02' },
    { is: 'not-yet-due', name: 'on the fifth still', told: [O.CO_RECEIVED], today: '2026-09-01' },
    { is: 'not-applicable', name: 'withdrawn', told: [O.CO_RECEIVED, WITHDRAWN] },
    { is: 'not-applicable', name: 'received the day before the Code', told: [BEFORE] },
    { is: 'not-applicable', name: 'an adult’s complaint', told: [O.CO_RECEIVED], procedure: 'adult-social-care' },
    { is: 'cannot-tell', name: 'answered all the same', told: [O.CO_RECEIVED, O.CO_ANSWERED] },
  ])

  judgedBy('O02', [
    {
      is: 'not-met',
      name: 'on the eleventh',
      told: [O.CO_RECEIVED, O.CO_ACKNOWLEDGED, but(O.CO_ANSWERED, { on: '2026-09-14' })],
      judged: [{ due: '2026-09-11' }],
    },
    { is: 'not-met', name: 'never', told: [O.CO_RECEIVED, O.CO_ACKNOWLEDGED], today: '2026-09-12' },
    {
      is: 'not-met',
      name: 'made longer a day too late',
      told: [
        O.CO_RECEIVED,
        O.CO_ACKNOWLEDGED,
        but(O.CO_EXTENDED, { on: '2026-09-12' }),
        but(O.CO_ANSWERED, { on: '2026-09-25' }),
      ],
    },
    { is: 'not-yet-due', name: 'on the tenth still', told: [O.CO_RECEIVED, O.CO_ACKNOWLEDGED], today: '2026-09-11' },
    { is: 'not-yet-due', name: 'not acknowledged', told: [O.CO_RECEIVED], today: '2026-08-25' },
    { is: 'not-applicable', name: 'withdrawn', told: [O.CO_RECEIVED, WITHDRAWN] },
    { is: 'cannot-tell', name: 'no acknowledgement', told: [O.CO_RECEIVED, O.CO_ANSWERED] },
    {
      is: 'cannot-tell',
      name: 'closed with findings',
      told: [O.CO_RECEIVED, O.CO_ACKNOWLEDGED, but(CLOSED, { on: '2026-09-10' })],
    },
  ])

  const ACKNOWLEDGED = [O.CO_RECEIVED, O.CO_ACKNOWLEDGED] as const
  judgedBy('O03', [
    {
      is: 'not-met',
      name: 'eleven days more',
      told: [...ACKNOWLEDGED, but(O.CO_EXTENDED, { data: { until: '2026-09-28' } }), O.CO_TOLD],
      judged: [{ due: '2026-09-25' }],
    },
    {
      is: 'not-met',
      name: 'no reason',
      told: [...ACKNOWLEDGED, but(O.CO_EXTENDED, { data: { reason: ' ' } }), O.CO_TOLD],
    },
    { is: 'not-met', name: 'not told', told: [...ACKNOWLEDGED, O.CO_EXTENDED] },
    ...['reason', 'new-date', 'ombudsman'].map((code): Row => ({
      is: 'not-met',
      name: `told without ${code}`,
      told: [
        ...ACKNOWLEDGED,
        O.CO_EXTENDED,
        but(O.CO_TOLD, { data: { contents: ['reason', 'new-date', 'ombudsman'].filter((other) => other !== code) } }),
      ],
    })),
    { is: 'not-yet-due', name: 'to be told on that day', told: [...ACKNOWLEDGED, O.CO_EXTENDED], today: '2026-09-10' },
    { is: 'not-applicable', name: 'not made longer', told: ACKNOWLEDGED },
    { is: 'cannot-tell', name: 'no acknowledgement', told: [O.CO_RECEIVED, O.CO_EXTENDED, O.CO_TOLD] },
  ])

  const ASKED = [O.CO_RECEIVED, O.CO_ASKED] as const
  const MORE: Told = ['2026-10-27', 'corporate-2-extended', { ground: 'complex', reason: 'x', until: '2026-11-25' }]
  judgedBy('O04', [
    {
      is: 'not-met',
      name: 'acknowledged on the sixth working day',
      told: [...ASKED, but(O.CO_ACKNOWLEDGED_2, { on: '2026-10-06' }), O.CO_ANSWERED_2],
    },
    {
      is: 'not-met',
      name: 'answered on the twenty-first',
      told: [...ASKED, O.CO_ACKNOWLEDGED_2, but(O.CO_ANSWERED_2, { on: '2026-10-29' })],
    },
    { is: 'not-met', name: 'never answered', told: [...ASKED, O.CO_ACKNOWLEDGED_2], today: '2026-10-29' },
    {
      is: 'not-met',
      name: 'twenty-one more',
      told: [
        ...ASKED,
        O.CO_ACKNOWLEDGED_2,
        but(MORE, { data: { until: '2026-11-26' } }),
        but(O.CO_TOLD, { on: '2026-10-27' }),
      ],
    },
    {
      is: 'not-met',
      name: 'more, and not told',
      told: [...ASKED, O.CO_ACKNOWLEDGED_2, MORE, but(O.CO_ANSWERED_2, { on: '2026-11-25' })],
    },
    { is: 'not-yet-due', name: 'asked for', told: ASKED, today: '2026-10-05' },
    { is: 'not-yet-due', name: 'on the twentieth', told: [...ASKED, O.CO_ACKNOWLEDGED_2], today: '2026-10-28' },
    { is: 'not-applicable', name: 'not asked for', told: [O.CO_RECEIVED] },
    {
      is: 'not-applicable',
      name: 'refused',
      told: [...ASKED, ['2026-09-29', 'complaint-refused', { ground: 'settled', reason: 'x' }]],
    },
    { is: 'cannot-tell', name: 'answered, and not acknowledged', told: [...ASKED, O.CO_ANSWERED_2] },
    {
      is: 'cannot-tell',
      name: 'begun, and not asked for',
      told: [O.CO_RECEIVED, O.CO_ACKNOWLEDGED_2, O.CO_ANSWERED_2],
    },
  ])

  judgedBy(
    'O05',
    [
      {
        is: 'not-met',
        name: 'the same person',
        told: [O.CO_RECEIVED, O.CO_ANSWERED, but(O.CO_ANSWERED_2, { data: { person: 'ann' } })],
      },
      { is: 'not-applicable', name: 'no Stage 2', told: [O.CO_RECEIVED, O.CO_ANSWERED] },
      { is: 'cannot-tell', name: 'who answered first is not there', told: [O.CO_RECEIVED, O.CO_ANSWERED_2] },
    ],
    ['not-yet-due'],
  )

  judgedBy('O06', [
    {
      is: 'not-met',
      name: 'a third',
      told: [
        O.CO_RECEIVED,
        ['2026-08-27', 'stage-opened', { stage: 'corporate-1' }],
        ['2026-11-02', 'stage-opened', { stage: 'stage-3' }],
      ],
    },
    { is: 'not-yet-due', name: 'none yet', told: [O.CO_RECEIVED] },
    { is: 'not-applicable', name: 'withdrawn before', told: [O.CO_RECEIVED, WITHDRAWN] },
    {
      is: 'met',
      name: 'the stages of where it came from are no stages here',
      told: [
        O.CO_RECEIVED,
        ['2026-08-25', 'stage-opened', { stage: 'stage-1' }],
        [
          '2026-08-26',
          'complaint-rerouted',
          { from: 'children-act', to: 'corporate', reasonCode: 'classified-in-error', reason: 'x' },
        ],
        ['2026-08-27', 'stage-opened', { stage: 'corporate-1' }],
      ],
    },
    { is: 'cannot-tell', name: 'answered, and none opened', told: [O.CO_RECEIVED, O.CO_ANSWERED] },
  ])

  judgedBy('O07', [
    { is: 'not-met', name: 'its day passed', told: [O.CO_RECEIVED, O.CO_PROMISED], today: '2026-10-31' },
    {
      is: 'not-met',
      name: 'done a day late without a word',
      told: [O.CO_RECEIVED, O.CO_PROMISED, ['2026-10-31', 'action-done', { action: 'A1', evidence: 'x' }]],
    },
    { is: 'not-yet-due', name: 'on its day', told: [O.CO_RECEIVED, O.CO_PROMISED], today: '2026-10-30' },
    { is: 'not-applicable', name: 'nothing promised', told: [O.CO_RECEIVED] },
    {
      is: 'cannot-tell',
      name: 'done, and not promised',
      told: [O.CO_RECEIVED, ['2026-10-30', 'action-done', { action: 'A9', evidence: 'x' }]],
    },
  ])
})
