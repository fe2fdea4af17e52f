import { RECEIVED } from '../../../support/duties/adult-social-care.ts'
import { but } from '../../../support/duties/childrens-facts.ts'
import * as L from '../../../support/duties/ombudsman.ts'
import { judgedBy as judged, type Row } from '../../../support/duties/table.ts'
import type { Told } from '../facts.ts'

const TODAY = '2026-09-28'
const ANSWERED: Told = ['2026-06-29', 'ombudsman-enquiry-answered', { reference: 'R1' }]

function judgedBy(id: string, rows: readonly Row[]): void {
  judged(
    id,
    rows.map((row) => ({ today: TODAY, ...row })),
    [],
    'adult-social-care',
  )
}

describe('Ombudsman: duties', () => {
  judgedBy('L01', [
    {
      is: 'not-met',
      name: 'on the twenty-first working day',
      told: [RECEIVED, L.ASKED, but(ANSWERED, { on: '2026-06-30' })],
      judged: [{ subject: 'R1', due: '2026-06-29' }],
    },
    {
      is: 'not-met',
      name: 'after the day of the letter',
      told: [RECEIVED, but(L.ASKED, { data: { replyBy: '2026-06-26' } }), ANSWERED],
    },
    { is: 'not-met', name: 'never', told: [RECEIVED, L.ASKED], today: '2026-06-30' },
    {
      is: 'not-met',
      name: 'another one answered',
      told: [RECEIVED, L.ASKED, but(L.ASKED, { data: { reference: 'R2' } }), ANSWERED],
    },
    { is: 'not-yet-due', name: 'on the twentieth', told: [RECEIVED, L.ASKED], today: '2026-06-29' },
    { is: 'not-applicable', name: 'none', told: [RECEIVED] },
    {
      is: 'not-applicable',
      name: 'decided without',
      told: [
        RECEIVED,
        L.ASKED,
        ['2026-06-08', 'ombudsman-decided', { reference: 'R1', decision: 'not-upheld', changedFinding: false }],
      ],
    },
    { is: 'cannot-tell', name: 'the enquiry is not there', told: [RECEIVED, ANSWERED] },
  ])

  const EVIDENCED: Told = ['2026-07-15', 'ombudsman-evidence-sent', { recommendation: 'apology' }]
  judgedBy('L02', [
    { is: 'not-met', name: 'a day late', told: [RECEIVED, L.RECOMMENDED, but(EVIDENCED, { on: '2026-07-16' })] },
    { is: 'not-met', name: 'never', told: [RECEIVED, L.RECOMMENDED], today: '2026-07-16' },
    {
      is: 'not-met',
      name: 'one of two',
      told: [RECEIVED, L.RECOMMENDED, but(L.RECOMMENDED, { data: { recommendation: 'payment' } }), EVIDENCED],
    },
    { is: 'not-yet-due', name: 'on the day', told: [RECEIVED, L.RECOMMENDED], today: '2026-07-15' },
    { is: 'not-applicable', name: 'none', told: [RECEIVED] },
    { is: 'cannot-tell', name: 'the recommendation is not there', told: [RECEIVED, EVIDENCED] },
    {
      is: 'met',
      name: 'a later day that was agreed',
      told: [
        RECEIVED,
        L.RECOMMENDED,
        but(L.RECOMMENDED, { on: '2026-07-10', data: { dueOn: '2026-08-14' } }),
        but(EVIDENCED, { on: '2026-08-14' }),
      ],
    },
  ])

  const ADVERTISED: Told = ['2026-06-29', 'ombudsman-report-advertised']
  const LAID: Told = ['2026-07-20', 'ombudsman-report-laid']
  const REPLIED: Told = ['2026-09-15', 'ombudsman-report-answered']
  judgedBy('L03', [
    {
      is: 'not-met',
      name: 'advertised a day late',
      told: [RECEIVED, L.REPORT, but(ADVERTISED, { on: '2026-06-30' }), LAID, REPLIED],
    },
    { is: 'not-met', name: 'not advertised', told: [RECEIVED, L.REPORT, LAID, REPLIED] },
    { is: 'not-met', name: 'not laid', told: [RECEIVED, L.REPORT, ADVERTISED, REPLIED] },
    {
      is: 'not-met',
      name: 'laid after three months',
      told: [RECEIVED, L.REPORT, ADVERTISED, but(LAID, { on: '2026-09-16' }), REPLIED],
    },
    {
      is: 'not-met',
      name: 'answered a day late',
      told: [RECEIVED, L.REPORT, ADVERTISED, LAID, but(REPLIED, { on: '2026-09-16' })],
    },
    {
      is: 'not-yet-due',
      name: 'two weeks later',
      told: [RECEIVED, L.REPORT],
      today: '2026-06-29',
      judged: [
        { subject: 'notice', due: '2026-06-29' },
        { subject: 'laid', due: '2026-09-15' },
        { subject: 'answer', due: '2026-09-15' },
      ],
    },
    { is: 'not-applicable', name: 'no report', told: [RECEIVED] },
    { is: 'cannot-tell', name: 'the report is not there', told: [RECEIVED, ADVERTISED, LAID, REPLIED] },
  ])

  const OPENED: Told = ['2026-06-16', 'stage-opened', { stage: 'adult' }]
  const DONE: Told = ['2026-07-31', 'adult-response-sent', { contents: [], signatory: 'director' }]
  judgedBy('L04', [
    {
      is: 'not-met',
      name: 'finished a day late',
      told: [RECEIVED, L.DIRECTED, OPENED, but(DONE, { on: '2026-08-01' })],
    },
    { is: 'not-met', name: 'never opened', told: [RECEIVED, L.DIRECTED], today: '2026-08-01' },
    { is: 'not-yet-due', name: 'on the day', told: [RECEIVED, L.DIRECTED, OPENED], today: '2026-07-31' },
    { is: 'not-applicable', name: 'nothing directed', told: [RECEIVED] },
    {
      is: 'not-applicable',
      name: 'withdrawn',
      told: [RECEIVED, L.DIRECTED, ['2026-06-22', 'complaint-withdrawn', { channel: 'phone' }]],
    },
    { is: 'cannot-tell', name: 'finished, and not opened', told: [RECEIVED, L.DIRECTED, DONE] },
    {
      is: 'met',
      name: 'open already',
      told: [RECEIVED, ['2026-05-04', 'stage-opened', { stage: 'adult' }], L.DIRECTED, DONE],
    },
  ])
})
