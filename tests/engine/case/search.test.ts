import { expect } from 'chai'
import { readSearch } from '../../../engine/case/search.ts'

describe('what a search looks for', () => {
  for (const { text, names } of [
    { text: 'Mary O’Brien', names: ['mary', 'obrien'] },
    { text: 'Synthetic Person 0022', names: ['synthetic', 'person', '0022'] },
    { text: '2021', names: [] },
    { text: 'SC-2026-00001', names: [] },
  ]) {
    it(`${text}: ${names.join(' ') || 'no name'}`, () => {
      expect(readSearch(text).names).to.deep.equal(names)
    })
  }
})
