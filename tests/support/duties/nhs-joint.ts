import type { Told } from '../../engine/law/facts.ts'
import { RECEIVED } from './adult-social-care.ts'
import type { KeptCase } from './kept-case.ts'

const FRAME = { procedure: 'nhs-joint', today: '2026-03-16' } as const

export const FOUND: Told = ['2026-01-06', 'nhs-part-detected', { body: 'trust' }]
export const CONSENTED: readonly Told[] = [
  ['2026-01-07', 'consent-asked', { person: 'p1', body: 'trust' }],
  ['2026-01-09', 'consent-given', { person: 'p1', body: 'trust' }],
]
/** Five working days after 6 January. */
export const CONTACTED: Told = ['2026-01-13', 'partner-contacted', { body: 'trust' }]
export const LEAD: Told = ['2026-01-20', 'lead-agreed', { body: 'council', basis: 'most-points' }]
export const DRAFT: Told = ['2026-02-23', 'joint-draft-circulated', { bodies: ['trust'] }]
export const SIGNED: Told = ['2026-02-27', 'part-signed-off', { body: 'trust' }]
export const SENT: Told = ['2026-03-05', 'joint-response-sent', { contents: ['how', 'ombudsman', 'health-ombudsman'] }]
export const SPLIT: Told = ['2026-01-23', 'complaint-split', { bodies: ['trust'], reason: 'No lead was agreed.' }]

export const NHS_KEPT: readonly KeptCase[] = [
  { ...FRAME, duty: 'N01', name: 'contacted on the fifth working day', told: [RECEIVED, FOUND, CONTACTED] },
  {
    ...FRAME,
    duty: 'N02',
    name: 'a lead agreed',
    told: [RECEIVED, CONTACTED, LEAD],
  },
  {
    ...FRAME,
    duty: 'N02',
    name: 'a try that ended in answering separately',
    told: [RECEIVED, CONTACTED, ['2026-01-20', 'lead-not-agreed', { reason: 'Each has one half.' }], SPLIT],
  },
  {
    ...FRAME,
    duty: 'N03',
    name: 'asked, told yes, and shared',
    told: [
      RECEIVED,
      FOUND,
      ...CONSENTED,
      ['2026-01-12', 'partner-asked', { body: 'trust' }],
      ['2026-01-12', 'disclosed', { to: 'trust', redacted: true }],
      DRAFT,
    ],
    canBeMissed: {
      'consent-asked': 'who says yes unasked has said yes',
      'nhs-part-detected': 'what else was shared names the body',
      'partner-asked': 'the rest was shared with consent as well',
      disclosed: 'the rest was shared with consent as well',
      'joint-draft-circulated': 'the rest was shared with consent as well',
    },
  },
  {
    ...FRAME,
    duty: 'N04',
    name: 'signed by the other body',
    told: [RECEIVED, FOUND, LEAD, DRAFT, SIGNED, SENT],
    canBeMissed: { 'joint-draft-circulated': 'the signature shows which body had the draft' },
  },
  {
    ...FRAME,
    duty: 'N04',
    name: 'our part signed where the other body leads',
    told: [
      RECEIVED,
      FOUND,
      ['2026-01-20', 'lead-agreed', { body: 'trust', basis: 'most-points' }],
      ['2026-02-27', 'part-signed-off', { body: 'council' }],
      SENT,
    ],
    canBeMissed: { 'nhs-part-detected': 'our own signature is what is owed' },
  },
  {
    ...FRAME,
    duty: 'N05',
    name: 'told who answers what by when',
    told: [
      RECEIVED,
      SPLIT,
      ['2026-01-23', 'notice-sent', { kind: 'joint-split', mode: 'letter', contents: ['who-answers', 'by-when'] }],
    ],
  },
  { ...FRAME, duty: 'N06', name: 'both named', told: [RECEIVED, SENT] },
]
