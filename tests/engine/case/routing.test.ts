import { expect } from 'chai'
import { ROUTING_REASONS } from '../../../engine/case/index.ts'
import type { NewFact } from '../../../engine/case/fact.ts'
import { caseOf, CHILDRENS, fact, RECEIVED, refusalOf } from './a-case.ts'

const DAY = '2026-04-02'
const routed = (to: string, reasonCode = 'routing-table') => fact(DAY, 'complaint-routed', { to, reasonCode })
const rerouted = (from: string, to: string, reasonCode = 'because') =>
  fact(DAY, 'complaint-rerouted', { from, to, reasonCode, reason: 'It belongs there.' })
const begun = (from: string, procedure: string) => fact(DAY, 'procedure-begun', { from, procedure })
const classified = (procedure: string) =>
  fact(DAY, 'complaint-classified', { procedure, functionCode: 'x', personCode: 'P1', reason: 'As it says.' })
const suggested = (value: string) =>
  fact(DAY, 'decision-table-applied', {
    decision: 'routing',
    hash: 'a'.repeat(64),
    row: 1,
    rule: 'row_1',
    inputs: [],
    outputs: [
      { name: 'suggestedRoute', value },
      { name: 'review', value: 'false' },
    ],
  })
const STAGE = fact(DAY, 'stage-opened', { stage: 'stage-1' })

describe('moving a complaint to the corporate procedure', () => {
  const CASES: readonly (readonly [string, readonly NewFact[], NewFact, string])[] = [
    // A first routing is no move
    ['a first routing there', [RECEIVED], routed('corporate'), ''],
    ['a first routing as the table says', [RECEIVED, suggested('corporate')], routed('corporate'), ''],
    [
      'a first routing, classified so',
      [RECEIVED, suggested('corporate'), classified('corporate')],
      routed('corporate'),
      '',
    ],
    ['a first routing to the children’s procedure', [RECEIVED, suggested('children-act')], routed('children-act'), ''],
    // Against the table
    [
      'against the table, without a reason',
      [RECEIVED, suggested('children-act')],
      routed('corporate'),
      'routing-needs-reason',
    ],
    [
      'against the table, with one',
      [RECEIVED, suggested('children-act')],
      routed('corporate', 'outside-functions'),
      '',
    ],
    ['against the table, to a statutory one', [RECEIVED, suggested('children-act')], routed('adult-social-care'), ''],
    ['against a table that said corporate', [RECEIVED, suggested('corporate')], routed('children-act'), ''],
    // From a statutory procedure
    [
      'from the children’s procedure',
      [RECEIVED, CHILDRENS],
      rerouted('children-act', 'corporate'),
      'routing-needs-reason',
    ],
    ['from adults’', [RECEIVED], rerouted('adult-social-care', 'corporate'), 'routing-needs-reason'],
    ['from public health', [RECEIVED], rerouted('public-health', 'corporate', ''), 'routing-needs-reason'],
    ['from joint', [RECEIVED], rerouted('nhs-joint', 'corporate', 'routing-table'), 'routing-needs-reason'],
    ['to another statutory one', [RECEIVED, CHILDRENS, STAGE], rerouted('children-act', 'adult-social-care'), ''],
    ['back from the corporate one', [RECEIVED, STAGE], rerouted('corporate', 'children-act'), ''],
    ['to somebody outside', [RECEIVED, CHILDRENS], rerouted('children-act', 'court'), ''],
    // A wrong word for where it comes from hides nothing
    [
      'from a case that names another origin',
      [RECEIVED, begun('intake', 'children-act')],
      rerouted('intake', 'corporate'),
      'routing-needs-reason',
    ],
    ['classified, then routed without a word', [RECEIVED, CHILDRENS], routed('corporate'), 'routing-needs-reason'],
    [
      'classified anew first',
      [RECEIVED, CHILDRENS, classified('corporate')],
      routed('corporate'),
      'routing-needs-reason',
    ],
    // Through intake again
    [
      'through intake, without a reason',
      [
        RECEIVED,
        begun('intake', 'children-act'),
        begun('children-act', 'intake'),
        suggested('corporate'),
        classified('corporate'),
      ],
      routed('corporate'),
      'routing-needs-reason',
    ],
    [
      'through intake, with one',
      [RECEIVED, begun('intake', 'children-act'), begun('children-act', 'intake'), suggested('corporate')],
      routed('corporate', 'person-not-entitled'),
      '',
    ],
    [
      'through intake, back to where it was',
      [RECEIVED, begun('children-act', 'intake'), STAGE],
      routed('children-act'),
      '',
    ],
    [
      'from the corporate procedure, through intake',
      [RECEIVED, begun('intake', 'corporate'), begun('corporate', 'intake'), suggested('corporate')],
      routed('corporate'),
      '',
    ],
    // Once a stage was opened
    ...ROUTING_REASONS.map(
      (reason) =>
        [
          `after a stage, because of ${reason}`,
          [RECEIVED, CHILDRENS, STAGE],
          rerouted('children-act', 'corporate', reason),
          reason === 'classified-in-error' ? '' : 'routing-after-stage',
        ] as const,
    ),
    ...ROUTING_REASONS.map(
      (reason) =>
        [
          `before any stage, because of ${reason}`,
          [RECEIVED, CHILDRENS],
          rerouted('children-act', 'corporate', reason),
          '',
        ] as const,
    ),
  ]
  for (const [what, facts, move, reason] of CASES) {
    it(`${what}: ${reason === '' ? 'allowed' : reason}`, () => {
      expect(refusalOf(caseOf(...facts), [move])).to.equal(reason)
    })
  }
})
