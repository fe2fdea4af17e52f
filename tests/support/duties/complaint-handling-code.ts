import type { Told } from '../../engine/law/facts.ts'
import type { KeptCase } from './kept-case.ts'

/* The Code's own case (F3): received on Monday 24 August 2026; 31 August is a bank holiday. */

const FRAME = { procedure: 'corporate', today: '2026-11-02' } as const

export const CO_RECEIVED: Told = ['2026-08-24', 'complaint-received', { channel: 'form', oral: false, byChild: false }]
export const CO_ACKNOWLEDGED: Told = ['2026-08-27', 'corporate-1-acknowledged', { contents: ['receipt'] }]
/** Ten working days after 27 August, 31 August left out. */
export const CO_ANSWER = { contents: ['ombudsman'], person: 'ann' }
export const CO_ANSWERED: Told = ['2026-09-11', 'corporate-1-answered', CO_ANSWER]
/** Twenty of them at the most: 25 September. */
export const CO_EXTENDED: Told = [
  '2026-09-10',
  'corporate-1-extended',
  { ground: 'complex', reason: 'A witness is away.', until: '2026-09-25' },
]
export const CO_TOLD: Told = [
  '2026-09-10',
  'notice-sent',
  { kind: 'corporate-stage-1-extended', mode: 'letter', contents: ['reason', 'new-date', 'ombudsman'] },
]
export const CO_ASKED: Told = ['2026-09-28', 'corporate-2-requested', { channel: 'email' }]
export const CO_ACKNOWLEDGED_2: Told = ['2026-09-30', 'corporate-2-acknowledged', { contents: ['receipt'] }]
/** Twenty working days after 30 September. */
export const CO_ANSWER_2 = { contents: ['ombudsman'], person: 'bob' }
export const CO_ANSWERED_2: Told = ['2026-10-28', 'corporate-2-answered', CO_ANSWER_2]
export const CO_PROMISED: Told = [
  '2026-09-11',
  'action-agreed',
  { action: 'A1', text: 'Write to all.', owner: 'ann', dueOn: '2026-10-30' },
]

export const CODE_KEPT: readonly KeptCase[] = [
  {
    ...FRAME,
    duty: 'O01',
    name: 'acknowledged on the fifth working day',
    told: [CO_RECEIVED, ['2026-09-01', 'corporate-1-acknowledged', { contents: [] }], CO_ANSWERED],
    canBeMissed: { 'corporate-1-answered': 'the acknowledgement stands by itself' },
  },
  { ...FRAME, duty: 'O02', name: 'answered on the tenth', told: [CO_RECEIVED, CO_ACKNOWLEDGED, CO_ANSWERED] },
  {
    ...FRAME,
    duty: 'O02',
    name: 'answered on the last day of more time',
    told: [CO_RECEIVED, CO_ACKNOWLEDGED, CO_EXTENDED, ['2026-09-25', 'corporate-1-answered', CO_ANSWER]],
  },
  {
    ...FRAME,
    duty: 'O03',
    name: 'ten more, with the reason and the Ombudsman',
    told: [CO_RECEIVED, CO_ACKNOWLEDGED, CO_EXTENDED, CO_TOLD],
  },
  {
    ...FRAME,
    duty: 'O04',
    name: 'acknowledged and answered in time',
    told: [CO_RECEIVED, CO_ASKED, CO_ACKNOWLEDGED_2, CO_ANSWERED_2],
  },
  {
    ...FRAME,
    duty: 'O04',
    // forty working days after 30 September
    name: 'answered on the last day of twenty more',
    today: '2026-12-01',
    told: [
      CO_RECEIVED,
      CO_ASKED,
      CO_ACKNOWLEDGED_2,
      ['2026-10-27', 'corporate-2-extended', { ground: 'complex', reason: 'It is complex.', until: '2026-11-25' }],
      ['2026-10-27', 'notice-sent', { ...CO_TOLD[2], kind: 'corporate-stage-2-extended' }],
      ['2026-11-25', 'corporate-2-answered', CO_ANSWER_2],
    ],
  },
  { ...FRAME, duty: 'O05', name: 'another person', told: [CO_RECEIVED, CO_ANSWERED, CO_ANSWERED_2] },
  {
    ...FRAME,
    duty: 'O06',
    name: 'the two and no more',
    told: [CO_RECEIVED, ['2026-08-27', 'stage-opened', { stage: 'corporate-1' }], CO_ANSWERED],
    canBeMissed: { 'corporate-1-answered': 'the stage was opened' },
  },
  {
    ...FRAME,
    duty: 'O07',
    name: 'one done in time, one with word of it',
    told: [
      CO_RECEIVED,
      CO_PROMISED,
      ['2026-09-11', 'action-agreed', { ...CO_PROMISED[2], action: 'A2' }],
      ['2026-10-30', 'action-done', { action: 'A1', evidence: 'A copy.' }],
      ['2026-10-29', 'action-updated', { action: 'A2', text: 'Next week.' }],
    ],
  },
]
