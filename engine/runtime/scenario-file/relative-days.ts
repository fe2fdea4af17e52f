import { addWorkingDays, subtractWorkingDays, type WorkingDayDefinition } from '../../law/working-days.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'

const RELATIVE = /^\$today(?:([+-])(\d+)(d|wd))?$/

/** The value with `$today`, `$today+30d`, `$today-1d` and `$today+10wd` replaced by those days, wherever they stand. */
export function withDays<Value>(value: Value, today: LocalDate, calendar: WorkingDayDefinition): Value {
  return replaced(value, today, calendar) as Value
}

function replaced(value: unknown, today: LocalDate, calendar: WorkingDayDefinition): unknown {
  if (typeof value === 'string') return dayFor(value, today, calendar) ?? value
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, today, calendar))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, today, calendar)]))
}

function dayFor(text: string, today: LocalDate, calendar: WorkingDayDefinition): LocalDate | undefined {
  const found = RELATIVE.exec(text)
  if (found === null) return undefined
  const [, sign, count = '0', unit] = found
  const days = Number(count)
  if (unit === 'wd') {
    return sign === '-' ? subtractWorkingDays(today, days, calendar) : addWorkingDays(today, days, calendar)
  }
  return addDays(today, sign === '-' ? -days : days)
}
