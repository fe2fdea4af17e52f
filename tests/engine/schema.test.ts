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
