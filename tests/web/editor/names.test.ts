import { expect } from 'chai'
import { codeOf, translate, wordsOf } from '../../../web/editor/words.ts'

describe('names in the editor', () => {
  for (const [name, code] of [
    ['Agree the statement of complaint', 'agree_statement_complaint'],
    ['Is the complaint upheld?', 'complaint_upheld'],
    ['Tell the child’s advocate', 'tell_childs_advocate'],
    ['Café, 2nd visit', 'cafe_2nd_visit'],
    ['To the', 'to_the'],
    ['???', ''],
  ] as const) {
    it(`${name}: ${code || 'no code'}`, () => {
      expect(codeOf(name, '_')).to.equal(code)
    })
  }

  it('are said in words', () => {
    expect(wordsOf('responding-manager')).to.equal('Responding manager')
    expect(wordsOf('earlyOutcome')).to.equal('Early outcome')
    expect(translate('Append {type}', { type: 'Step' })).to.equal('Add Step')
    expect(translate('Of no list')).to.equal('Of no list')
  })
})
