import { expect } from 'chai'
import { compileSchema } from '../../engine/schema.ts'

describe('the faults of a form', () => {
  const check = compileSchema({
    type: 'object',
    properties: { kind: { type: 'string', enum: ['upheld', 'not-upheld'] }, reason: { type: 'string' } },
    if: { properties: { kind: { const: 'upheld' } }, required: ['kind'] },
    then: { required: ['reason'] },
  })

  it('name what would be allowed', () => {
    expect(check({ kind: 'agreed' })).to.deep.equal([{ at: '/kind', message: 'must be one of upheld, not-upheld' }])
  })

  it('say what is wrong under a condition, and not that there is one', () => {
    expect(check({ kind: 'upheld' })).to.deep.equal([{ at: '/reason', message: 'is missing' }])
  })
})

describe('one line that says something', () => {
  const check = compileSchema({ type: 'string', pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' })
  for (const [text, isOne] of [
    ['Sam', true],
    [' 🧒 ', true],
    ['', false],
    [' \u00a0', false],
    ['two\nlines', false],
    ['\u0007', false],
    [`${'a'.repeat(200_000)}\u0001\u0001`, false],
  ] as const) {
    it(`${JSON.stringify(text).slice(0, 20)}: ${isOne}, in no time`, () => {
      const began = performance.now()
      expect(check(text).length === 0).to.equal(isOne)
      expect(performance.now() - began).to.be.below(1_000)
    })
  }
})
