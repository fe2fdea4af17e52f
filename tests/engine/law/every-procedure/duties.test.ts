import { but } from '../../../support/duties/childrens-facts.ts'
import { RECEIVED, SPOKEN } from '../../../support/duties/adult-social-care.ts'
import { CO_RECEIVED } from '../../../support/duties/complaint-handling-code.ts'
import * as G from '../../../support/duties/every-procedure.ts'
import { judgedBy } from '../../../support/duties/table.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-01-07', 'complaint-withdrawn', { channel: 'phone' }]
const ADULTS = 'adult-social-care'

describe('every procedure: duties', () => {
  const EXCLUDED: Told = ['2026-01-08', 'complaint-excluded', { ground: 'employment', reason: 'A grievance.' }]
  const WHY: Told = ['2026-01-08', 'notice-sent', { kind: 'refusal', mode: 'letter', contents: ['reason'] }]
  judgedBy(
    'G06',
    [
      { is: 'not-met', name: 'not told', told: [RECEIVED, EXCLUDED] },
      { is: 'not-met', name: 'by telephone', told: [RECEIVED, EXCLUDED, but(WHY, { data: { mode: 'phone' } })] },
      {
        is: 'not-met',
        name: 'without the reason',
        told: [RECEIVED, EXCLUDED, but(WHY, { data: { contents: ['ombudsman'] } })],
      },
      { is: 'not-yet-due', name: 'on that day', told: [RECEIVED, EXCLUDED], today: '2026-01-08' },
      {
        is: 'not-applicable',
        name: 'oral, and resolved',
        told: [RECEIVED, but(EXCLUDED, { data: { ground: 'oral' } })],
      },
      { is: 'not-applicable', name: 'not excluded', told: [RECEIVED] },
      { is: 'not-applicable', name: 'a child’s', told: [RECEIVED, EXCLUDED], procedure: 'children-act' },
      { is: 'cannot-tell', name: 'no receipt', told: [EXCLUDED, WHY] },
    ],
    [],
    ADULTS,
  )

  const RESOLVED: Told = ['2026-01-06', 'oral-complaint-resolved']
  const TRIED: Told = ['2026-01-06', 'early-resolution-tried', { outcome: 'resolved', reason: 'A visit was moved.' }]
  judgedBy(
    'G07',
    [
      {
        is: 'not-met',
        name: 'a day later',
        told: [SPOKEN, but(RESOLVED, { on: '2026-01-07' }), but(TRIED, { on: '2026-01-07' })],
        judged: [{ due: '2026-01-06' }],
      },
      { is: 'not-met', name: 'made in writing', told: [RECEIVED, RESOLVED, TRIED] },
      {
        is: 'not-met',
        name: 'not content',
        told: [SPOKEN, RESOLVED, but(TRIED, { data: { outcome: 'not-resolved' } })],
      },
      // Friday 9 January, Monday 12 January
      {
        is: 'met',
        name: 'over a weekend',
        told: [
          but(SPOKEN, { on: '2026-01-09' }),
          but(RESOLVED, { on: '2026-01-12' }),
          but(TRIED, { on: '2026-01-12' }),
        ],
      },
      { is: 'not-applicable', name: 'not used', told: [SPOKEN, TRIED] },
      { is: 'cannot-tell', name: 'nothing says that they were content', told: [SPOKEN, RESOLVED] },
    ],
    ['not-yet-due'],
    ADULTS,
  )

  const TOLD: Told = [
    '2026-01-12',
    'notice-sent',
    { kind: 'deferral', mode: 'letter', contents: ['proceedings', 'reason', 'resubmit'] },
  ]
  judgedBy('G08', [
    { is: 'not-met', name: 'not told', told: [RECEIVED, G.DEFERRED] },
    {
      is: 'not-met',
      name: 'not that it may come back',
      told: [RECEIVED, G.DEFERRED, but(TOLD, { data: { contents: ['proceedings', 'reason'] } })],
    },
    {
      is: 'not-met',
      name: 'not which proceedings',
      told: [RECEIVED, G.DEFERRED, but(TOLD, { data: { contents: ['resubmit', 'reason'] } })],
    },
    {
      is: 'not-met',
      name: 'not why',
      told: [RECEIVED, G.DEFERRED, but(TOLD, { data: { contents: ['resubmit', 'proceedings'] } })],
    },
    {
      is: 'not-met',
      name: 'decided without a reason',
      told: [RECEIVED, but(G.DEFERRED, { data: { reason: '' } }), TOLD],
    },
    { is: 'not-yet-due', name: 'on that day', told: [RECEIVED, G.DEFERRED], today: '2026-01-12' },
    { is: 'not-applicable', name: 'not put off', told: [RECEIVED] },
    { is: 'cannot-tell', name: 'no receipt', told: [G.DEFERRED, TOLD] },
  ])

  const AGAIN: Told = ['2026-03-02', 'complaint-resubmitted']
  const REFUSED: Told = ['2026-03-03', 'complaint-refused', { ground: 'settled', reason: 'x' }]
  judgedBy('G09', [
    { is: 'not-met', name: 'refused', told: [RECEIVED, G.CONCLUDED, AGAIN, REFUSED] },
    // ten working days after 2 March: 16 March
    {
      is: 'not-met',
      name: 'not taken up in the time for an answer',
      told: [RECEIVED, G.CONCLUDED, AGAIN],
      today: '2026-03-17',
    },
    {
      is: 'not-yet-due',
      name: 'the time for an answer runs',
      told: [RECEIVED, G.CONCLUDED, AGAIN],
      today: '2026-03-16',
    },
    {
      is: 'not-applicable',
      name: 'a day after the year',
      told: [RECEIVED, G.CONCLUDED, but(AGAIN, { on: '2027-02-03' }), but(REFUSED, { on: '2027-02-04' })],
      today: '2027-03-01',
    },
    { is: 'not-applicable', name: 'not made again', told: [RECEIVED, G.CONCLUDED] },
    {
      is: 'cannot-tell',
      name: 'the end of the proceedings is not there',
      told: [RECEIVED, AGAIN, ['2026-03-03', 'stage-opened', { stage: 'stage-1' }]],
    },
    {
      is: 'cannot-tell',
      name: 'answered, and not opened',
      told: [RECEIVED, G.CONCLUDED, AGAIN, ['2026-03-09', 'stage-1-answered', { contents: [], person: 'ann' }]],
    },
  ])

  const NO: Told = ['2026-08-26', 'complaint-refused', { ground: 'court', reason: 'A court decided it.' }]
  const NO_TOLD: Told = [
    '2026-08-26',
    'notice-sent',
    { kind: 'corporate-refused', mode: 'email', contents: ['reason', 'ombudsman'] },
  ]
  judgedBy(
    'G10',
    [
      { is: 'not-met', name: 'not told', told: [CO_RECEIVED, NO], today: '2026-08-27' },
      {
        is: 'not-met',
        name: 'no reasons',
        told: [CO_RECEIVED, NO, but(NO_TOLD, { data: { contents: ['ombudsman'] } })],
        today: '2026-08-27',
      },
      {
        is: 'not-met',
        name: 'no Ombudsman',
        told: [CO_RECEIVED, NO, but(NO_TOLD, { data: { contents: ['reason'] } })],
        today: '2026-08-27',
      },
      { is: 'not-yet-due', name: 'on that day', told: [CO_RECEIVED, NO], today: '2026-08-26' },
      {
        is: 'not-applicable',
        name: 'before the Code',
        told: [but(CO_RECEIVED, { on: '2026-03-31' }), NO],
        today: '2026-08-27',
      },
      { is: 'not-applicable', name: 'not refused', told: [CO_RECEIVED], today: '2026-08-27' },
      { is: 'cannot-tell', name: 'no receipt', told: [NO, NO_TOLD], today: '2026-08-27' },
    ],
    [],
    'corporate',
  )

  const EARLY: Told = ['2026-01-07', 'early-resolution-tried', { outcome: 'resolved', reason: 'A visit was moved.' }]
  judgedBy(
    'G11',
    [
      { is: 'not-met', name: 'the receipt put after it', told: [but(RECEIVED, { on: '2026-01-09' }), EARLY] },
      {
        is: 'not-met',
        name: 'a time limit that waits for it',
        told: [
          RECEIVED,
          EARLY,
          ['2026-01-07', 'clock-held', { rule: 'adult-social-care.response', ground: 'early-resolution', reason: 'x' }],
        ],
      },
      {
        is: 'not-met',
        name: 'closed and not counted',
        told: [RECEIVED, EARLY, ['2026-01-09', 'case-closed', { outcome: 'recorded' }]],
      },
      { is: 'not-applicable', name: 'not tried', told: [RECEIVED] },
      { is: 'cannot-tell', name: 'no receipt', told: [EARLY] },
    ],
    ['not-yet-due'],
    ADULTS,
  )

  const DISPUTED: Told = ['2026-01-08', 'proposed-change-noted', { disputed: true }]
  const ANSWERED: Told = ['2026-01-19', 'stage-1-answered', { contents: [], person: 'ann' }]
  const DECIDED: Told = ['2026-01-09', 'decision-freeze-decided', { outcome: 'frozen', reason: 'It can wait.' }]
  judgedBy('G12', [
    { is: 'not-met', name: 'answered without', told: [RECEIVED, G.SORTED, DISPUTED, ANSWERED] },
    {
      is: 'not-met',
      name: 'without a reason',
      told: [RECEIVED, G.SORTED, DISPUTED, but(DECIDED, { data: { reason: '' } }), ANSWERED],
    },
    { is: 'not-yet-due', name: 'not answered', told: [RECEIVED, G.SORTED, DISPUTED] },
    {
      is: 'not-applicable',
      name: 'no change disputed',
      told: [RECEIVED, G.SORTED, but(DISPUTED, { data: { disputed: false } }), ANSWERED],
    },
    {
      is: 'not-applicable',
      name: 'withdrawn before',
      told: [RECEIVED, DISPUTED, but(WITHDRAWN, { on: '2026-01-09' })],
    },
    { is: 'cannot-tell', name: 'nothing says whether', told: [RECEIVED, G.SORTED, ANSWERED] },
    { is: 'cannot-tell', name: 'decided on what is not there', told: [RECEIVED, G.SORTED, DECIDED] },
  ])
})
