import { InvalidValueError } from '../errors.ts'
import { localDate } from '../values/local-date.ts'
import type { ReportYear } from './figure.ts'

/** @param id - `2020-21`. @throws InvalidValueError when it is not two years that follow each other. */
export function reportYear(id: string): ReportYear {
  const [, first = '', second = ''] = /^(20\d\d)-(\d\d)$/.exec(id) ?? []
  if (first === '' || (Number(first) + 1) % 100 !== Number(second)) {
    throw new InvalidValueError('financial year such as 2020-21', id)
  }
  return { id, from: localDate(`${first}-04-01`), to: localDate(`${Number(first) + 1}-03-31`) }
}

/** The year before: `2019-20` for `2020-21`. */
export function yearBefore({ id }: ReportYear): ReportYear {
  const first = Number(id.slice(0, 4)) - 1
  return reportYear(`${first}-${String((first + 1) % 100).padStart(2, '0')}`)
}

export function isWithin(day: string | undefined, { from, to }: ReportYear): boolean {
  return day !== undefined && day >= from && day <= to
}
