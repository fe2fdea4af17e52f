import { judgedBy as judged } from '../../../support/duties/table.ts'
import * as A from '../../../support/duties/adult-social-care.ts'
import type { Told } from '../facts.ts'

const WITHDRAWN: Told = ['2026-01-07', 'complaint-withdrawn', { channel: 'phone' }]

describe('public health: duties', () => {
  const NOTIFIED: Told = ['2026-01-19', 'provider-notified', { body: 'oak-care' }]
  const ANSWERED: Told = ['2026-07-10', 'public-health-response-sent', A.RESPONSE]
  judged(
    'A12',
    [
      {
        is: 'not-met',
        // 4 July from the receipt, 18 July from the notification
        name: 'in time from the notification, late from the receipt',
        told: [A.RECEIVED, NOTIFIED, ANSWERED],
        today: '2026-08-03',
        judged: [
          { reading: 'receipt', result: 'not-met', due: '2026-07-04' },
          { reading: 'notification', result: 'met', due: '2026-07-18' },
        ],
      },
      { is: 'not-met', name: 'never', told: [A.RECEIVED], today: '2026-07-05' },
      {
        is: 'met',
        name: 'in a longer time that was agreed in the six months',
        today: '2026-08-03',
        told: [
          A.RECEIVED,
          [
            '2026-07-04',
            'adult-response-extended',
            { ground: 'agreed', reason: 'x', until: '2026-07-31', agreedByComplainant: true },
          ],
          ANSWERED,
        ],
      },
      { is: 'not-yet-due', name: 'on the last day', told: [A.RECEIVED], today: '2026-07-04' },
      { is: 'not-applicable', name: 'withdrawn', told: [A.RECEIVED, WITHDRAWN] },
      { is: 'cannot-tell', name: 'closed with findings', told: [A.RECEIVED, A.CLOSED] },
    ],
    [],
    'public-health',
  )
})
