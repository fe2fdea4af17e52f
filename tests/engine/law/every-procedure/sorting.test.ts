import { but } from '../../../support/duties/childrens-facts.ts'
import { RECEIVED, SPOKEN } from '../../../support/duties/adult-social-care.ts'
import * as G from '../../../support/duties/every-procedure.ts'
import { judgedBy, type Row } from '../../../support/duties/table.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-01-07', 'complaint-withdrawn', { channel: 'phone' }]
const TO_CORPORATE: Told = [
  '2026-01-12',
  'complaint-rerouted',
  { from: 'children-act', to: 'corporate', reasonCode: 'no-sufficient-interest', reason: 'No tie.' },
]

describe('every procedure: duties of sorting', () => {
  judgedBy('G01', [
    {
      is: 'not-met',
      name: 'on the fourth working day',
      told: [RECEIVED, but(G.SORTED, { on: '2026-01-09' })],
      judged: [{ due: '2026-01-08', doneOn: '2026-01-09' }],
    },
    { is: 'not-met', name: 'never', told: [RECEIVED], today: '2026-01-09' },
    { is: 'not-met', name: 'without a reason', told: [RECEIVED, but(G.SORTED, { data: { reason: '' } })] },
    { is: 'not-yet-due', name: 'on the third', told: [RECEIVED], today: '2026-01-08' },
    { is: 'not-applicable', name: 'withdrawn before', told: [RECEIVED, WITHDRAWN] },
    {
      is: 'not-applicable',
      name: 'resolved on the telephone',
      told: [SPOKEN, ['2026-01-06', 'oral-complaint-resolved']],
    },
    {
      is: 'cannot-tell',
      name: 'dealt with all the same',
      told: [RECEIVED, ['2026-01-08', 'stage-opened', { stage: 'stage-1' }]],
    },
    {
      is: 'cannot-tell',
      name: 'beyond the days that are known',
      told: [but(RECEIVED, { on: '2028-12-29' })],
      today: '2029-03-01',
    },
  ])

  const ELSEWHERE = but(G.SORTED, { data: { procedure: 'corporate' } })
  judgedBy('G02', [
    ...['P1', 'P2', 'P3', 'P4', 'P6', 'P7', 'P9', 'P11', 'P12'].map((personCode): Row => ({
      is: 'not-met',
      name: `${personCode} sorted to the corporate procedure`,
      told: [RECEIVED, but(ELSEWHERE, { data: { personCode } })],
    })),
    {
      is: 'not-met',
      name: 'sent there by intake',
      told: [RECEIVED, G.TRIAGED, ['2026-01-06', 'complaint-routed', { to: 'corporate', reasonCode: 'other' }]],
    },
    {
      is: 'not-met',
      name: 'sent to somebody else',
      told: [RECEIVED, G.TRIAGED, ['2026-01-06', 'matter-signposted', { to: 'elsewhere', reason: 'x' }]],
    },
    {
      is: 'not-met',
      name: 'moved there later',
      told: [RECEIVED, G.SORTED, but(TO_CORPORATE, { data: { reasonCode: 'other' } })],
    },
    { is: 'not-yet-due', name: 'read, and not sent on its way', told: [RECEIVED, G.TRIAGED], today: '2026-01-07' },
    { is: 'not-applicable', name: 'withdrawn before', told: [RECEIVED, G.TRIAGED, WITHDRAWN] },
    {
      is: 'not-applicable',
      name: 'another person',
      told: [RECEIVED, but(ELSEWHERE, { data: { personCode: 'other' } })],
    },
    {
      is: 'not-applicable',
      name: 'another function',
      told: [RECEIVED, but(ELSEWHERE, { data: { functionCode: 'education' } })],
    },
    {
      is: 'not-applicable',
      name: 'sorted in error',
      told: [RECEIVED, G.SORTED, but(TO_CORPORATE, { data: { reasonCode: 'classified-in-error' } })],
    },
    {
      is: 'not-applicable',
      name: 'sent back as a mistake, and then to somebody else',
      told: [
        RECEIVED,
        G.TRIAGED,
        G.SORTED,
        but(TO_CORPORATE, { data: { to: 'intake', reasonCode: 'classified-in-error' } }),
        ['2026-02-20', 'matter-signposted', { to: 'the head teacher', reason: 'The school runs itself.' }],
      ],
    },
    {
      is: 'cannot-tell',
      name: 'sorted and sent elsewhere as none in one step',
      told: [
        RECEIVED,
        ['2026-01-06', 'complaint-routed', { to: 'corporate', reasonCode: 'outside-functions' }],
        ['2026-01-06', 'complaint-classified', { ...G.SORTED[2], procedure: 'corporate' }],
      ],
    },
    {
      is: 'cannot-tell',
      name: 'sent elsewhere as none',
      told: [RECEIVED, G.SORTED, but(TO_CORPORATE, { data: { reasonCode: 'outside-functions' } })],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says who complains',
      told: [RECEIVED, ['2026-01-08', 'stage-opened', { stage: 'stage-1' }]],
    },
  ])

  judgedBy('G03', [
    ...['P5', 'P8', 'P10'].map((personCode): Row => ({
      is: 'not-met',
      name: `${personCode} refused without a decision`,
      told: [RECEIVED, but(G.GRANDPARENT, { data: { personCode } }), G.REFUSED_PERSON],
    })),
    {
      is: 'not-met',
      name: 'sent to the corporate procedure without one',
      told: [RECEIVED, G.GRANDPARENT, TO_CORPORATE],
    },
    {
      is: 'not-met',
      name: 'decided a day later',
      told: [RECEIVED, G.GRANDPARENT, G.REFUSED_PERSON, but(G.NO_INTEREST, { on: '2026-01-13' })],
    },
    { is: 'not-met', name: 'not told', told: [RECEIVED, G.GRANDPARENT, G.NO_INTEREST, G.REFUSED_PERSON] },
    {
      is: 'not-met',
      name: 'told a day later',
      told: [RECEIVED, G.GRANDPARENT, G.NO_INTEREST, G.REFUSED_PERSON, but(G.NO_INTEREST_TOLD, { on: '2026-01-13' })],
    },
    { is: 'not-yet-due', name: 'not decided, not refused', told: [RECEIVED, G.GRANDPARENT] },
    {
      is: 'not-yet-due',
      name: 'to be told on that day',
      told: [RECEIVED, G.GRANDPARENT, G.NO_INTEREST, G.REFUSED_PERSON],
      today: '2026-01-12',
    },
    { is: 'not-applicable', name: 'an entitled person', told: [RECEIVED, G.SORTED, G.REFUSED_PERSON] },
    {
      is: 'not-applicable',
      name: 'a person of another procedure with that code',
      told: [
        RECEIVED,
        but(G.GRANDPARENT, { data: { procedure: 'nhs-joint', functionCode: 'adult-social-care' } }),
        G.REFUSED_PERSON,
      ],
      procedure: 'nhs-joint',
    },
    { is: 'cannot-tell', name: 'no receipt', told: [G.GRANDPARENT, G.REFUSED_PERSON] },
  ])

  const SUITABLE: Told = ['2026-01-08', 'representative-decided', { outcome: 'suitable', reason: 'He asked her.' }]
  const NOT_SUITABLE = but(SUITABLE, { data: { outcome: 'not-suitable' } })
  const TOLD: Told = ['2026-01-08', 'notice-sent', { kind: 'r', mode: 'letter', contents: ['decision', 'reason'] }]
  const OPENED: Told = ['2026-01-12', 'stage-opened', { stage: 'stage-1' }]
  judgedBy('G04', [
    { is: 'not-met', name: 'looked into without', told: [RECEIVED, G.REPRESENTED, OPENED] },
    {
      is: 'not-met',
      name: 'without a reason',
      told: [RECEIVED, G.REPRESENTED, but(SUITABLE, { data: { reason: '' } })],
    },
    { is: 'not-met', name: 'refused, and not told', told: [RECEIVED, G.REPRESENTED, NOT_SUITABLE] },
    {
      is: 'not-met',
      name: 'refused, and told by telephone',
      told: [RECEIVED, G.REPRESENTED, NOT_SUITABLE, but(TOLD, { data: { mode: 'phone' } })],
    },
    {
      is: 'not-met',
      name: 'refused, and told without a reason',
      told: [RECEIVED, G.REPRESENTED, NOT_SUITABLE, but(TOLD, { data: { contents: ['decision'] } })],
    },
    {
      is: 'met',
      name: 'the child’s own view',
      told: [RECEIVED, G.REPRESENTED, ['2026-01-08', 'childs-view-recorded', { reason: 'She wants it.' }], OPENED],
    },
    { is: 'not-yet-due', name: 'still to be decided', told: [RECEIVED, G.REPRESENTED] },
    { is: 'not-applicable', name: 'nobody acts for another', told: [RECEIVED, OPENED] },
    { is: 'not-applicable', name: 'withdrawn before', told: [RECEIVED, G.REPRESENTED, WITHDRAWN] },
    { is: 'cannot-tell', name: 'decided, and nobody is there', told: [RECEIVED, SUITABLE] },
  ])

  judgedBy(
    'G05',
    [
      { is: 'not-met', name: 'neither limb', told: [RECEIVED, G.REFUSED_LATE] },
      {
        is: 'not-met',
        name: 'decided a day later',
        told: [RECEIVED, G.REFUSED_LATE, but(G.LATE, { on: '2026-01-13' })],
      },
      {
        is: 'not-met',
        name: 'both fulfilled',
        told: [RECEIVED, but(G.LATE, { data: { notReasonableToExpectInTime: true } }), G.REFUSED_LATE],
      },
      {
        is: 'not-met',
        name: 'without a reason',
        told: [RECEIVED, but(G.LATE, { data: { reason: '' } }), G.REFUSED_LATE],
      },
      // a year after 5 January 2025 is 5 January 2026
      {
        is: 'not-met',
        name: 'in time on the last day',
        told: [RECEIVED, but(G.LATE, { data: { groundsAroseOn: '2025-01-05' } }), G.REFUSED_LATE],
      },
      {
        is: 'met',
        name: 'a day late',
        told: [RECEIVED, but(G.LATE, { data: { groundsAroseOn: '2025-01-04' } }), G.REFUSED_LATE],
      },
      {
        is: 'not-met',
        name: 'an adult, neither limb',
        told: [RECEIVED, G.REFUSED_LATE],
        procedure: 'adult-social-care',
      },
      {
        is: 'not-applicable',
        name: 'late, and considered',
        told: [RECEIVED, but(G.LATE, { data: { outcome: 'consider' } })],
      },
      { is: 'not-applicable', name: 'refused on another ground', told: [RECEIVED, G.REFUSED_PERSON] },
      {
        is: 'cannot-tell',
        name: 'before the Regulations',
        told: [RECEIVED, but(G.LATE, { data: { groundsAroseOn: '2001-01-04' } }), G.REFUSED_LATE],
      },
    ],
    ['not-yet-due'],
  )
})
