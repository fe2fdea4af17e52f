import type { Told } from '../../engine/law/facts.ts'
import { RECEIVED, SPOKEN } from './adult-social-care.ts'
import { CO_RECEIVED } from './complaint-handling-code.ts'
import type { KeptCase } from './kept-case.ts'

const CHILDRENS = { procedure: 'children-act', today: '2026-03-16' } as const
const ADULTS = { procedure: 'adult-social-care', today: '2026-03-16' } as const

export const SORTED: Told = [
  '2026-01-08',
  'complaint-classified',
  { procedure: 'children-act', functionCode: 'looked-after', personCode: 'P1', reason: 'A child in our care.' },
]
export const TRIAGED: Told = [
  '2026-01-06',
  'complaint-triaged',
  { person: 'P1', function: 'looked-after', proceedings: false, nhsPart: false, publicHealth: false, reason: 'Read.' },
]
export const REPRESENTED: Told = ['2026-01-05', 'person-added', { person: 'p2', role: 'representative' }]
export const LATE: Told = [
  '2026-01-12',
  'late-complaint-decided',
  {
    groundsAroseOn: '2024-11-04',
    notReasonableToExpectInTime: false,
    canStillBeConsideredEffectively: true,
    outcome: 'do-not-consider',
    reason: 'Nothing stood in the way.',
  },
]
export const REFUSED_LATE: Told = ['2026-01-12', 'complaint-refused', { ground: 'out-of-time', reason: 'Late.' }]
export const DEFERRED: Told = [
  '2026-01-12',
  'consideration-deferred',
  { ground: 'court', proceedings: 'care-order', scope: 'all', points: [], reason: 'It would prejudice them.' },
]
export const CONCLUDED: Told = ['2026-02-02', 'proceedings-concluded', { proceedings: 'care-order' }]
export const POINT: Told = ['2026-01-05', 'point-recorded', { point: '1', text: 'Late.', desiredOutcome: 'Sorry.' }]
export const UPHELD: Told = [
  '2026-03-02',
  'point-decided',
  { point: '1', stage: 'adult', outcome: 'upheld', reason: 'It was late.', remedy: 'apology' },
]
export const ANSWERED: Told = ['2026-03-05', 'adult-response-sent', { contents: [], signatory: 'director' }]
export const CLOSED_UPHELD: Told = ['2026-03-12', 'case-closed', { outcome: 'upheld' }]
export const LEARNT: Told = ['2026-03-12', 'learning-recorded', { area: 'delay', rootCause: 'staff', text: 'Plan.' }]
/** Of a person who may have sufficient interest (P5). */
export const GRANDPARENT: Told = ['2026-01-08', 'complaint-classified', { ...SORTED[2], personCode: 'P5' }]
export const NO_INTEREST: Told = [
  '2026-01-12',
  'sufficient-interest-decided',
  { outcome: 'not-sufficient', reason: 'No tie to the child.' },
]
export const NO_INTEREST_TOLD: Told = [
  '2026-01-12',
  'notice-sent',
  {
    kind: 'sufficient-interest-decision',
    mode: 'letter',
    contents: ['decision', 'reason', 'no-further-action', 'ombudsman'],
  },
]
export const REFUSED_PERSON: Told = [
  '2026-01-12',
  'complaint-refused',
  { ground: 'no-sufficient-interest', reason: 'No tie to the child.' },
]

const ALL_TOLD = { mode: 'letter', contents: ['proceedings', 'reason', 'resubmit'], kind: 'deferral' } as const

