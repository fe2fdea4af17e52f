import { expect } from 'chai'
import { addressWith, addressWithout, countsOf, pageOf, pagesOf, sortLink, sortOf } from '../../../web/frame/index.ts'

describe('addresses of a list', () => {
  it('keep what is there, change what changes, and begin at the first page again', () => {
    const query = { stage: ['1', '2'], due: 'late', page: '4' }
    expect(addressWith('/tasks/all', query)).to.equal('/tasks/all?stage=1&stage=2&due=late')
    expect(addressWith('/tasks/all', query, { due: undefined })).to.equal('/tasks/all?stage=1&stage=2')
    expect(addressWith('/tasks/all', query, { page: '2' })).to.equal('/tasks/all?stage=1&stage=2&due=late&page=2')
    expect(addressWithout('/tasks/all', query, 'stage', '1')).to.equal('/tasks/all?stage=2&due=late')
    expect(addressWithout('/tasks/all', { due: 'late' }, 'due', 'late')).to.equal('/tasks/all')
  })

  for (const [asked, page] of [
    ['3', 3],
    ['0', 1],
    ['-1', 1],
    ['x', 1],
    ['1.5', 1],
    [undefined, 1],
    ['1e99', 1_000_000],
  ] as const) {
    it(`page ${asked ?? 'none'} is ${page}`, () => {
      expect(pageOf({ page: asked })).to.equal(page)
    })
  }

  it('counts what is shown', () => {
    expect(countsOf(1, 25, 113)).to.deep.equal({ from: 1, to: 25, total: 113 })
    expect(countsOf(5, 13, 113)).to.deep.equal({ from: 101, to: 113, total: 113 })
    expect(countsOf(1, 0, 0)).to.deep.equal({ from: 0, to: 0, total: 0 })
  })

  it('links to the pages round about, the first and the last', () => {
    expect(pagesOf('/l', {}, 1, 25)).to.equal(undefined)
    expect(pagesOf('/l', {}, 1, 26)?.items.map((each) => ('number' in each ? each.number : '…'))).to.deep.equal([1, 2])
    const pages = pagesOf('/l', { due: 'late' }, 10, 1_000)
    expect(pages?.items.map((each) => ('number' in each ? each.number : '…'))).to.deep.equal([
      1,
      '…',
      9,
      10,
      11,
      '…',
      40,
    ])
    expect(pages?.previous?.href).to.equal('/l?due=late&page=9')
    expect(pages?.next?.href).to.equal('/l?due=late&page=11')
    expect(pagesOf('/l', {}, 2, 30)?.previous?.href).to.equal('/l')
    expect(pagesOf('/l', {}, 9, 30)?.previous?.href, 'from beyond the end back to it').to.equal('/l?page=2')
  })

  it('sorts by what can be sorted by, and turns round what is sorted', () => {
    const usual = { column: 'due', down: false }
    expect(sortOf({ sort: '-age' }, ['due', 'age'], usual)).to.deep.equal({ column: 'age', down: true })
    expect(sortOf({ sort: 'drop table' }, ['due', 'age'], usual)).to.equal(usual)
    expect(sortOf({}, ['due', 'age'], usual)).to.equal(usual)
    expect(sortLink('/l', {}, 'Due', 'due', usual)).to.deep.equal({
      text: 'Due',
      href: '/l?sort=-due',
      sorted: 'ascending',
    })
    expect(sortLink('/l', { sort: '-due' }, 'Age', 'age', { column: 'due', down: true })).to.deep.equal({
      text: 'Age',
      href: '/l?sort=age',
    })
  })
})
