import { localDate } from '../../../engine/index.ts'
import type { Told } from '../../engine/law/facts.ts'
import { RECEIVED } from './adult-social-care.ts'
import type { KeptCase } from './kept-case.ts'

const FRAME = { procedure: 'adult-social-care', today: '2026-07-01' } as const

export const PERSONAL_DATA_ASKED: Told = ['2026-02-02', 'access-requested']
export const MORE_TIME: Told = [
  '2026-03-02',
  'access-extended',
  { ground: 'complex', reason: 'Many files.', until: '2026-05-01' },
]
export const MORE_TIME_TOLD: Told = [
  '2026-03-02',
  'notice-sent',
  { kind: 'access-extended', mode: 'letter', contents: ['reason', 'new-date'] },
]

export const DATA_PROTECTION_KEPT: readonly KeptCase[] = [
  {
    ...FRAME,
    duty: 'D01',
    name: 'seen by the manager of complaints and by whoever has a part in it',
    told: [RECEIVED, ['2026-01-06', 'person-added', { person: 'ian', role: 'responding-manager' }]],
    reads: [
      { by: 'mia', role: 'complaints-manager', on: localDate('2026-01-05') },
      { by: 'ian', role: 'responding-manager', on: localDate('2026-01-06') },
      { by: 'tom', role: 'system-admin', on: localDate('2026-01-07'), right: 'glass-broken' },
    ],
  },
  {
    ...FRAME,
    duty: 'D02',
    name: 'all of it redacted',
    told: [
      RECEIVED,
      ['2026-02-02', 'disclosed', { to: 'oak-care', redacted: true }],
      ['2026-02-03', 'panel-papers-sent', { to: ['c1'], redacted: true }],
      ['2026-02-04', 'access-answered', { redacted: true }],
      ['2026-02-05', 'disclosed', { to: 'lgsco', redacted: false }],
    ],
    canBeMissed: {
      disclosed: 'the rest went out redacted as well',
      'panel-papers-sent': 'the rest went out redacted as well',
      'access-answered': 'the rest went out redacted as well',
    },
  },
  {
    ...FRAME,
    duty: 'D03',
    name: 'answered on the last day of the month',
    told: [RECEIVED, PERSONAL_DATA_ASKED, ['2026-03-02', 'access-answered', { redacted: true }]],
  },
  {
    ...FRAME,
    duty: 'D03',
    // three months after 2 February is a Saturday, so Monday 4 May, a bank holiday: Tuesday 5 May
    name: 'answered in the time that was told',
    told: [
      RECEIVED,
      PERSONAL_DATA_ASKED,
      MORE_TIME,
      MORE_TIME_TOLD,
      ['2026-05-01', 'access-answered', { redacted: true }],
    ],
  },
  {
    ...FRAME,
    duty: 'D04',
    name: 'settled at closing',
    told: [
      RECEIVED,
      ['2026-03-16', 'retention-set', { rule: 'complaint-6-years', until: '2032-03-16' }],
      ['2026-03-16', 'case-closed', { outcome: 'upheld' }],
    ],
  },
]