export const EVERY_PROCEDURE_KEPT: readonly KeptCase[] = [
  { ...CHILDRENS, duty: 'G01', name: 'sorted on the third working day', told: [RECEIVED, SORTED] },
  {
    ...CHILDRENS,
    duty: 'G01',
    name: 'sent to somebody else with the reason',
    told: [RECEIVED, ['2026-01-07', 'matter-signposted', { to: 'court', reason: 'A report for the court.' }]],
  },
  {
    ...CHILDRENS,
    duty: 'G02',
    name: 'a child in our care, in the children’s procedure',
    told: [RECEIVED, TRIAGED, SORTED],
    canBeMissed: { 'complaint-triaged': 'the sorting itself says it' },
  },
  {
    ...CHILDRENS,
    duty: 'G03',
    name: 'decided, told, and then refused',
    told: [RECEIVED, GRANDPARENT, NO_INTEREST, NO_INTEREST_TOLD, REFUSED_PERSON],
  },
  {
    ...CHILDRENS,
    duty: 'G03',
    name: 'found to be sufficient',
    told: [
      RECEIVED,
      GRANDPARENT,
      ['2026-01-12', 'sufficient-interest-decided', { outcome: 'sufficient', reason: 'She brought him up.' }],
    ],
  },
  {
    ...ADULTS,
    duty: 'G04',
    name: 'found suitable before it was looked into',
    told: [
      RECEIVED,
      REPRESENTED,
      ['2026-01-08', 'representative-decided', { outcome: 'suitable', reason: 'His daughter, and he asked her.' }],
      ['2026-01-12', 'stage-opened', { stage: 'adult' }],
    ],
    canBeMissed: { 'stage-opened': 'it was decided all the same' },
  },
  {
    ...ADULTS,
    duty: 'G04',
    name: 'found not suitable, and told in writing',
    told: [
      RECEIVED,
      REPRESENTED,
      ['2026-01-08', 'representative-decided', { outcome: 'not-suitable', reason: 'He does not want it.' }],
      ['2026-01-08', 'notice-sent', { kind: 'representative', mode: 'email', contents: ['decision', 'reason'] }],
    ],
    canBeMissed: { 'person-added': 'the decision itself says that somebody wished to act' },
  },
  {
    ...CHILDRENS,
    duty: 'G05',
    // a year after 4 November 2024 is 4 November 2025
    name: 'both limbs decided before',
    told: [RECEIVED, LATE, REFUSED_LATE],
  },
  {
    ...ADULTS,
    duty: 'G06',
    name: 'told why on the day',
    told: [
      RECEIVED,
      ['2026-01-08', 'complaint-excluded', { ground: 'employment', reason: 'About a grievance.' }],
      ['2026-01-08', 'notice-sent', { kind: 'refusal', mode: 'letter', contents: ['reason', 'ombudsman'] }],
    ],
  },
  {
    ...ADULTS,
    duty: 'G07',
    name: 'settled on the telephone the next day',
    told: [
      SPOKEN,
      ['2026-01-06', 'oral-complaint-resolved'],
      ['2026-01-06', 'early-resolution-tried', { outcome: 'resolved', reason: 'A visit was moved.' }],
    ],
  },
  {
    ...CHILDRENS,
    duty: 'G08',
    name: 'told which, why, and how to come back',
    told: [RECEIVED, DEFERRED, ['2026-01-12', 'notice-sent', ALL_TOLD]],
  },
  {
    ...CHILDRENS,
    duty: 'G09',
    name: 'taken up when it came back on the last day of the year',
    today: '2027-02-15',
    told: [
      RECEIVED,
      CONCLUDED,
      ['2027-02-02', 'complaint-resubmitted'],
      ['2027-02-03', 'stage-opened', { stage: 'stage-1' }],
    ],
  },
  {
    ...CHILDRENS,
    procedure: 'corporate',
    duty: 'G10',
    name: 'reasons and the Ombudsman',
    today: '2026-11-02',
    told: [
      CO_RECEIVED,
      ['2026-08-26', 'complaint-refused', { ground: 'court', reason: 'A court decided it.' }],
      ['2026-08-26', 'notice-sent', { kind: 'corporate-refused', mode: 'letter', contents: ['reason', 'ombudsman'] }],
    ],
  },
  {
    ...ADULTS,
    duty: 'G11',
    name: 'put right at once, and counted',
    told: [
      RECEIVED,
      ['2026-01-07', 'early-resolution-tried', { outcome: 'resolved', reason: 'A visit was moved.' }],
      ['2026-01-09', 'case-closed', { outcome: 'resolved-early' }],
    ],
    canBeMissed: { 'case-closed': 'it counts from the first receipt, open as well' },
  },
  {
    ...CHILDRENS,
    duty: 'G12',
    name: 'a change disputed, and its waiting decided',
    told: [
      RECEIVED,
      SORTED,
      ['2026-01-08', 'proposed-change-noted', { disputed: true }],
      ['2026-01-09', 'decision-freeze-decided', { outcome: 'not-frozen', reason: 'He would not be safe.' }],
      ['2026-01-19', 'stage-1-answered', { contents: [], person: 'ann' }],
    ],
    canBeMissed: { 'stage-1-answered': 'it was decided all the same' },
  },
  {
    ...ADULTS,
    duty: 'M01',
    name: 'upheld, answered and closed',
    told: [RECEIVED, POINT, UPHELD, ANSWERED, CLOSED_UPHELD],
  },
  {
    ...ADULTS,
    duty: 'M02',
    name: 'closed, and known who complained of what',
    told: [RECEIVED, SORTED, CLOSED_UPHELD],
  },
  {
    ...ADULTS,
    duty: 'M03',
    name: 'closed with the outcome of its points',
    told: [RECEIVED, POINT, UPHELD, CLOSED_UPHELD],
  },
  {
    ...ADULTS,
    duty: 'M04',
    name: 'something learnt',
    told: [RECEIVED, POINT, UPHELD, CLOSED_UPHELD, LEARNT],
    canBeMissed: {
      'point-recorded': 'the outcome of the case says that it was upheld',
      'case-closed': 'what was learnt is on record before the closing',
    },
  },
]
