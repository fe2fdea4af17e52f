import { dayInWords } from '../../values/day-in-words.ts'
import type { Figure, Unit } from '../figure.ts'
import type { ReportPeriod } from '../period.ts'

/** `140`, `68%`, `£7,297.03`; a dash where there is nothing to say. */
export function amountInWords(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–'
  if (unit === 'percent') return `${value}%`
  if (unit === 'count') return thousands(String(value))
  const [pounds = '', pence = ''] = (value / 100).toFixed(2).split('.')
  return `£${thousands(pounds)}.${pence}`
}

function thousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `2020-21`, `April to June 2020`, or the two days. */
export function periodInWords({ id, from, to }: ReportPeriod): string {
  if (/^\d{4}-\d\d$/.test(id)) return id
  if (/^\d{4}-\d\d-q[1-4]$/.test(id)) return `${monthOf(from)} to ${monthOf(to)} ${to.slice(0, 4)}`
  return `${dayInWords(from)} to ${dayInWords(to)}`
}

function monthOf(day: ReportPeriod['from']): string {
  return dayInWords(day).split(' ')[1] ?? ''
}

const BASES: Readonly<Record<Figure['basis'], string>> = {
  received: 'the day on which they were received',
  closed: 'the day on which they were received, where they were closed by the as-at day',
  happened: 'the day on which it happened',
  'as-at': 'how things stood on the as-at day',
}

/** By which day a figure counts. */
export function basisInWords(basis: Figure['basis']): string {
  return BASES[basis]
}

/** `a decrease of 22%`; of shares `a rise of 3 percentage points`; undefined where one of the two is not known. */
export function changeInWords(unit: Unit, now: number | undefined, before: number | undefined): string | undefined {
  if (now === undefined || before === undefined) return undefined
  if (now === before) return 'no change'
  const by =
    unit === 'percent'
      ? counted(Math.abs(now - before), 'percentage point')
      : before === 0
        ? undefined
        : `${Math.round((100 * Math.abs(now - before)) / before)}%`
  const way = now > before ? 'an increase' : 'a decrease'
  return by === undefined ? way : `${way} of ${by}`
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
