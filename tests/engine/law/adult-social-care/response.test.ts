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

describe('adults: duties of the response', () => {
  const AGREED = { ground: 'agreed', reason: 'A witness.', until: '2026-07-31', agreedByComplainant: true }
  judgedBy('A06', [
    {
      is: 'not-met',
      name: 'a day late',
      told: [A.RECEIVED, but(A.RESPONDED, { on: '2026-07-05' })],
      today: '2026-07-06',
    },
    { is: 'not-met', name: 'not answered', told: [A.RECEIVED], today: '2026-07-05' },
    {
      is: 'not-met',
      name: 'a longer time that nobody agreed',
      today: '2026-08-03',
      told: [
        A.RECEIVED,
        ['2026-07-03', 'adult-response-extended', { ...AGREED, agreedByComplainant: false }],
        but(A.RESPONDED, { on: '2026-07-31' }),
      ],
    },
    {
      is: 'not-met',
      name: 'a longer time agreed a day too late',
      today: '2026-08-03',
      told: [A.RECEIVED, ['2026-07-05', 'adult-response-extended', AGREED], but(A.RESPONDED, { on: '2026-07-31' })],
    },
    {
      is: 'not-met',
      name: 'the longer time missed too',
      today: '2026-08-03',
      told: [A.RECEIVED, ['2026-07-03', 'adult-response-extended', AGREED], but(A.RESPONDED, { on: '2026-08-01' })],
      judged: [{ due: '2026-07-31', doneOn: '2026-08-01' }],
    },
    { is: 'not-yet-due', name: 'on the last day', told: [A.RECEIVED], today: '2026-07-04' },
    { is: 'not-applicable', name: 'withdrawn', told: [A.RECEIVED, WITHDRAWN] },
    { is: 'not-applicable', name: 'gone to another procedure', told: [A.RECEIVED, TO_CORPORATE] },
    { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, A.CLOSED] },
    {
      is: 'cannot-tell',
      name: 'signed and closed',
      told: [A.RECEIVED, ['2026-03-05', 'response-signed', { signatory: 'director' }], CLOSED_EARLY],
    },
  ])

  const MISSED: Told = ['2026-07-06', 'adult-period-missed-notified', { reason: 'A witness fell ill.' }]
  judgedBy('A07', [
    { is: 'not-met', name: 'not told', told: [A.RECEIVED], today: '2026-07-07' },
    { is: 'not-met', name: 'a day later', told: [A.RECEIVED, but(MISSED, { on: '2026-07-07' })], today: '2026-08-03' },
    {
      is: 'not-met',
      name: 'without a reason',
      told: [A.RECEIVED, but(MISSED, { data: { reason: ' ' } })],
      today: '2026-08-03',
    },
    { is: 'not-yet-due', name: 'on that working day', told: [A.RECEIVED], today: '2026-07-06' },
    { is: 'not-applicable', name: 'answered in time', told: [A.RECEIVED, A.RESPONDED] },
    {
      is: 'not-applicable',
      name: 'answered on the day',
      told: [A.RECEIVED, but(A.RESPONDED, { on: '2026-07-06' })],
      today: '2026-08-03',
    },
    { is: 'cannot-tell', name: 'no receipt', told: [MISSED] },
  ])

  const said = (...left: readonly string[]) => ({
    contents: A.RESPONSE.contents.filter((code) => !left.includes(code)),
  })
  judgedBy('A08', [
    ...A.RESPONSE.contents.map((code): Row => ({
      is: 'not-met',
      name: `without ${code}`,
      told: [A.RECEIVED, but(A.RESPONDED, { data: said(code) })],
    })),
    {
      is: 'not-met',
      name: 'joint, without the Health Service Ombudsman',
      procedure: 'nhs-joint',
      told: [A.RECEIVED, A.RESPONDED, ['2026-03-05', 'joint-response-sent', { contents: said().contents }]],
    },
    { is: 'not-yet-due', name: 'not answered', told: [A.RECEIVED] },
    { is: 'not-applicable', name: 'withdrawn', told: [A.RECEIVED, WITHDRAWN] },
    { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, A.CLOSED] },
  ])

  judgedBy('A09', [
    {
      is: 'not-met',
      name: 'signed by a manager',
      council: A.SIGNATORIES,
      told: [A.RECEIVED, but(A.RESPONDED, { data: { signatory: 'team-manager' } })],
    },
    { is: 'not-yet-due', name: 'not answered', told: [A.RECEIVED], council: A.SIGNATORIES },
    {
      is: 'not-applicable',
      name: 'the other body answered for all',
      told: [A.RECEIVED, ['2026-03-05', 'joint-response-sent', { contents: [] }]],
      council: A.SIGNATORIES,
    },
    { is: 'cannot-tell', name: 'nobody said who may sign', told: [A.RECEIVED, A.RESPONDED] },
    { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, A.CLOSED], council: A.SIGNATORIES },
  ])

  const OPENED: Told = ['2026-01-12', 'stage-opened', { stage: 'adult' }]
  judgedBy('A10', [
    {
      is: 'not-met',
      name: 'a second stage opened',
      told: [A.RECEIVED, OPENED, ['2026-03-09', 'stage-opened', { stage: 'stage-2' }], A.RESPONDED],
    },
    {
      is: 'not-met',
      name: 'the Ombudsman left out',
      told: [A.RECEIVED, OPENED, but(A.RESPONDED, { data: said('ombudsman') })],
    },
    { is: 'not-yet-due', name: 'not answered', told: [A.RECEIVED, OPENED] },
    { is: 'not-applicable', name: 'withdrawn', told: [A.RECEIVED, WITHDRAWN] },
    {
      is: 'not-applicable',
      name: 'a second stage of the procedure that it went to',
      told: [A.RECEIVED, TO_CORPORATE, ['2026-03-09', 'stage-opened', { stage: 'corporate-2' }]],
    },
    { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, OPENED, A.CLOSED] },
  ])

  const YES: Told = ['2026-01-12', 'consent-given', { person: 'p1', body: 'oak-care' }]
  const SHARED: Told = ['2026-01-13', 'provider-notified', { body: 'oak-care' }]
  const COMMISSIONED: Told = [
    '2026-01-06',
    'complaint-triaged',
    { person: 'adult-user', function: 'adult-commissioned', reason: 'Home care.' },
  ]
  judgedBy(
    'A11',
    [
      { is: 'not-met', name: 'without consent', told: [A.RECEIVED, SHARED] },
      { is: 'not-met', name: 'consent the day after', told: [A.RECEIVED, SHARED, but(YES, { on: '2026-01-14' })] },
      {
        is: 'not-met',
        name: 'consent for another body',
        told: [A.RECEIVED, but(YES, { data: { body: 'elm' } }), SHARED],
      },
      {
        is: 'not-met',
        name: 'consent taken back',
        told: [A.RECEIVED, YES, ['2026-01-12', 'consent-withdrawn', { person: 'p1', body: 'oak-care' }], SHARED],
      },
      {
        is: 'not-met',
        name: 'one of two has not said yes',
        told: [A.RECEIVED, YES, ['2026-01-12', 'consent-asked', { person: 'p2', body: 'oak-care' }], SHARED],
      },
      {
        is: 'not-met',
        name: 'sent to the provider',
        told: [A.RECEIVED, COMMISSIONED, ['2026-01-08', 'matter-signposted', { to: 'provider', reason: 'Not us.' }]],
      },
      {
        is: 'not-met',
        name: 'refused as not ours',
        told: [
          A.RECEIVED,
          COMMISSIONED,
          ['2026-01-08', 'complaint-refused', { ground: 'not-eligible', reason: 'No.' }],
        ],
      },
      { is: 'not-applicable', name: 'our own care', told: [A.RECEIVED] },
      { is: 'cannot-tell', name: 'no receipt', told: [YES, SHARED] },
    ],
    ['not-yet-due'],
  )
})
