import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { checkCouncil } from '../../../engine/case/index.ts'
import { whyMayNotSign } from '../../../engine/case/signatory.ts'

const council = checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')) as unknown)

describe('who may sign a response to an adult', () => {
  for (const { signatory, may } of [
    { signatory: 'chief-executive', may: true },
    { signatory: 'director-of-adult-services', may: true },
    { signatory: 'team-manager', may: false },
  ]) {
    it(`${signatory}: ${may ? 'yes' : 'no'}`, () => {
      expect(whyMayNotSign(council, signatory)?.reason).to.equal(may ? undefined : 'not-a-signatory')
    })
  }
  it('a refusal names those who may', () => {
    expect(whyMayNotSign(council, 'team-manager')?.message).to.include('Chief Executive (chief-executive)')
  })
  it('a council that has named nobody is asked nothing', () => {
    expect(whyMayNotSign({}, 'anybody')).to.equal(undefined)
  })
})
