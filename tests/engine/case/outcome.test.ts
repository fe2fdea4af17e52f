import { expect } from 'chai'
import { outcomeGroup, overallOutcome } from '../../../engine/case/index.ts'

describe('the overall outcome of a complaint', () => {
  const examples: readonly [...Parameters<typeof overallOutcome>, string, string][] = [
    [[], 'undecided', 'no points'],
    [['upheld', undefined], 'undecided', 'one point open'],
    [['upheld', 'upheld'], 'upheld', 'all upheld'],
    [['upheld', 'not-upheld'], 'partly-upheld', 'a mixture'],
    [['partly-upheld'], 'partly-upheld', 'one point in part'],
    [['not-upheld', 'not-upheld'], 'not-upheld', 'none upheld'],
    [['not-upheld', 'no-finding'], 'not-upheld', 'no finding beside not upheld'],
    [['no-finding'], 'no-finding', 'nothing could be found'],
    [['upheld', 'withdrawn'], 'upheld', 'a withdrawn point does not count beside a finding'],
    [['not-upheld', 'signposted'], 'not-upheld', 'nor does one sent elsewhere'],
    [['withdrawn', 'withdrawn'], 'withdrawn', 'withdrawn is never not upheld'],
    [['withdrawn', 'resolved-early'], 'resolved-early', 'settled early says more'],
    [['excluded', 'deferred'], 'deferred', 'what may come back stands before what may not'],
  ]
  for (const [points, outcome, why] of examples) {
    it(`${points.map((each) => each ?? 'open').join(' + ') || 'nothing'} is ${outcome}: ${why}`, () => {
      expect(overallOutcome(points)).to.equal(outcome)
    })
  }

  it('falls into one group of the annual report', () => {
    expect(outcomeGroup('partly-upheld')).to.equal('upheld-or-partly')
    expect(outcomeGroup('no-finding')).to.equal('without-finding')
    expect(outcomeGroup('not-upheld')).to.equal('not-upheld')
    expect(outcomeGroup('undecided')).to.equal('undecided')
  })
})
