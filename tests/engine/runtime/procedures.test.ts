import { expect } from 'chai'
import { localDate, makeProcedureCache, type Store } from '../../../engine/index.ts'

const DAY = localDate('2026-06-01')

describe('which version is in force', () => {
  it('is looked up again after five seconds, also where there was none: another process may have deployed one', async () => {
    let nowMs = 0
    let looks = 0
    const store = {
      read: {
        inForce: () => {
          looks += 1
          return Promise.resolve([])
        },
      },
    } as unknown as Store
    const cache = makeProcedureCache(store, () => nowMs)
    expect(cache.activeAtHand('elsewhere', DAY)).to.equal(undefined)
    await cache.look('elsewhere', DAY)
    expect([cache.activeAtHand('elsewhere', DAY), looks]).to.deep.equal(['none', 1])
    nowMs = 4_999
    expect(cache.activeAtHand('elsewhere', DAY)).to.equal('none')
    nowMs = 5_000
    expect(cache.activeAtHand('elsewhere', DAY)).to.equal(undefined)
  })
})
