import { but } from '../../../support/duties/childrens-facts.ts'
import { RECEIVED } from '../../../support/duties/adult-social-care.ts'
import * as N from '../../../support/duties/nhs-joint.ts'
import { judgedBy as judged, type Row } from '../../../support/duties/table.ts'
import type { DutyResult } from '../../../../engine/index.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-01-09', 'complaint-withdrawn', { channel: 'phone' }]
const NO: Told = ['2026-01-09', 'consent-refused', { person: 'p1', body: 'trust' }]
const CLOSED: Told = ['2026-03-16', 'case-closed', { outcome: 'upheld' }]

function judgedBy(id: string, rows: readonly Row[], never: readonly DutyResult[] = []): void {
  judged(id, rows, never, 'nhs-joint')
}

describe('joint with the NHS: duties', () => {
  judgedBy('N01', [
    {
      is: 'not-met',
      name: 'on the sixth working day',
      told: [RECEIVED, N.FOUND, but(N.CONTACTED, { on: '2026-01-14' })],
      judged: [{ subject: 'trust', due: '2026-01-13', doneOn: '2026-01-14' }],
    },
    { is: 'not-met', name: 'never', told: [RECEIVED, N.FOUND], today: '2026-01-14' },
    {
      is: 'not-met',
      name: 'one of two bodies',
      told: [RECEIVED, N.FOUND, N.CONTACTED, but(N.FOUND, { data: { body: 'surgery' } })],
    },
    { is: 'not-yet-due', name: 'on the fifth still', told: [RECEIVED, N.FOUND], today: '2026-01-13' },
    { is: 'not-applicable', name: 'no other body', told: [RECEIVED] },
    { is: 'not-applicable', name: 'consent refused', told: [RECEIVED, N.FOUND, NO] },
    { is: 'cannot-tell', name: 'contacted, and not found', told: [RECEIVED, N.CONTACTED] },
  ])

  const TRIED: Told = ['2026-01-20', 'lead-not-agreed', { reason: 'Each has one half.' }]
  judgedBy('N02', [
    // five working days after 13 January
    {
      is: 'not-met',
      name: 'not sought',
      told: [RECEIVED, N.CONTACTED],
      today: '2026-01-21',
      judged: [{ due: '2026-01-20' }],
    },
    { is: 'not-met', name: 'split without a try', told: [RECEIVED, N.CONTACTED, N.SPLIT] },
    { is: 'not-met', name: 'a try, and nothing came of it', told: [RECEIVED, N.CONTACTED, TRIED], today: '2026-01-21' },
    { is: 'not-yet-due', name: 'on the fifth working day', told: [RECEIVED, N.CONTACTED], today: '2026-01-20' },
    {
      is: 'not-yet-due',
      name: 'consent is still asked for',
      told: [RECEIVED, ['2026-01-12', 'consent-asked', { person: 'p1', body: 'trust' }], N.CONTACTED],
      today: '2026-01-21',
    },
    { is: 'not-applicable', name: 'no other body', told: [RECEIVED] },
    {
      is: 'not-applicable',
      name: 'withdrawn before',
      told: [RECEIVED, N.CONTACTED, but(WITHDRAWN, { on: '2026-01-15' })],
    },
    { is: 'cannot-tell', name: 'a lead without a contact', told: [RECEIVED, N.LEAD] },
    { is: 'cannot-tell', name: 'answered together without a lead', told: [RECEIVED, N.CONTACTED, N.SENT] },
  ])

  const ASKED: Told = ['2026-01-12', 'partner-asked', { body: 'trust' }]
  const YES: Told = ['2026-01-09', 'consent-given', { person: 'p1', body: 'trust' }]
  judgedBy(
    'N03',
    [
      { is: 'not-met', name: 'asked without consent', told: [RECEIVED, N.FOUND, ASKED] },
      { is: 'not-met', name: 'consent refused', told: [RECEIVED, N.FOUND, NO, ASKED] },
      { is: 'not-met', name: 'consent a day later', told: [RECEIVED, N.FOUND, ASKED, but(YES, { on: '2026-01-13' })] },
      {
        is: 'not-met',
        name: 'recorded later on that day',
        told: [RECEIVED, N.FOUND, ASKED, but(YES, { on: '2026-01-12' })],
      },
      {
        is: 'not-met',
        name: 'papers after it was taken back',
        told: [
          RECEIVED,
          N.FOUND,
          YES,
          ['2026-01-12', 'consent-withdrawn', { person: 'p1', body: 'trust' }],
          ['2026-01-13', 'disclosed', { to: 'trust', redacted: true }],
        ],
      },
      {
        is: 'not-met',
        name: 'a draft to one without',
        told: [RECEIVED, YES, but(N.DRAFT, { data: { bodies: ['trust', 'gp'] } })],
      },
      {
        is: 'not-met',
        name: 'papers to a body that the council knows as one of the NHS',
        told: [RECEIVED, ['2026-01-13', 'disclosed', { to: 'icb', redacted: true }]],
        council: { partners: { icb: { name: 'ICB', kind: 'integrated-care-board', email: 'i@example.org' } } },
      },
      {
        is: 'not-applicable',
        name: 'papers to somebody else',
        told: [RECEIVED, ['2026-01-13', 'disclosed', { to: 'p1', redacted: true }]],
      },
      { is: 'not-applicable', name: 'a first contact carries nothing', told: [RECEIVED, N.FOUND, N.CONTACTED] },
      { is: 'cannot-tell', name: 'no receipt', told: [ASKED] },
    ],
    ['not-yet-due'],
  )

  judgedBy('N04', [
    { is: 'not-met', name: 'not signed', told: [RECEIVED, N.FOUND, N.LEAD, N.DRAFT, N.SENT] },
    {
      is: 'not-met',
      name: 'signed afterwards',
      told: [RECEIVED, N.FOUND, N.LEAD, N.DRAFT, N.SENT, but(N.SIGNED, { on: '2026-03-06' })],
    },
    {
      is: 'not-met',
      name: 'an earlier draft signed',
      told: [RECEIVED, N.FOUND, N.LEAD, N.DRAFT, N.SIGNED, but(N.DRAFT, { on: '2026-03-02' }), N.SENT],
    },
    {
      is: 'not-met',
      name: 'one of two signed',
      told: [
        RECEIVED,
        N.FOUND,
        but(N.FOUND, { data: { body: 'gp' } }),
        N.LEAD,
        but(N.DRAFT, { data: { bodies: ['trust', 'gp'] } }),
        N.SIGNED,
        N.SENT,
      ],
    },
    {
      is: 'not-met',
      name: 'our part not signed where another leads',
      told: [RECEIVED, N.FOUND, but(N.LEAD, { data: { body: 'trust' } }), N.SENT],
    },
    {
      is: 'not-met',
      name: 'two responses',
      told: [RECEIVED, N.FOUND, N.LEAD, N.DRAFT, N.SIGNED, N.SENT, but(N.SENT, { on: '2026-03-09' })],
    },
    { is: 'not-yet-due', name: 'not answered', told: [RECEIVED, N.FOUND, N.LEAD, N.DRAFT] },
    { is: 'not-applicable', name: 'split', told: [RECEIVED, N.FOUND, N.SPLIT] },
    { is: 'not-applicable', name: 'consent refused', told: [RECEIVED, N.FOUND, NO] },
    { is: 'not-applicable', name: 'withdrawn', told: [RECEIVED, N.FOUND, WITHDRAWN] },
    { is: 'cannot-tell', name: 'no lead', told: [RECEIVED, N.FOUND, N.DRAFT, N.SIGNED, N.SENT] },
    { is: 'cannot-tell', name: 'no draft and no signature', told: [RECEIVED, N.FOUND, N.LEAD, N.SENT] },
    {
      is: 'cannot-tell',
      name: 'signed by a body whose part is not there',
      told: [RECEIVED, N.LEAD, N.DRAFT, N.SIGNED, N.SENT],
    },
    { is: 'cannot-tell', name: 'closed with findings', told: [RECEIVED, N.FOUND, N.LEAD, CLOSED] },
  ])

  const TOLD: Told = [
    '2026-01-23',
    'notice-sent',
    { kind: 'joint-split', mode: 'letter', contents: ['who-answers', 'by-when'] },
  ]
  judgedBy('N05', [
    { is: 'not-met', name: 'not told', told: [RECEIVED, N.SPLIT] },
    {
      is: 'not-met',
      name: 'not by when',
      told: [RECEIVED, N.SPLIT, but(TOLD, { data: { contents: ['who-answers'] } })],
    },
    { is: 'not-met', name: 'by telephone', told: [RECEIVED, N.SPLIT, but(TOLD, { data: { mode: 'phone' } })] },
    { is: 'not-met', name: 'before it was split', told: [RECEIVED, but(TOLD, { on: '2026-01-22' }), N.SPLIT] },
    { is: 'not-yet-due', name: 'on that day', told: [RECEIVED, N.SPLIT], today: '2026-01-23' },
    { is: 'not-applicable', name: 'not split', told: [RECEIVED] },
    { is: 'cannot-tell', name: 'no receipt', told: [N.SPLIT, TOLD] },
  ])

  judgedBy('N06', [
    { is: 'not-met', name: 'ours alone', told: [RECEIVED, but(N.SENT, { data: { contents: ['ombudsman'] } })] },
    {
      is: 'not-met',
      name: 'theirs alone',
      told: [RECEIVED, but(N.SENT, { data: { contents: ['health-ombudsman'] } })],
    },
    {
      is: 'met',
      name: 'both in a letter besides',
      told: [
        RECEIVED,
        but(N.SENT, { data: { contents: [] } }),
        ['2026-03-06', 'ombudsman-signposted', { contents: ['ombudsman', 'health-ombudsman'] }],
      ],
    },
    { is: 'not-yet-due', name: 'not answered', told: [RECEIVED, N.FOUND] },
    { is: 'not-applicable', name: 'split', told: [RECEIVED, N.SPLIT] },
    { is: 'cannot-tell', name: 'closed with findings', told: [RECEIVED, N.FOUND, CLOSED] },
  ])
})
