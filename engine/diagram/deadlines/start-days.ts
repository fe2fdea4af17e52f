import { bankHolidayOn, ENGLAND_BANK_HOLIDAYS } from '../../law/index.ts'
import { addDays, weekdayOf, type LocalDate } from '../../values/local-date.ts'

/** A day on which a clock starts, and why it is worth a look. */
export interface StartDay {
  readonly label: string
  readonly from: LocalDate
}

/**
 * Days to try a deadline on: a week like any other, and the next Easter and Christmas after `today`. What lies beyond the
 * bank holidays that are known is left out.
 */
export function startDaysAfter(today: LocalDate): readonly StartDay[] {
  const monday = ordinaryMonday(today)
  const goodFriday = nextHoliday(today, 'Good Friday')
  const christmas = nextChristmas(today)
  return [
    ...(monday === undefined
      ? []
      : [
          { label: 'An ordinary Monday', from: monday },
          { label: 'An ordinary Friday', from: addDays(monday, 4) },
          { label: 'A Saturday', from: addDays(monday, 5) },
        ]),
    ...(goodFriday === undefined
      ? []
      : [
          { label: 'The Wednesday before Easter', from: addDays(goodFriday, -2) },
          { label: 'Good Friday', from: goodFriday },
          { label: 'The Tuesday after Easter', from: addDays(goodFriday, 4) },
        ]),
    ...(christmas === undefined
      ? []
      : [
          { label: 'A week before Christmas', from: addDays(christmas, -7) },
          { label: 'Christmas Eve', from: addDays(christmas, -1) },
          { label: 'Two days after Boxing Day', from: addDays(christmas, 3) },
        ]),
  ]
}

/** The next Monday with no bank holiday in the eight weeks after it. */
function ordinaryMonday(today: LocalDate): LocalDate | undefined {
  const first = addDays(today, (8 - weekdayOf(today)) % 7)
  const weeks = Array.from({ length: 53 }, (_, week) => addDays(first, week * 7))
  return weeks.find((monday) => isKnown(addDays(monday, 56)) && daysFrom(monday, 56).every((day) => !isHoliday(day)))
}

function nextHoliday(today: LocalDate, name: string): LocalDate | undefined {
  return daysFrom(addDays(today, 3), 400).find((day) => isKnown(day) && bankHolidayOn(day) === name)
}

function nextChristmas(today: LocalDate): LocalDate | undefined {
  return daysFrom(addDays(today, 8), 374).find((day) => isKnown(day) && day.endsWith('-12-25'))
}

function isHoliday(day: LocalDate): boolean {
  return bankHolidayOn(day) !== undefined
}

function isKnown(day: LocalDate): boolean {
  return day >= ENGLAND_BANK_HOLIDAYS.from && day <= ENGLAND_BANK_HOLIDAYS.to
}

function daysFrom(first: LocalDate, many: number): readonly LocalDate[] {
  return Array.from({ length: many }, (_, place) => addDays(first, place))
}
