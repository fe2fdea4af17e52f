import { expect } from 'chai'
import { dayOf, fromMillis, instant, InvalidValueError, localDate, startOf, toMillis } from '../../../engine/index.ts'

describe('a moment', () => {
  for (const [text, is] of [
    ['2026-04-01T08:00:00Z', '2026-04-01T08:00:00.000Z'],
    ['2026-04-01T09:00:00+01:00', '2026-04-01T08:00:00.000Z'],
    ['2026-04-01T08:00:00.123Z', '2026-04-01T08:00:00.123Z'],
  ] as const) {
    it(`${text} is ${is}`, () => {
      expect(instant(text)).to.equal(is)
      expect(fromMillis(toMillis(instant(text)))).to.equal(is)
    })
  }

  for (const text of ['2026-04-01T08:00:00', '2026-04-01', 'tomorrow', '2026-02-30T08:00:00Z', '']) {
    it(`'${text}' is none: without an offset it would be two moments`, () => {
      expect(() => instant(text)).to.throw(InvalidValueError)
    })
  }

  for (const [at, day] of [
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-06-30T23:00:00Z', '2026-07-01'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2027-01-01T00:00:00Z', '2027-01-01'],
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-10-25T00:30:00Z', '2026-10-25'],
  ] as const) {
    it(`${at} falls on ${day} in London`, () => {
      expect(dayOf(instant(at))).to.equal(day)
    })
  }

  for (const [day, hour, at] of [
    ['2026-01-15', 8, '2026-01-15T08:00:00.000Z'],
    ['2026-07-15', 8, '2026-07-15T07:00:00.000Z'],
    ['2026-07-15', 0, '2026-07-14T23:00:00.000Z'],
    // the clocks go forward at 01:00 and back at 02:00 on these Sundays
    ['2026-03-29', 0, '2026-03-29T00:00:00.000Z'],
    ['2026-03-29', 8, '2026-03-29T07:00:00.000Z'],
    ['2026-03-30', 0, '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', 0, '2026-10-24T23:00:00.000Z'],
    ['2026-10-25', 8, '2026-10-25T08:00:00.000Z'],
  ] as const) {
    it(`${day} is ${hour} o’clock in London at ${at}`, () => {
      expect(startOf(localDate(day), hour)).to.equal(at)
    })
  }

  it('begins the day that it falls on, every day of the years that are covered', () => {
    for (let day = Date.UTC(2018, 0, 1); day <= Date.UTC(2028, 11, 31); day += 86_400_000) {
      const text = localDate(new Date(day).toISOString().slice(0, 10))
      if (dayOf(startOf(text)) !== text) expect.fail(text)
      if (dayOf(fromMillis(toMillis(startOf(text)) - 1)) >= text) expect.fail(text)
    }
  })
})
