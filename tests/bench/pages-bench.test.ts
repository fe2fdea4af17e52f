import { expect } from 'chai'
import { benchPages } from './pages-bench.ts'

describe('the measurement of pages', () => {
  it('opens each kind of page as somebody who is signed in', async function () {
    this.timeout(120_000)
    const { failed, onePageEvery5SecondsEach } = await benchPages({ cases: 120, seconds: 1, thinkMs: 500 })
    expect(failed).to.equal(0)
    expect(Object.keys(onePageEvery5SecondsEach)).to.include.members([
      'case: now',
      'case: timeline',
      'inbox: all',
      'inbox: mine',
      'search: name',
      'search: reference',
      'search: word',
    ])
  })
})
