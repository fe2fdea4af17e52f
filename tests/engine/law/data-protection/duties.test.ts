import { localDate } from '../../../../engine/index.ts'
import { RECEIVED } from '../../../support/duties/adult-social-care.ts'
import { but } from '../../../support/duties/childrens-facts.ts'
import * as D from '../../../support/duties/data-protection.ts'
import { judgedBy as judged } from '../../../support/duties/table.ts'
import type { Row } from '../../../support/duties/table.ts'
import type { DutyResult } from '../../../../engine/index.ts'
import type { Told } from '../facts.ts'

function judgedBy(id: string, rows: readonly Row[], never: readonly DutyResult[] = []): void {
  judged(id, rows, never, 'adult-social-care')
}

const ADDED: Told = ['2026-01-06', 'person-added', { person: 'ian', role: 'responding-manager' }]
const look = (by: string, role: string, on: string) => ({ by, role, on: localDate(on) })

describe('data protection: duties', () => {
  judgedBy(
    'D01',
    [
      {
        is: 'not-met',
        name: 'somebody without a part',
        told: [RECEIVED, ADDED],
        reads: [look('tom', 'responding-manager', '2026-01-06')],
      },
      {
        is: 'not-met',
        name: 'the day before they had one',
        told: [RECEIVED, ADDED],
        reads: [look('ian', 'responding-manager', '2026-01-05')],
      },
      {
        is: 'not-met',
        name: 'who runs the service, without a right',
        told: [RECEIVED],
        reads: [look('sam', 'system-admin', '2026-01-05')],
      },
      { is: 'not-applicable', name: 'nobody', told: [RECEIVED], reads: [] },
      { is: 'cannot-tell', name: 'the trail was not read', told: [RECEIVED, ADDED] },
    ],
    ['not-yet-due'],
  )

  judgedBy(
    'D02',
    [
      {
        is: 'not-met',
        name: 'to a provider',
        told: [RECEIVED, ['2026-02-02', 'disclosed', { to: 'oak-care', redacted: false }]],
      },
      {
        is: 'not-met',
        name: 'to the panel',
        told: [RECEIVED, ['2026-02-02', 'panel-papers-sent', { to: ['c1'], redacted: false }]],
      },
      {
        is: 'not-met',
        name: 'to whoever asked',
        told: [RECEIVED, ['2026-02-02', 'access-answered', { redacted: false }]],
      },
      {
        is: 'not-applicable',
        name: 'to the Ombudsman',
        told: [RECEIVED, ['2026-02-02', 'disclosed', { to: 'lgsco', redacted: false }]],
      },
      {
        is: 'cannot-tell',
        name: 'no receipt',
        told: [['2026-02-02', 'disclosed', { to: 'oak-care', redacted: true }]],
      },
    ],
    ['not-yet-due'],
  )

  const ANSWERED: Told = ['2026-03-02', 'access-answered', { redacted: true }]
  judgedBy('D03', [
    {
      is: 'not-met',
      name: 'a day late',
      told: [RECEIVED, D.PERSONAL_DATA_ASKED, but(ANSWERED, { on: '2026-03-03' })],
      judged: [{ due: '2026-03-02' }],
    },
    { is: 'not-met', name: 'never', told: [RECEIVED, D.PERSONAL_DATA_ASKED], today: '2026-03-03' },
    {
      is: 'not-met',
      name: 'more time, and not told',
      told: [RECEIVED, D.PERSONAL_DATA_ASKED, D.MORE_TIME, but(ANSWERED, { on: '2026-05-01' })],
    },
    {
      is: 'not-met',
      name: 'more time taken too late',
      told: [
        RECEIVED,
        D.PERSONAL_DATA_ASKED,
        but(D.MORE_TIME, { on: '2026-03-03' }),
        but(D.MORE_TIME_TOLD, { on: '2026-03-03' }),
        but(ANSWERED, { on: '2026-05-01' }),
      ],
    },
    {
      is: 'not-met',
      name: 'more time on another ground',
      told: [
        RECEIVED,
        D.PERSONAL_DATA_ASKED,
        but(D.MORE_TIME, { data: { ground: 'busy' } }),
        D.MORE_TIME_TOLD,
        but(ANSWERED, { on: '2026-05-01' }),
      ],
    },
    // a month after Saturday 31 January is Saturday 28 February: Monday 2 March
    {
      is: 'not-yet-due',
      name: 'on the Monday after',
      told: [RECEIVED, but(D.PERSONAL_DATA_ASKED, { on: '2026-01-31' })],
      today: '2026-03-02',
    },
    { is: 'not-applicable', name: 'not asked', told: [RECEIVED] },
    { is: 'cannot-tell', name: 'the request is not there', told: [RECEIVED, ANSWERED] },
  ])

  const CLOSED: Told = ['2026-03-16', 'case-closed', { outcome: 'upheld' }]
  const HOLD: Told = ['2026-03-16', 'retention-set', { rule: 'legal-hold', until: '2040-01-01' }]
  judgedBy(
    'D04',
    [
      { is: 'not-met', name: 'not settled', told: [RECEIVED, CLOSED] },
      {
        is: 'not-met',
        name: 'a hold cut short',
        told: [
          RECEIVED,
          HOLD,
          CLOSED,
          but(HOLD, { on: '2026-04-01', data: { rule: 'complaint-6-years', until: '2032-03-16' } }),
        ],
      },
      {
        is: 'met',
        name: 'a hold made longer',
        told: [RECEIVED, HOLD, CLOSED, but(HOLD, { on: '2026-04-01', data: { until: '2045-01-01' } })],
      },
      { is: 'not-yet-due', name: 'open', told: [RECEIVED] },
      { is: 'not-yet-due', name: 'on the day of closing', told: [RECEIVED, CLOSED], today: '2026-03-16' },
      {
        is: 'cannot-tell',
        name: 'a day before the closing',
        told: [RECEIVED, but(HOLD, { data: { until: '2026-03-15' } }), CLOSED],
      },
    ],
    ['not-applicable'],
  )
})
