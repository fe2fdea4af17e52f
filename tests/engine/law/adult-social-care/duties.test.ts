import { judgedBy as judged, type Row } from '../../../support/duties/table.ts'
import { but } from '../../../support/duties/childrens-facts.ts'
import * as A from '../../../support/duties/adult-social-care.ts'
import type { DutyResult } from '../../../../engine/index.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-01-07', 'complaint-withdrawn', { channel: 'phone' }]
const TO_CORPORATE: Told = [
  '2026-01-07',
  'complaint-rerouted',
  { from: 'adult-social-care', to: 'corporate', reasonCode: 'outside-functions', reason: 'About council tax.' },
]
const CLOSED_EARLY: Told = ['2026-01-07', 'case-closed', { outcome: 'resolved-early' }]

function judgedBy(id: string, rows: readonly Row[], never: readonly DutyResult[] = []): void {
  judged(id, rows, never, 'adult-social-care')
}

describe('adults: duties', () => {
  judgedBy('A01', [
    {
      is: 'not-met',
      name: 'on the fourth working day',
      told: [A.RECEIVED, but(A.ACKNOWLEDGED, { on: '2026-01-09' })],
      judged: [{ due: '2026-01-08', doneOn: '2026-01-09' }],
    },
    { is: 'not-met', name: 'never', told: [A.RECEIVED], today: '2026-01-09' },
    { is: 'not-yet-due', name: 'on the third working day still', told: [A.RECEIVED], today: '2026-01-08' },
    {
      is: 'not-applicable',
      name: 'an oral complaint resolved the next day',
      told: [A.SPOKEN, ['2026-01-06', 'oral-complaint-resolved']],
    },
    { is: 'not-applicable', name: 'withdrawn before', told: [A.RECEIVED, WITHDRAWN] },
    { is: 'not-applicable', name: 'in the corporate procedure', told: [A.RECEIVED], procedure: 'corporate' },
    { is: 'cannot-tell', name: 'the offer that goes with it is there', told: [A.RECEIVED, A.OFFERED] },
    { is: 'cannot-tell', name: 'no receipt', told: [A.ACKNOWLEDGED] },
  ])

  judgedBy('A02', [
    { is: 'not-met', name: 'no copy', told: [A.SPOKEN, A.ACKNOWLEDGED] },
    { is: 'not-yet-due', name: 'before the acknowledgement', told: [A.SPOKEN], today: '2026-01-07' },
    { is: 'not-applicable', name: 'made in writing', told: [A.RECEIVED, A.ACKNOWLEDGED] },
    {
      is: 'not-applicable',
      name: 'resolved the next day',
      told: [A.SPOKEN, ['2026-01-06', 'oral-complaint-resolved']],
    },
    { is: 'not-applicable', name: 'withdrawn before', told: [A.SPOKEN, WITHDRAWN] },
    { is: 'cannot-tell', name: 'no receipt', told: [A.ACKNOWLEDGED, ['2026-01-08', 'record-of-complaint-sent']] },
  ])

  judgedBy('A03', [
    { is: 'not-met', name: 'no offer', told: [A.RECEIVED, A.ACKNOWLEDGED] },
    { is: 'not-met', name: 'a day after', told: [A.RECEIVED, A.ACKNOWLEDGED, but(A.OFFERED, { on: '2026-01-09' })] },
    { is: 'not-met', name: 'neither of the two', told: [A.RECEIVED], today: '2026-01-09' },
    { is: 'not-yet-due', name: 'on that day', told: [A.RECEIVED, A.ACKNOWLEDGED], today: '2026-01-08' },
    { is: 'not-yet-due', name: 'before it is acknowledged', told: [A.RECEIVED], today: '2026-01-06' },
    { is: 'not-applicable', name: 'withdrawn before', told: [A.RECEIVED, WITHDRAWN] },
    { is: 'not-applicable', name: 'gone to another procedure', told: [A.RECEIVED, TO_CORPORATE] },
    { is: 'cannot-tell', name: 'no acknowledgement', told: [A.RECEIVED, A.OFFERED] },
  ])

  const SET: Told = ['2026-01-12', 'response-plan-set', { until: '2026-03-31' }]
  const NOTIFIED: Told = ['2026-01-12', 'notice-sent', { kind: 'p', mode: 'letter', contents: ['response-period'] }]
  judgedBy('A04', [
    { is: 'not-met', name: 'set and not notified', told: [A.RECEIVED, SET] },
    { is: 'not-met', name: 'told by telephone', told: [A.RECEIVED, SET, but(NOTIFIED, { data: { mode: 'phone' } })] },
    {
      is: 'not-met',
      name: 'a notice of something else',
      told: [A.RECEIVED, SET, but(NOTIFIED, { data: { contents: [] } })],
    },
    { is: 'not-met', name: 'answered without one', told: [A.RECEIVED, A.RESPONDED] },
    { is: 'not-met', name: 'six months without one', told: [A.RECEIVED], today: '2026-07-05' },
    { is: 'not-yet-due', name: 'on the day it is set', told: [A.RECEIVED, SET], today: '2026-01-12' },
    { is: 'not-yet-due', name: 'on the last day of six months', told: [A.RECEIVED], today: '2026-07-04' },
    { is: 'not-applicable', name: 'put right at once', told: [A.RECEIVED, CLOSED_EARLY] },
    {
      is: 'not-applicable',
      name: 'another body leads and answers',
      procedure: 'nhs-joint',
      told: [
        A.RECEIVED,
        ['2026-01-12', 'lead-agreed', { body: 'trust', basis: 'most-points' }],
        ['2026-03-05', 'joint-response-sent', { contents: [] }],
      ],
    },
    { is: 'cannot-tell', name: 'a notice of a time that is not there', told: [A.RECEIVED, NOTIFIED] },
    { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, A.CLOSED] },
  ])

  judgedBy('A05', [
    {
      is: 'not-met',
      name: 'on the twenty-first working day',
      told: [A.RECEIVED, A.ACKNOWLEDGED, ['2026-02-06', 'complainant-told', { mode: 'phone' }], A.RESPONDED],
    },
    { is: 'not-met', name: 'nothing since', told: [A.RECEIVED, A.ACKNOWLEDGED], today: '2026-02-06' },
    // twenty working days after 5 January: 2 February
    { is: 'not-met', name: 'no first word', told: [A.RECEIVED, ['2026-02-03', 'complainant-told', { mode: 'phone' }]] },
    { is: 'not-yet-due', name: 'the twentieth still', told: [A.RECEIVED, A.ACKNOWLEDGED], today: '2026-02-05' },
    { is: 'not-applicable', name: 'withdrawn at once', told: [A.RECEIVED, WITHDRAWN] },
    {
      is: 'not-applicable',
      name: 'withdrawn in between',
      told: [A.RECEIVED, but(A.ACKNOWLEDGED, { on: '2026-01-06' }), WITHDRAWN],
    },
    { is: 'cannot-tell', name: 'no receipt', told: [A.ACKNOWLEDGED] },
  ])
})
