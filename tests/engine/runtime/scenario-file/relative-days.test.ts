import { expect } from 'chai'
import { calendarOf, localDate, withDays } from '../../../../engine/index.ts'

describe('engine/runtime/scenario-file/relative-days', () => {
  const GOOD_FRIDAY_WEEK = localDate('2026-04-01')
  const table: readonly (readonly [text: string, day: string])[] = [
    ['$today', '2026-04-01'],
    ['$today+30d', '2026-05-01'],
    ['$today-1d', '2026-03-31'],
    // Not Good Friday (3 April), the weekend, Easter Monday (6 April).
    ['$today+3wd', '2026-04-08'],
    ['$today-2wd', '2026-03-30'],
    ['$today+3', '$today+3'],
    ['on $today', 'on $today'],
  ]
  for (const [text, day] of table) {
    it(`reads ${text} as ${day}`, () => {
      expect(withDays({ a: [text] }, GOOD_FRIDAY_WEEK, calendarOf('children-act'))).to.deep.equal({ a: [day] })
    })
  }
})
