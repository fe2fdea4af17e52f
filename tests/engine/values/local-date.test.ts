import { expect } from 'chai'
import {
  addDays,
  daysBetween,
  InvalidValueError,
  isLocalDate,
  isWeekend,
  localDate,
  weekdayOf,
} from '../../../engine/index.ts'
import { dayInWords, weekdayName } from '../../../engine/values/day-in-words.ts'

describe('a local date', () => {
  for (const text of ['2020-02-29', '2026-11-23', '2018-01-01', '2028-12-31']) {
    it(`${text} is one`, () => {
      expect(localDate(text)).to.equal(text)
      expect(isLocalDate(text)).to.equal(true)
    })
  }

  for (const text of [
    '2021-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-04-31',
    '2020-4-1',
    '01/04/2020',
    '',
    '2020-04-01T00:00',
  ]) {
    it(`'${text}' is none`, () => {
      expect(() => localDate(text)).to.throw(InvalidValueError, text)
      expect(isLocalDate(text)).to.equal(false)
    })
  }

  it('is a text, so nothing else is one', () => {
    for (const value of [undefined, null, 20200401, new Date(), ['2020-04-01']]) {
      expect(isLocalDate(value)).to.equal(false)
    }
  })

  it('goes on over ends of months and years, and where the clocks change', () => {
    expect(addDays(localDate('2020-02-28'), 1)).to.equal('2020-02-29')
    expect(addDays(localDate('2020-12-31'), 1)).to.equal('2021-01-01')
    expect(addDays(localDate('2021-01-01'), -1)).to.equal('2020-12-31')
    for (let year = 2018; year <= 2035; year += 1) {
      for (const month of ['03', '10']) {
        const first = localDate(`${year}-${month}-24`)
        const days = Array.from({ length: 8 }, (_, n) => addDays(first, n))
        expect(days.map((day) => day.slice(8))).to.deep.equal(['24', '25', '26', '27', '28', '29', '30', '31'])
        expect(daysBetween(first, addDays(first, 8))).to.equal(8)
      }
    }
  })

  it('knows its weekday', () => {
    expect(weekdayOf(localDate('2020-04-13'))).to.equal(1)
    expect(weekdayOf(localDate('2020-04-12'))).to.equal(7)
    expect(isWeekend(localDate('2020-04-11'))).to.equal(true)
    expect(isWeekend(localDate('2020-04-10'))).to.equal(false)
    expect(weekdayName(localDate('2020-04-10'))).to.equal('Friday')
  })

  it('is said in words', () => {
    expect(dayInWords(localDate('2020-05-08'))).to.equal('Friday 8 May 2020')
    expect(dayInWords(localDate('2021-12-31'))).to.equal('Friday 31 December 2021')
  })
})
