import { expect } from 'chai'
import { jargonIn } from '../../support/page-states/jargon.ts'

describe('words of the machine on a page', () => {
  const examples: readonly (readonly [text: string, forStaff: boolean, found: readonly string[]])[] = [
    ['This task waits for the complainant.', true, []],
    ['The token is lost', true, ['token']],
    ['Two instances of it', true, ['instances']],
    ['A job came for instance', false, []],
    ['Due on undefined', false, ['undefined']],
    ['To [object Object]', true, ['[object Object]']],
    ['Day NaN of null', true, ['NaN', 'null']],
    ['Told (children-act.stage-2-answer)', true, ['children-act.stage-2-answer']],
    ['task_investigate has stopped', true, ['task_investigate']],
    ['It was partly-upheld by the responding-manager', true, ['partly-upheld', 'responding-manager']],
    ['A looked-after child, partly upheld', true, []],
    ['Write to complaints@council.example.org or see https://www.legislation.gov.uk/uksi/2006/1738', true, []],
  ]
  for (const [text, forStaff, found] of examples) {
    it(`${text}: ${found.length === 0 ? 'none' : found.join(', ')}`, () => {
      expect(jargonIn(text, forStaff).map((fault) => /"([^"]+)"/.exec(fault)?.[1])).to.deep.equal(found)
    })
  }
})
