import { weekdayOf, type LocalDate } from '../../engine/index.ts'

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

/** `Tuesday 14 April 2026` */
export function inWords(day: LocalDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${WEEKDAYS[weekdayOf(day) - 1] ?? ''} ${date ?? ''} ${MONTHS[(month ?? 1) - 1] ?? ''} ${year ?? ''}`
}
