import { expect } from 'chai'
import { makeProcedureCache, type Store } from '../../../engine/index.ts'

describe('which version is in force', () => {
  it('is looked up again after five seconds, also where there was none: another process may have deployed one', async () => {
    let nowMs = 0
    let looks = 0
    const store = {
      read: {
        procedures: () => {
          looks += 1
          return Promise.resolve([])
        },
      },
    } as unknown as Store
    const cache = makeProcedureCache(store, () => nowMs)
    expect(cache.activeAtHand('elsewhere')).to.equal(undefined)
    await cache.look('elsewhere')
    expect([cache.activeAtHand('elsewhere'), looks]).to.deep.equal(['none', 1])
    nowMs = 4_999
    expect(cache.activeAtHand('elsewhere')).to.equal('none')
    nowMs = 5_000
    expect(cache.activeAtHand('elsewhere')).to.equal(undefined)
  })
})
