import { expect } from 'chai'
import { localDate } from '../../../engine/index.ts'
import { monthsAfter, monthsCommencing } from '../../../engine/values/months.ts'

describe('months', () => {
  for (const [day, months, after, commencing] of [
    ['2020-04-01', 6, '2020-10-01', '2020-09-30'],
    ['2020-08-31', 6, '2021-02-28', '2021-02-28'],
    ['2020-09-15', 6, '2021-03-15', '2021-03-14'],
    ['2020-06-26', 6, '2020-12-26', '2020-12-25'],
    ['2020-02-29', 12, '2021-02-28', '2021-02-28'],
    ['2019-02-28', 12, '2020-02-28', '2020-02-27'],
    ['2023-01-31', 1, '2023-02-28', '2023-02-28'],
    ['2024-01-31', 1, '2024-02-29', '2024-02-29'],
    ['2024-01-30', 1, '2024-02-29', '2024-02-29'],
    ['2024-01-29', 1, '2024-02-29', '2024-02-28'],
    ['2021-11-30', 3, '2022-02-28', '2022-02-28'],
    ['2021-12-31', 1, '2022-01-31', '2022-01-30'],
    ['2020-01-01', 12, '2021-01-01', '2020-12-31'],
    ['2020-03-01', 1, '2020-04-01', '2020-03-31'],
  ] as const) {
    it(`${months} after ${day}: ${after}; commencing on it: ${commencing}`, () => {
      expect(monthsAfter(localDate(day), months)).to.equal(after)
      expect(monthsCommencing(localDate(day), months)).to.equal(commencing)
    })
  }
})
