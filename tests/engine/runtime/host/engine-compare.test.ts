import { expect } from 'chai'
import { compareStockAndOurs } from '../../../bench/engine-compare.ts'

describe('compareStockAndOurs', () => {
  it('runs the same case of 18 activities in both, and ours keeps the smaller state', async () => {
    const { activities, stepsPerCase, times } = await compareStockAndOurs({
      stockCases: 1,
      ourCases: 1,
      waitingInstances: 1,
    })
    expect({ activities, stepsPerCase }).to.deep.equal({ activities: 18, stepsPerCase: 9 })
    expect(times.stateBytes).to.be.above(5)
  }).timeout(60_000)
})
