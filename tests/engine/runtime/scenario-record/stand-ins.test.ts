import { expect } from 'chai'
import { FACT_SCHEMAS } from '../../../../engine/case/fact-schema.ts'
import type { FactType } from '../../../../engine/case/fact.ts'
import { makeStandIns } from '../../../../engine/runtime/scenario-record/stand-ins.ts'
import { localDate } from '../../../../engine/values/local-date.ts'

const BEGAN = localDate('2026-03-20')
const PEOPLE = [
  { id: 'jordan.reed', role: 'complainant' },
  { id: 'moira.kent', role: 'responding-manager' },
].map((person) => ({
  ...{ caseId: 'SC-2026-00001', ...person },
  data: {
    ...{ name: 'Jordan Reed', email: 'jordan@example.org', phone: '01223 555 123', address: ['1 High Street'] },
    ...{ language: 'ur', dateOfBirth: '2012-05-17', contactPreference: 'letter', adjustments: ['braille'] },
  },
}))

describe('what of a case gets into a scenario', () => {
  const standIns = () => makeStandIns(PEOPLE, new Set(['inclusion', 'looked-after']), BEGAN)

  it('leaves nothing of a person but how they are written to', () => {
    expect(standIns().person(PEOPLE[0] as never)).to.deep.equal({
      ...{ id: 'p1', role: 'complainant', name: 'Made-up person p1', email: 'p1@example.org', phone: '01632 960001' },
      ...{ address: ['1 Made-up Street', 'Anytown'], language: 'pl', register: 'child' },
      ...{ contactPreference: 'letter', adjustments: ['braille'] },
    })
  })

  const FACTS: readonly [what: string, type: FactType, data: object, becomes: object][] = [
    [
      'ids, and what somebody wrote',
      'conflict-declared',
      { person: 'moira.kent', reason: 'Jordan Reed is my niece.' },
      { person: 'm1', reason: 'Made-up words 1.' },
    ],
    [
      'references of other bodies',
      'ombudsman-decided',
      { reference: 'LGSCO 25 012 345', decision: 'fault', changedFinding: true },
      { reference: 'Made-up words 1.', decision: 'x1', changedFinding: true },
    ],
    ['other cases', 'case-linked', { case: 'SC-2025-00777', kind: 'same-family' }, { case: 'x1', kind: 'same-family' }],
    [
      'amounts of money, suppliers and invoices',
      'invoice-received',
      { invoice: 'INV-2026-114', stage: 'stage-2', supplier: 'R. Patel Ltd', pence: 123_456 },
      { invoice: 'x1', stage: 'stage-2', supplier: 'Made-up words 1.', pence: 10_000 },
    ],
    [
      'nothing where nothing was paid',
      'cost-recorded',
      { stage: 'stage-2', pence: 0, what: 'An hour of Moira Kent' },
      { stage: 'stage-2', pence: 0, what: 'Made-up words 1.' },
    ],
    [
      'the day on which it happened, within the year',
      'complaint-described',
      { area: 'inclusion', happenedOn: '2026-02-17', contactTimes: 'after five' },
      { area: 'inclusion', happenedOn: '2026-02-01', contactTimes: 'Made-up words 1.' },
    ],
    [
      'no day that would be more than a year before, where it was within it',
      'complaint-described',
      { area: 'inclusion', happenedOn: '2025-03-25' },
      { area: 'inclusion', happenedOn: '2025-03-20' },
    ],
    [
      'the day of what is older to its year',
      'complaint-described',
      { area: 'inclusion', happenedOn: '2025-03-19' },
      { area: 'inclusion', happenedOn: '2025-01-01' },
    ],
    [
      'no day of the case itself',
      'response-plan-set',
      { until: '2026-06-01', reason: 'As agreed with Jordan.' },
      { until: '2026-06-01', reason: 'Made-up words 1.' },
    ],
  ]
  for (const [what, type, data, becomes] of FACTS) {
    it(`replaces ${what}`, () => {
      expect(standIns().value(FACT_SCHEMAS[type], data)).to.deep.equal(becomes)
    })
  }

  it('replaces every text that no schema speaks of, however deep', () => {
    const given = {
      known: ['inclusion'],
      deep: [{ who: 'Jordan', dateOfBirth: '2012-05-17', refund: { amount: 250 } }],
    }
    expect(standIns().value(undefined, given)).to.deep.equal({
      known: ['inclusion'],
      deep: [{ who: 'Made-up words 1.', dateOfBirth: '2012-01-01', refund: { amount: 10_000 } }],
    })
  })
})
