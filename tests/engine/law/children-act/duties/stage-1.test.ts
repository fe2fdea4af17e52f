import type { Told } from '../../facts.ts'
import * as F from '../../../../support/duties/childrens-facts.ts'
import { judgedBy } from '../../../../support/duties/table.ts'

const WANTED: Told = ['2026-01-06', 'advocate-wanted']
const LATE: Told = F.but(F.ANSWERED_1, { on: '2026-02-06' })
const SKIPPED: Told = ['2026-01-07', 'stage-1-skipped', { reason: 'Both sides agree.' }]
const ASKED_AT_ONCE: Told = F.but(F.ASKED_2, { on: '2026-01-07' })
const AGREED: Told = [
  '2026-01-30',
  'complainant-agreed-to-wait',
  { rule: 'children-act.stage-1-limit', until: '2026-02-06' },
]
const SILENT: Told = F.but(F.ANSWERED_1, { data: { contents: ['answer'] } })

describe('children’s procedure: duties of Stage 1', () => {
  judgedBy('C05', [
    {
      is: 'not-met',
      name: 'answered on day 11',
      told: [F.RECEIVED, F.but(F.ANSWERED_1, { on: '2026-01-20' })],
      judged: [{ due: '2026-01-19', doneOn: '2026-01-20' }],
    },
    { is: 'not-met', name: 'not answered', told: [F.RECEIVED], today: '2026-01-20' },
    {
      is: 'not-met',
      name: 'made longer on day 11',
      told: [F.RECEIVED, F.but(F.EXTENDED_1, { on: '2026-01-20' }), F.but(F.ANSWERED_1, { on: '2026-01-30' })],
    },
    {
      is: 'not-met',
      name: 'made longer on a ground that is none',
      told: [F.RECEIVED, F.but(F.EXTENDED_1, { data: { ground: 'busy' } }), F.but(F.ANSWERED_1, { on: '2026-01-30' })],
    },
    {
      is: 'not-met',
      name: 'late, the complainant having agreed to wait',
      told: [F.RECEIVED, AGREED, LATE],
      judged: [{ consented: true }],
    },
    {
      is: 'not-met',
      name: 'late even from the day on which the advocate came',
      told: [
        F.RECEIVED,
        WANTED,
        ['2026-01-13', 'advocate-appointed', { person: 'adv1', provider: 'S', declaredIndependent: true }],
        F.but(F.ANSWERED_1, { on: '2026-01-28' }),
      ],
      judged: [{ due: '2026-01-27' }],
    },
    {
      is: 'cannot-tell',
      name: 'answered while an advocate was being found, and nothing says how that ended',
      told: [F.RECEIVED, WANTED, F.but(F.ANSWERED_1, { on: '2026-01-30' })],
    },
    {
      is: 'cannot-tell',
      name: 'Stage 2 asked for on day 2, with neither an answer nor an agreement',
      told: [F.RECEIVED, ASKED_AT_ONCE],
    },
    { is: 'cannot-tell', name: 'nothing says when it came', told: [F.CLASSIFIED, F.ANSWERED_1] },
    { is: 'not-applicable', name: 'straight to Stage 2, as agreed', told: [F.RECEIVED, SKIPPED, ASKED_AT_ONCE] },
    { is: 'not-applicable', name: 'withdrawn on day 2', told: [F.RECEIVED, F.WITHDRAWN] },
    {
      is: 'not-applicable',
      name: 'put off for the court',
      told: [F.RECEIVED, ['2026-01-09', 'consideration-deferred', { ground: 'court', scope: 'all', points: [] }]],
    },
    { is: 'not-yet-due', name: 'day 10', told: [F.RECEIVED], today: '2026-01-19' },
    { is: 'not-yet-due', name: 'an advocate is being found', told: [F.RECEIVED, WANTED], today: '2026-02-06' },
    {
      is: 'met',
      name: 'answered on day 9 while an advocate was being found',
      told: [F.RECEIVED, WANTED, F.but(F.ANSWERED_1, { on: '2026-01-16' })],
    },
  ])

  judgedBy('C06', [
    {
      is: 'not-met',
      name: 'made longer because people are busy',
      told: [F.RECEIVED, F.but(F.EXTENDED_1, { data: { ground: 'busy' } }), F.TOLD_OF_EXTENSION_1],
    },
    { is: 'not-met', name: 'nobody told the complainant', told: [F.RECEIVED, F.EXTENDED_1], today: '2026-01-20' },
    {
      is: 'not-met',
      name: 'told on day 11',
      told: [F.RECEIVED, F.EXTENDED_1, F.but(F.TOLD_OF_EXTENSION_1, { on: '2026-01-20' })],
    },
    {
      is: 'not-met',
      name: 'told without a reason',
      told: [F.RECEIVED, F.EXTENDED_1, F.but(F.TOLD_OF_EXTENSION_1, { data: { contents: ['new-date'] } })],
    },
    {
      is: 'not-met',
      name: 'told without the new date',
      told: [F.RECEIVED, F.EXTENDED_1, F.but(F.TOLD_OF_EXTENSION_1, { data: { contents: ['reason'] } })],
    },
    { is: 'cannot-tell', name: 'told of an extension that is not there', told: [F.RECEIVED, F.TOLD_OF_EXTENSION_1] },
    { is: 'not-applicable', name: 'not made longer', told: [F.RECEIVED, F.ANSWERED_1] },
    { is: 'not-yet-due', name: 'day 10, not told yet', told: [F.RECEIVED, F.EXTENDED_1], today: '2026-01-19' },
    {
      is: 'met',
      name: 'told on day 10, an advocate being found',
      told: [
        F.RECEIVED,
        F.but(F.EXTENDED_1, { data: { ground: 'advocate' } }),
        F.but(F.TOLD_OF_EXTENSION_1, { on: '2026-01-19' }),
      ],
    },
  ])

  judgedBy('C07', [
    {
      is: 'not-met',
      name: 'answered on day 21',
      told: [F.RECEIVED, F.but(F.ANSWERED_1, { on: '2026-02-03' })],
      judged: [{ due: '2026-02-02', doneOn: '2026-02-03' }],
    },
    { is: 'not-met', name: 'answered on day 24, though made longer', told: [F.RECEIVED, F.EXTENDED_1, LATE] },
    { is: 'not-met', name: 'not answered', told: [F.RECEIVED], today: '2026-02-03' },
    {
      is: 'not-met',
      name: 'on day 24, the complainant having agreed to wait: a breach with consent',
      told: [F.RECEIVED, AGREED, LATE],
      judged: [{ consented: true }],
    },
    {
      is: 'not-met',
      name: 'later than the complainant had agreed to wait',
      told: [F.RECEIVED, AGREED, F.but(LATE, { on: '2026-02-09' })],
    },
    { is: 'cannot-tell', name: 'nothing says when it came', told: [F.CLASSIFIED, F.ANSWERED_1] },
    { is: 'not-applicable', name: 'straight to Stage 2, as agreed', told: [F.RECEIVED, SKIPPED, ASKED_AT_ONCE] },
    { is: 'not-yet-due', name: 'day 20', told: [F.RECEIVED], today: '2026-02-02' },
  ])

  judgedBy('C08', [
    { is: 'not-met', name: 'the answer is silent', told: [F.RECEIVED, SILENT] },
    {
      is: 'not-met',
      name: 'day 20 passed and nobody told them',
      told: [F.RECEIVED],
      today: '2026-02-04',
      judged: [{ subject: 'day 20', due: '2026-02-03' }],
    },
    {
      is: 'not-met',
      name: 'told on day 22',
      told: [F.RECEIVED, F.but(F.TOLD_OF_STAGE_2, { on: '2026-02-04' })],
    },
    {
      is: 'not-met',
      name: 'the notice of day 21 is silent',
      told: [F.RECEIVED, F.but(F.TOLD_OF_STAGE_2, { data: { contents: ['apology'] } })],
    },
    {
      is: 'not-met',
      name: 'told in an answer of day 24, and not on day 21',
      told: [F.RECEIVED, LATE],
      judged: [
        { subject: 'answer', result: 'met' },
        { subject: 'day 20', result: 'not-met' },
      ],
    },
    { is: 'cannot-tell', name: 'nothing says when it came', told: [F.CLASSIFIED, F.ANSWERED_1] },
    { is: 'not-applicable', name: 'straight to Stage 2, as agreed', told: [F.RECEIVED, SKIPPED, ASKED_AT_ONCE] },
    { is: 'not-yet-due', name: 'day 12, no answer', told: [F.RECEIVED], today: '2026-01-21' },
    { is: 'not-yet-due', name: 'day 21 itself', told: [F.RECEIVED], today: '2026-02-03' },
    {
      is: 'met',
      name: 'the answer is silent, and a notice says it by day 21',
      told: [F.RECEIVED, SILENT, F.but(F.TOLD_OF_STAGE_2, { on: '2026-01-22' })],
    },
    {
      is: 'met',
      name: 'told on day 21, answered on day 24',
      told: [F.RECEIVED, F.TOLD_OF_STAGE_2, F.but(SILENT, { on: '2026-02-06' })],
    },
  ])
})
