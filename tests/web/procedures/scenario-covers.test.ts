import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { coversInFull, coversInWords } from '../../../web/procedures/scenario-covers.ts'

const FILES = filesOf('processes/intake')

describe('what a scenario covers', () => {
  const cases: readonly (readonly [covers: string, words: string])[] = [
    ['routing row_data_protection', 'Row 1 of “Which procedure takes the complaint”'],
    ['routing row_employment', 'Row 3 of “Which procedure takes the complaint”'],
    ['routing row_gone', 'routing row_gone'],
    ['channel in-person', 'It comes this way: in person'],
    ['channel on-behalf', 'It comes this way: somebody on their behalf'],
    ['complainant dies', 'complainant dies'],
    ['safeguarding', 'safeguarding'],
    ['A01', 'A01'],
  ]
  for (const [covers, words] of cases) {
    it(`is said in words: ${covers}`, () => {
      expect(coversInWords([covers], FILES)).to.deep.equal([words])
    })
  }

  it('is said in full of a duty', () => {
    expect(coversInFull(['A01', 'safeguarding'], FILES)).to.deep.equal([
      'A01: The complaint is acknowledged within three working days after the day of receipt.',
      'safeguarding',
    ])
  })
})
