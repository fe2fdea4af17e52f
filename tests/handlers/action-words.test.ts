import { expect } from 'chai'
import { ACTIONS_WITH_WORDS, actionWords } from '../../engine/diagram/action-words.ts'
import { HANDLERS } from '../../handlers/index.ts'

describe('what each action is said to do', () => {
  it('is said of every handler, in a line without a stop', () => {
    const bare = HANDLERS.map(({ name }) => name).filter((name) => !/[^.]$/.test(actionWords(name).says ?? ''))
    expect(bare).to.deep.equal([])
  })

  it('is said of nothing else', () => {
    const names = new Set(HANDLERS.map(({ name }) => name))
    expect(ACTIONS_WITH_WORDS.filter((name) => !names.has(name))).to.deep.equal([])
  })
})
