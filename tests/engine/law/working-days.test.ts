import { expect } from 'chai'
import HolidaysOf from 'date-holidays'
import {
  addDays,
  addWorkingDays,
  bankHolidayOn,
  deadlineRule,
  dueOn,
  ENGLAND_BANK_HOLIDAYS,
  INSTRUMENTS,
  isWeekend,
  localDate,
  NoLawForDateError,
  policyCalendar,
  subtractWorkingDays,
  workingDaysBetween,
  type LocalDate,
} from '../../../engine/index.ts'
import { workingDay as adults } from '../../../engine/law/adult-social-care/working-day.ts'
import { workingDay as children } from '../../../engine/law/children-act/working-day.ts'
import { randomFrom } from './facts.ts'

const { holidays } = ENGLAND_BANK_HOLIDAYS

describe('the bank holidays of England', () => {
  it('are in order of year, each day once, each on a weekday', () => {
    const days = holidays.map(({ day }) => day)
    expect(new Set(days).size).to.equal(91)
    expect(days).to.have.lengthOf(91)
    expect(days.filter(isWeekend)).to.deep.equal([])
  })

  it('are those of an independent list, 2018 to 2028', () => {
    const england = new HolidaysOf('GB', 'ENG')
    const listed = new Set<string>()
    for (let year = 2018; year <= 2028; year += 1) {
      for (const { date, type } of england.getHolidays(year)) {
        if (type === 'public' && !isWeekend(localDate(date.slice(0, 10)))) listed.add(date.slice(0, 10))
      }
    }
    expect(holidays.map(({ day }) => day as string).sort()).to.deep.equal([...listed].sort())
  })

  const working = [253, 253, 254, 253, 250, 251, 254, 253, 253, 253, 252]
  working.forEach((count, index) => {
    it(`leave ${count} working days in ${2018 + index}`, () => {
      let found = 0
      for (let day = localDate(`${2018 + index}-01-01`); day.startsWith(`${2018 + index}`); day = addDays(day, 1)) {
        if (children.notWorking(day) === undefined) found += 1
      }
      expect(found).to.equal(count)
    })
  })

  for (const [name, a, b, count] of [
    ['2019/20', '2019-03-31', '2020-03-31', 254],
    ['2020/21', '2020-03-31', '2021-03-31', 253],
  ] as const) {
    it(`leave ${count} working days in the year ${name}`, () => {
      expect(workingDaysBetween(localDate(a), localDate(b), adults)).to.equal(count)
    })
  }

  for (const day of ['2017-12-31', '2029-01-01']) {
    it(`are not known for ${day}, and nothing is guessed`, () => {
      expect(() => bankHolidayOn(localDate(day))).to.throw(NoLawForDateError, `not known for ${day}`)
      for (const { workingDay } of INSTRUMENTS) {
        expect(() => workingDay.notWorking(localDate(day))).to.throw(NoLawForDateError)
      }
    })
  }
})

describe('why a day is not counted', () => {
  for (const [day, children26, adults26] of [
    ['2020-04-04', 'Saturday', 'Saturday'],
    ['2020-04-05', 'Sunday', 'Sunday'],
    ['2020-04-10', 'Good Friday', 'Good Friday'],
    ['2020-04-13', 'bank holiday: Easter Monday', 'bank holiday: Easter Monday'],
    ['2020-05-04', undefined, undefined],
    [
      '2020-05-08',
      'bank holiday: early May bank holiday moved to Friday for VE Day',
      'bank holiday: early May bank holiday moved to Friday for VE Day',
    ],
    ['2020-12-25', 'Christmas Day', 'Christmas Day'],
    ['2019-12-26', 'Boxing Day', 'bank holiday: Boxing Day'],
    ['2020-12-28', 'bank holiday: substitute day for Boxing Day', 'bank holiday: substitute day for Boxing Day'],
    ['2022-05-30', undefined, undefined],
    [
      '2022-06-03',
      'bank holiday: Platinum Jubilee of Queen Elizabeth II',
      'bank holiday: Platinum Jubilee of Queen Elizabeth II',
    ],
    [
      '2022-09-19',
      'bank holiday: State Funeral of Queen Elizabeth II',
      'bank holiday: State Funeral of Queen Elizabeth II',
    ],
    ['2024-01-02', undefined, undefined],
  ] as const) {
    it(`${day}: children ${children26 ?? 'working day'}, adults ${adults26 ?? 'working day'}`, () => {
      expect(children.notWorking(localDate(day))).to.equal(children26)
      expect(adults.notWorking(localDate(day))).to.equal(adults26)
    })
  }

  it('a council’s closure days are left out by its own targets and counted by law', () => {
    const closed = ['2021-12-29', '2021-12-30', '2021-12-31'].map(localDate)
    const policy = policyCalendar(children, closed)
    expect(addWorkingDays(localDate('2021-12-22'), 10, policy)).to.equal('2022-01-13')
    expect(addWorkingDays(localDate('2021-12-22'), 10, children)).to.equal('2022-01-10')
    expect(policy.notWorking(localDate('2021-12-29'))).to.equal('council closed (local targets only)')
    expect(policyCalendar(children, [])).to.equal(children)
  })
})

