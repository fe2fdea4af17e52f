import { addDays, addWorkingDays, subtractWorkingDays, type LocalDate } from '../../engine/index.ts'
import { OFFICE } from './days.ts'

const RELATIVE = /^\$today(?:([+-])(\d+)(d|wd))?$/

/** The value with `$today`, `$today+30d` and `$today-1wd` replaced by those days, wherever they stand; what is undefined is left out. */
export function withDays<Value>(value: Value, today: LocalDate): Value {
  return replaced(value, today) as Value
}

function replaced(value: unknown, today: LocalDate): unknown {
  if (typeof value === 'string') return dayFor(value, today) ?? value
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, today))
  if (typeof value !== 'object' || value === null) return value
  const given = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(given.map(([key, item]) => [key, replaced(item, today)]))
}

function dayFor(text: string, today: LocalDate): LocalDate | undefined {
  const found = RELATIVE.exec(text)
  if (found === null) return undefined
  const [, sign, count = '0', unit] = found
  const days = Number(count)
  if (unit !== 'wd') return addDays(today, sign === '-' ? -days : days)
  return sign === '-' ? subtractWorkingDays(today, days, OFFICE) : addWorkingDays(today, days, OFFICE)
}
