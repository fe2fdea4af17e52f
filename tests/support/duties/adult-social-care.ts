import type { Told } from '../../engine/law/facts.ts'
import type { KeptCase } from './kept-case.ts'

/* Received on Monday 5 January 2026: the third working day after is Thursday 8 January, six months end on 4 July. */

const FRAME = { procedure: 'adult-social-care', today: '2026-03-16' } as const

export const RECEIVED: Told = ['2026-01-05', 'complaint-received', { channel: 'email', oral: false, byChild: false }]
export const SPOKEN: Told = ['2026-01-05', 'complaint-received', { channel: 'phone', oral: true, byChild: false }]
export const ACKNOWLEDGED: Told = ['2026-01-08', 'acknowledgement-sent', { contents: ['receipt'] }]
export const OFFERED: Told = ['2026-01-08', 'discussion-offered', { contents: ['discussion-offer'] }]
export const SIGNATORIES = {
  signatories: [{ id: 'director', name: 'The Director', title: 'Director', as: 'responsible-person' }],
} as const
export const RESPONSE = {
  contents: ['how-considered', 'conclusions', 'remedial-action', 'action-status', 'ombudsman'],
  signatory: 'director',
}
export const RESPONDED: Told = ['2026-03-05', 'adult-response-sent', RESPONSE]
export const CLOSED: Told = ['2026-03-16', 'case-closed', { outcome: 'upheld' }]

export const ADULT_KEPT: readonly KeptCase[] = [
  {
    ...FRAME,
    duty: 'A01',
    name: 'acknowledged on the third working day',
    told: [RECEIVED, ACKNOWLEDGED, OFFERED],
    canBeMissed: { 'discussion-offered': 'the acknowledgement speaks for itself' },
  },
  {
    ...FRAME,
    duty: 'A02',
    name: 'a call that was written down',
    told: [SPOKEN, ACKNOWLEDGED, ['2026-01-08', 'record-of-complaint-sent']],
    canBeMissed: { 'acknowledgement-sent': 'the copy was sent all the same' },
  },
  { ...FRAME, duty: 'A03', name: 'offered on the same day', told: [RECEIVED, ACKNOWLEDGED, OFFERED] },
  {
    ...FRAME,
    duty: 'A04',
    name: 'agreed, and told again in writing',
    told: [
      RECEIVED,
      ['2026-01-12', 'response-plan-agreed', { until: '2026-03-31' }],
      ['2026-01-12', 'notice-sent', { kind: 'adult-plan-agreed', mode: 'letter', contents: ['response-period'] }],
    ],
    canBeMissed: { 'notice-sent': 'what was agreed need not be notified' },
  },
  {
    ...FRAME,
    duty: 'A04',
    name: 'set, and notified in writing',
    told: [
      RECEIVED,
      ['2026-01-12', 'response-plan-set', { until: '2026-03-31' }],
      ['2026-01-13', 'notice-sent', { kind: 'adult-plan-set', mode: 'letter', contents: ['response-period'] }],
    ],
  },
  {
    ...FRAME,
    duty: 'A05',
    // from 8 January by 5 February, from 5 February by 5 March
    name: 'word on the twentieth working day, twice',
    told: [RECEIVED, ACKNOWLEDGED, ['2026-02-05', 'complainant-told', { mode: 'phone' }], RESPONDED],
  },
  {
    ...FRAME,
    duty: 'A06',
    name: 'answered after two months',
    told: [RECEIVED, ['2026-03-05', 'response-signed', { signatory: 'director' }], RESPONDED, CLOSED],
    canBeMissed: {
      'response-signed': 'who signed is another duty',
      'case-closed': 'the answer was sent before',
    },
  },
  {
    ...FRAME,
    duty: 'A06',
    name: 'answered in a longer time that was agreed in the six months',
    today: '2026-08-03',
    told: [
      RECEIVED,
      [
        '2026-07-03',
        'adult-response-extended',
        { ground: 'agreed', reason: 'A witness is away.', until: '2026-07-31', agreedByComplainant: true },
      ],
      ['2026-07-31', 'adult-response-sent', RESPONSE],
    ],
  },
  {
    ...FRAME,
    duty: 'A07',
    // 4 July is a Saturday: the first working day after is Monday 6 July
    name: 'told on the first working day after, answered later',
    today: '2026-08-03',
    told: [
      RECEIVED,
      ['2026-07-06', 'adult-period-missed-notified', { reason: 'A witness fell ill.' }],
      ['2026-07-20', 'adult-response-sent', RESPONSE],
    ],
    canBeMissed: { 'adult-response-sent': 'the notice is owed all the more where no answer comes' },
  },
  { ...FRAME, duty: 'A08', name: 'all of it said', told: [RECEIVED, RESPONDED] },
  {
    ...FRAME,
    duty: 'A08',
    name: 'the Ombudsman named in a letter besides',
    told: [
      RECEIVED,
      [
        '2026-03-05',
        'adult-response-sent',
        { contents: ['how', 'conclusions', 'remedial', 'action-status'], signatory: 'director' },
      ],
      ['2026-03-09', 'ombudsman-signposted', { contents: ['ombudsman'] }],
    ],
  },
  {
    ...FRAME,
    duty: 'A09',
    name: 'signed by the responsible person',
    council: SIGNATORIES,
    told: [RECEIVED, RESPONDED],
  },
  {
    ...FRAME,
    duty: 'A10',
    name: 'one stage, then the Ombudsman',
    told: [RECEIVED, ['2026-01-12', 'stage-opened', { stage: 'adult' }], RESPONDED],
    canBeMissed: { 'stage-opened': 'it is about there being no other' },
  },
  {
    ...FRAME,
    duty: 'A11',
    name: 'the provider asked with consent',
    told: [
      RECEIVED,
      ['2026-01-08', 'consent-asked', { person: 'p1', body: 'oak-care' }],
      ['2026-01-12', 'consent-given', { person: 'p1', body: 'oak-care' }],
      ['2026-01-12', 'disclosed', { to: 'oak-care', redacted: true }],
      ['2026-01-12', 'provider-notified', { body: 'oak-care' }],
    ],
    canBeMissed: {
      'consent-asked': 'who says yes unasked has said yes',
      disclosed: 'the provider was asked all the same',
      'provider-notified': 'papers went to the provider all the same',
    },
    council: {
      partners: { 'oak-care': { name: 'Oak Care', kind: 'care-provider', email: 'oak@example.org' } },
    },
  },
  {
    ...FRAME,
    duty: 'A12',
    name: 'answered in six months from either day',
    procedure: 'public-health',
    told: [
      RECEIVED,
      ['2026-01-19', 'provider-notified', { body: 'oak-care' }],
      ['2026-03-05', 'public-health-response-sent', RESPONSE],
    ],
    canBeMissed: { 'provider-notified': 'the six months from receipt are kept as well' },
  },
]