describe('counting working days', () => {
  for (const length of [0, -1, 1.5, Number.NaN]) {
    it(`refuses a length of ${length}`, () => {
      expect(() => addWorkingDays(localDate('2026-01-05'), length, children)).to.throw(RangeError)
    })
  }

  const seed = 20261123
  it(`agrees with an independent counter for 20,000 random days (seed ${seed})`, () => {
    const random = randomFrom(seed)
    const first = Date.UTC(2018, 0, 1)
    const span = (Date.UTC(2028, 6, 1) - first) / 86_400_000
    const rule = deadlineRule('children-act.stage-1-answer')
    for (let n = 0; n < 20_000; n += 1) {
      const start = new Date(first + Math.floor(random() * span) * 86_400_000)
      const length = 1 + Math.floor(random() * 65)
      const from = localDate(start.toISOString().slice(0, 10))
      const expected = bruteForce(start, length)
      // back again: from the day after, the nth working day before is the first that was counted
      const back = subtractWorkingDays(addDays(expected, 1), length, children)
      const agrees =
        addWorkingDays(from, length, children) === expected &&
        workingDaysBetween(from, expected, children) === length &&
        workingDaysBetween(from, back, children) === 1 &&
        children.notWorking(back) === undefined
      if (!agrees) expect.fail(`${from} + ${length} should be ${expected} (and back ${back})`)
      if (length === 10) expect(dueOn(rule, from)).to.equal(expected)
    }
  })
})

/** The holidays once more, typed apart from the product's list and counted another way. */
const OUT = new Set(
  Object.entries({
    2018: '1.1 30.3 2.4 7.5 28.5 27.8 25.12 26.12',
    2019: '1.1 19.4 22.4 6.5 27.5 26.8 25.12 26.12',
    2020: '1.1 10.4 13.4 8.5 25.5 31.8 25.12 28.12',
    2021: '1.1 2.4 5.4 3.5 31.5 30.8 27.12 28.12',
    2022: '3.1 15.4 18.4 2.5 2.6 3.6 29.8 19.9 26.12 27.12',
    2023: '2.1 7.4 10.4 1.5 8.5 29.5 28.8 25.12 26.12',
    2024: '1.1 29.3 1.4 6.5 27.5 26.8 25.12 26.12',
    2025: '1.1 18.4 21.4 5.5 26.5 25.8 25.12 26.12',
    2026: '1.1 3.4 6.4 4.5 25.5 31.8 25.12 28.12',
    2027: '1.1 26.3 29.3 3.5 31.5 30.8 27.12 28.12',
    2028: '3.1 14.4 17.4 1.5 29.5 28.8 25.12 26.12',
  }).flatMap(([year, days]) =>
    days.split(' ').map((text) => {
      const [day = 0, month = 0] = text.split('.').map(Number)
      return Date.UTC(Number(year), month - 1, day)
    }),
  ),
)

function bruteForce(start: Date, length: number): LocalDate {
  const day = new Date(start)
  for (let left = length; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6 && !OUT.has(day.getTime())) left -= 1
  }
  return day.toISOString().slice(0, 10) as LocalDate
}
