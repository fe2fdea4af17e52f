import { but } from '../../../support/duties/childrens-facts.ts'
import { RECEIVED } from '../../../support/duties/adult-social-care.ts'
import * as G from '../../../support/duties/every-procedure.ts'
import { judgedBy } from '../../../support/duties/table.ts'
import type { Told } from '../facts.ts'

const ADULTS = 'adult-social-care'

describe('every procedure: duties at the end', () => {
  judgedBy(
    'M01',
    [
      {
        is: 'not-met',
        name: 'closed without an outcome',
        told: [RECEIVED, G.POINT, ['2026-03-12', 'case-closed', { outcome: 'undecided' }]],
      },
      {
        is: 'not-met',
        name: 'a point undecided',
        told: [RECEIVED, G.POINT, but(G.POINT, { data: { point: '2' } }), G.UPHELD, G.ANSWERED, G.CLOSED_UPHELD],
      },
      { is: 'not-yet-due', name: 'open', told: [RECEIVED, G.POINT, G.UPHELD] },
      {
        is: 'not-applicable',
        name: 'a compliment',
        told: [
          ['2026-01-05', 'feedback-received', { kind: 'compliment', channel: 'form', area: 'adult', captured: 'here' }],
        ],
      },
      { is: 'cannot-tell', name: 'no answer', told: [RECEIVED, G.POINT, G.UPHELD, G.CLOSED_UPHELD] },
      { is: 'cannot-tell', name: 'a point that is not there', told: [RECEIVED, G.UPHELD, G.ANSWERED, G.CLOSED_UPHELD] },
    ],
    [],
    ADULTS,
  )

  judgedBy(
    'M02',
    [
      { is: 'not-met', name: 'nothing says who complained of what', told: [RECEIVED, G.CLOSED_UPHELD] },
      {
        is: 'not-met',
        name: 'the codes are empty',
        told: [RECEIVED, but(G.SORTED, { data: { functionCode: '' } }), G.CLOSED_UPHELD],
      },
      { is: 'not-yet-due', name: 'open', told: [RECEIVED] },
      {
        is: 'not-applicable',
        name: 'a comment',
        told: [
          ['2026-01-05', 'feedback-received', { kind: 'comment', channel: 'form', area: 'adult', captured: 'here' }],
        ],
      },
      { is: 'cannot-tell', name: 'no receipt', told: [G.SORTED, G.CLOSED_UPHELD] },
    ],
    [],
    ADULTS,
  )

  judgedBy(
    'M03',
    [
      {
        is: 'not-met',
        name: 'another outcome than that of its points',
        told: [RECEIVED, G.POINT, G.UPHELD, but(G.CLOSED_UPHELD, { data: { outcome: 'not-upheld' } })],
      },
      { is: 'not-met', name: 'received twice', told: [RECEIVED, but(RECEIVED, { on: '2026-01-09' })] },
      { is: 'not-yet-due', name: 'open', told: [RECEIVED, G.POINT] },
      {
        is: 'not-applicable',
        name: 'a compliment',
        told: [
          ['2026-01-05', 'feedback-received', { kind: 'compliment', channel: 'form', area: 'adult', captured: 'here' }],
        ],
      },
      { is: 'cannot-tell', name: 'a point that is not there', told: [RECEIVED, G.UPHELD, G.CLOSED_UPHELD] },
      { is: 'cannot-tell', name: 'a point that is not decided', told: [RECEIVED, G.POINT, G.CLOSED_UPHELD] },
    ],
    [],
    ADULTS,
  )

  const NOTHING: Told = ['2026-03-12', 'no-learning-recorded', { reason: 'It was a single slip.' }]
  judgedBy(
    'M04',
    [
      { is: 'not-met', name: 'nothing on record', told: [RECEIVED, G.POINT, G.UPHELD, G.CLOSED_UPHELD] },
      {
        is: 'not-met',
        name: 'none, and no reason',
        told: [RECEIVED, G.POINT, G.UPHELD, but(NOTHING, { data: { reason: '' } }), G.CLOSED_UPHELD],
      },
      { is: 'met', name: 'none, with the reason', told: [RECEIVED, G.POINT, G.UPHELD, NOTHING, G.CLOSED_UPHELD] },
      { is: 'not-yet-due', name: 'open', told: [RECEIVED, G.POINT, G.UPHELD] },
      {
        is: 'not-yet-due',
        name: 'on the day of closing',
        told: [RECEIVED, G.POINT, G.UPHELD, G.CLOSED_UPHELD],
        today: '2026-03-12',
      },
      {
        is: 'not-applicable',
        name: 'not upheld',
        told: [RECEIVED, G.POINT, but(G.UPHELD, { data: { outcome: 'not-upheld' } })],
      },
      { is: 'cannot-tell', name: 'upheld, and no point decided', told: [RECEIVED, G.POINT, G.CLOSED_UPHELD, G.LEARNT] },
    ],
    [],
    ADULTS,
  )
})
