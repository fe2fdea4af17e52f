import { expect } from 'chai'
import { clocks, deadlineMoment, localDate, type LocalTarget } from '../../../engine/index.ts'
import { factsOf, type Told } from './facts.ts'

const RULE = 'complaint-handling-code.stage-1-answer'
const TARGET: LocalTarget = {
  id: 'corporate.local.stage-1-answer',
  title: 'our answer at Stage 1',
  workingDays: 10,
  calendar: 'complaint-handling-code',
  startedBy: 'corporate-1-acknowledged',
  metBy: 'corporate-1-answered',
  inPlaceOf: RULE,
}

function dues(today: string, ...told: readonly Told[]) {
  return clocks(factsOf(...told), localDate(today), { procedure: 'corporate', local: [TARGET] })
    .filter(({ rule }) => rule === RULE || rule === TARGET.id)
    .map(({ rule, due, status }) => [rule, due, status])
}

const OLD: readonly Told[] = [
  ['2020-06-01', 'complaint-received'],
  ['2020-06-04', 'corporate-1-acknowledged'],
]

describe('a target that stands in for a rule of law', () => {
  it('counts where the rule was not in force for the case: 10 working days after Thursday 4 June 2020', () => {
    expect(dues('2020-06-10', ...OLD)).to.deep.equal([
      [RULE, undefined, 'not-in-force'],
      [TARGET.id, '2020-06-18', 'running'],
    ])
  })

  it('does not count beside the rule', () => {
    const now = dues('2026-06-10', ['2026-06-01', 'complaint-received'], ['2026-06-04', 'corporate-1-acknowledged'])
    expect(now).to.deep.equal([[RULE, '2026-06-18', 'running']])
  })

  it('may be made longer as the rule may', () => {
    const extended: Told = [
      '2020-06-17',
      'corporate-1-extended',
      { ground: 'complex', reason: 'r', until: '2020-07-02' },
    ]
    expect(dues('2020-06-20', ...OLD, extended)).to.deep.include([TARGET.id, '2020-07-02', 'running'])
  })

  it('moves a timer that is bound to the rule', () => {
    const known = clocks(factsOf(...OLD), localDate('2020-06-10'), { procedure: 'corporate', local: [TARGET] })
    // the first moment of 19 June, in summer time
    expect(deadlineMoment({ rule: RULE, at: 'breach' }, known)).to.equal('2020-06-18T23:00:00.000Z')
  })
})
