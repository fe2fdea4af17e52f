import { addDays, localDate, type LocalDate } from './local-date.ts'

/**
 * The corresponding day so many months after `day`: the last day of "within n months after", the day itself left out.
 * Where that month has no such day, its last day: one month after 31 January is 28 or 29 February.
 */
export function monthsAfter(day: LocalDate, months: number): LocalDate {
  const { year, month, length } = monthAt(day, months)
  return onDay(year, month, Math.min(dayOfMonth(day), length))
}

/**
 * The last day of "the period of n months commencing on" `day`, which is itself counted: the day before the
 * corresponding day, or the last day of the month where there is no corresponding day.
 */
export function monthsCommencing(day: LocalDate, months: number): LocalDate {
  const { year, month, length } = monthAt(day, months)
  const wanted = dayOfMonth(day)
  return wanted > length ? onDay(year, month, length) : addDays(onDay(year, month, wanted), -1)
}

/** `month` is 1 to 12; `length` its days. */
function monthAt(day: LocalDate, months: number) {
  const whole = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(whole / 12)
  const month = (whole % 12) + 1
  return { year, month, length: new Date(Date.UTC(year, month, 0)).getUTCDate() }
}

function dayOfMonth(day: LocalDate): number {
  return Number(day.slice(8))
}

function onDay(year: number, month: number, day: number): LocalDate {
  return localDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
