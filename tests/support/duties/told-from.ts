import { addDays, type LocalDate } from '../../../engine/values/local-date.ts'
import type { Told } from '../../engine/law/facts.ts'
import type { Step } from './good-year.ts'

/** The steps as facts of a case that was received on that Monday, in the order of their days. `day 24` becomes that day. */
export function toldFrom(steps: readonly Step[], monday: LocalDate): readonly Told[] {
  return steps
    .toSorted(([one], [other]) => one - other)
    .map(([day, type, data = {}]) => [addDays(monday, day), type, dated(data, monday)])
}

function dated(data: Readonly<Record<string, unknown>>, monday: LocalDate): object {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const [, day] = typeof value === 'string' ? (/^day (\d+)$/.exec(value) ?? []) : []
      return [name, day === undefined ? value : addDays(monday, Number(day))]
    }),
  )
}
