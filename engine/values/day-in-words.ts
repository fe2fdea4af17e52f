import { weekdayOf, type LocalDate } from './local-date.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `Wednesday`. */
export function weekdayName(day: LocalDate): string {
  return WEEKDAYS[weekdayOf(day) - 1] ?? ''
}

/** `April` of 4; undefined where there is no such month. */
export function monthName(month: number): string | undefined {
  return MONTHS[month - 1]
}

/** `Wednesday 1 April 2020`. */
export function dayInWords(day: LocalDate): string {
  const month = monthName(Number(day.slice(5, 7))) ?? ''
  return `${weekdayName(day)} ${Number(day.slice(8))} ${month} ${Number(day.slice(0, 4))}`
}
