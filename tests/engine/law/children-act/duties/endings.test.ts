import type { Told } from '../../facts.ts'
import * as F from '../../../../support/duties/childrens-facts.ts'
import { judgedBy, type Row } from '../../../../support/duties/table.ts'

const CONDITIONS = [
  'robustReport',
  'completeAdjudication',
  'significantComplaintsUpheld',
  'clearActionPlan',
  'mostDesiredOutcomesAgreed',
  'complainantAgrees',
]

describe('children’s procedure: duties at the end', () => {
  const END_OF_2 = [F.RECEIVED, F.ADJUDICATED, F.ANSWERED_2] as const
  judgedBy(
    'C30',
    [
      ...CONDITIONS.map((condition): Row => ({
        is: 'not-met',
        name: `without ${condition}`,
        told: [...END_OF_2, F.but(F.REFERRED_EARLY, { data: { [condition]: false } })],
      })),
      {
        is: 'not-met',
        name: 'nothing was upheld at Stage 2',
        told: [
          F.RECEIVED,
          F.but(F.ADJUDICATED, { data: { points: [F.decided('P1', 'not-upheld')] } }),
          F.ANSWERED_2,
          F.REFERRED_EARLY,
        ],
      },
      {
        is: 'cannot-tell',
        name: 'nothing says how Stage 2 was decided',
        told: [F.RECEIVED, F.ANSWERED_2, F.REFERRED_EARLY],
      },
      {
        is: 'cannot-tell',
        name: 'nothing says that it was answered',
        told: [F.RECEIVED, F.ADJUDICATED, F.REFERRED_EARLY],
      },
      {
        is: 'cannot-tell',
        name: 'told of a referral that is not there',
        told: [...END_OF_2, ['2026-03-24', 'ombudsman-signposted', { contents: ['ombudsman', 'early-referral'] }]],
      },
      {
        is: 'not-applicable',
        name: 'decided against',
        told: [...END_OF_2, F.but(F.REFERRED_EARLY, { data: { complainantAgrees: false, outcome: 'do-not-refer' } })],
      },
      { is: 'not-applicable', name: 'nobody thought of it', told: END_OF_2 },
    ],
    ['not-yet-due'],
  )

  judgedBy('C31', [
    {
      is: 'not-met',
      name: 'closed without a word',
      told: [F.RECEIVED, F.WITHDRAWN, F.but(F.CLOSED, { on: '2026-01-09' })],
    },
    {
      is: 'not-met',
      name: 'what was sent is silent',
      told: [F.RECEIVED, F.WITHDRAWN, F.but(F.WITHDRAWAL_CONFIRMED, { data: { contents: ['may-come-back'] } })],
    },
    {
      is: 'not-met',
      name: 'the second of two',
      told: [
        F.RECEIVED,
        F.WITHDRAWN,
        F.WITHDRAWAL_CONFIRMED,
        ['2026-01-12', 'case-reopened', { reason: 'She wants to go on.' }],
        F.but(F.WITHDRAWN, { on: '2026-01-20' }),
        F.but(F.CLOSED, { on: '2026-01-22' }),
      ],
      judged: [{ result: 'met' }, { result: 'not-met' }],
    },
    {
      is: 'cannot-tell',
      name: 'confirmed, and nothing says that it was withdrawn',
      told: [F.RECEIVED, F.WITHDRAWAL_CONFIRMED],
    },
    { is: 'not-applicable', name: 'not withdrawn', told: [F.RECEIVED, F.ANSWERED_1] },
    { is: 'not-yet-due', name: 'withdrawn today', told: [F.RECEIVED, F.WITHDRAWN], today: '2026-01-07' },
  ])

  const BEGUN = [F.RECEIVED, F.CLASSIFIED, F.STAGE_1_OPENED] as const
  const OTHER: Told = F.but(F.MOVED, { data: { reasonCode: 'outside-functions' } })
  judgedBy(
    'C32',
    [
      { is: 'not-met', name: 'moved for another reason', told: [...BEGUN, OTHER] },
      {
        is: 'not-met',
        name: 'through intake',
        told: [
          ...BEGUN,
          F.but(OTHER, { data: { to: 'intake' } }),
          F.but(F.CLASSIFIED, { on: '2026-01-12', data: { procedure: 'corporate' } }),
        ],
      },
      {
        is: 'not-met',
        name: 'only called something else',
        told: [...BEGUN, F.but(F.CLASSIFIED, { on: '2026-01-12', data: { procedure: 'corporate' } })],
      },
      {
        is: 'cannot-tell',
        name: 'it is in the corporate procedure, and nothing says how',
        told: [...BEGUN, ['2026-01-12', 'procedure-begun', { procedure: 'corporate', from: 'children-act' }]],
      },
      { is: 'not-applicable', name: 'before any stage', told: [F.RECEIVED, F.CLASSIFIED, OTHER] },
      { is: 'not-applicable', name: 'never moved', told: BEGUN },
      {
        is: 'not-applicable',
        name: 'to the adults’ procedure',
        told: [...BEGUN, F.but(OTHER, { data: { to: 'adult-social-care' } })],
      },
    ],
    ['not-yet-due'],
  )
})
