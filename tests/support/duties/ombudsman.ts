import type { Told } from '../../engine/law/facts.ts'
import { RECEIVED } from './adult-social-care.ts'
import type { KeptCase } from './kept-case.ts'

const FRAME = { procedure: 'adult-social-care', today: '2026-09-28' } as const

export const ASKED: Told = ['2026-06-01', 'ombudsman-enquiry-received', { reference: 'R1' }]
export const RECOMMENDED: Told = [
  '2026-06-15',
  'ombudsman-recommended',
  { recommendation: 'apology', dueOn: '2026-07-15' },
]
export const REPORT: Told = ['2026-06-15', 'ombudsman-report-received', { reference: 'R1' }]
export const DIRECTED: Told = ['2026-06-15', 'ombudsman-directed', { stage: 'adult', dueOn: '2026-07-31' }]

export const OMBUDSMAN_KEPT: readonly KeptCase[] = [
  {
    ...FRAME,
    duty: 'L01',
    // twenty working days after 1 June: no bank holiday in between
    name: 'answered on the twentieth working day',
    told: [RECEIVED, ASKED, ['2026-06-29', 'ombudsman-enquiry-answered', { reference: 'R1' }]],
  },
  {
    ...FRAME,
    duty: 'L01',
    name: 'answered by the day of the letter',
    told: [
      RECEIVED,
      ['2026-06-01', 'ombudsman-enquiry-received', { reference: 'R1', replyBy: '2026-07-10' }],
      ['2026-07-10', 'ombudsman-enquiry-answered', { reference: 'R1' }],
    ],
  },
  {
    ...FRAME,
    duty: 'L02',
    name: 'evidenced on the agreed day',
    told: [RECEIVED, RECOMMENDED, ['2026-07-15', 'ombudsman-evidence-sent', { recommendation: 'apology' }]],
  },
  {
    ...FRAME,
    duty: 'L03',
    // two weeks: 29 June; three months: 15 September
    name: 'advertised, laid and answered on the last days',
    told: [
      RECEIVED,
      REPORT,
      ['2026-06-29', 'ombudsman-report-advertised'],
      ['2026-07-20', 'ombudsman-report-laid'],
      ['2026-09-15', 'ombudsman-report-answered'],
    ],
  },
  {
    ...FRAME,
    duty: 'L04',
    name: 'opened again, and answered by the day',
    told: [
      RECEIVED,
      DIRECTED,
      ['2026-06-16', 'stage-opened', { stage: 'adult' }],
      ['2026-07-31', 'adult-response-sent', { contents: [], signatory: 'director' }],
    ],
  },
]
