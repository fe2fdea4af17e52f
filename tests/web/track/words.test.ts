import { expect } from 'chai'
import type { OwnCase } from '../../../engine/index.ts'
import { whereElse } from '../../../web/track/words.ts'

const TABLE: readonly (readonly [status: OwnCase['status'], procedure: string, says: boolean])[] = [
  ['open', 'children-act', false],
  ['closed', 'children-act', true],
  ['refused', 'adult-social-care', true],
  ['withdrawn', 'adult-social-care', false],
  ['deferred', 'corporate', false],
  ['closed', 'ombudsman', false],
]

describe('where else a complainant can go', () => {
  for (const [status, procedure, says] of TABLE) {
    it(`${says ? 'names the Ombudsman' : 'names nobody'}: ${status}, ${procedure}`, () => {
      for (const isChild of [true, false]) {
        const words = whereElse({ status, procedure, isChild } as OwnCase, 'Example Ombudsman')
        expect(words.join(' ').includes('Example Ombudsman')).to.equal(says)
        expect(words.join(' ').includes('advocate')).to.equal(says && isChild)
      }
    })
  }
})
