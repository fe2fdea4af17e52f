import { addDays, dayInWords, type Explanation, type LocalDate } from '../../engine/index.ts'

/** Days that follow one another and count alike. */
export interface DayRow {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly days: string
  /** `1 to 5`; absent where they are not counted. */
  readonly counted?: string
  /** The last of them as a number, for sums. */
  readonly upTo?: number
  /** Why they are not counted. */
  readonly why?: string
}

/**
 * Every day between the one counted from and the last day in time, in the order in which they are counted, each with its
 * number or the reason why it has none. Empty where no days are counted one by one.
 */
export function explainedDays({ from, due, unit, notCounted }: Explanation): readonly DayRow[] {
  if (unit !== 'working days') return []
  const step = due >= from ? 1 : -1
  const left = new Map(notCounted.map(({ day, why }) => [day, why]))
  const rows: DayRow[] = []
  let number = 0
  for (let day = from; day !== due;) {
    day = addDays(day, step)
    const why = left.get(day)
    if (why === undefined) number += 1
    const last = rows.at(-1)
    const joined = last !== undefined && alike(last, why) ? rows.pop() : undefined
    rows.push(rowOf(joined?.from ?? day, day, why ?? { number, last: joined }))
  }
  return rows
}

/** Saturdays and Sundays are one weekend; each bank holiday has a row of its own. */
function alike(row: DayRow, why: string | undefined): boolean {
  return why === undefined ? row.why === undefined : row.why === 'weekend' && isWeekend(why)
}

const isWeekend = (why: string) => why === 'Saturday' || why === 'Sunday'

function rowOf(
  from: LocalDate,
  to: LocalDate,
  as: string | { readonly number: number; readonly last: DayRow | undefined },
): DayRow {
  const days = from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`
  if (typeof as === 'string') return { from, to, days, why: isWeekend(as) ? 'weekend' : as }
  const first = as.last?.counted?.split(' ')[0] ?? String(as.number)
  const counted = first === String(as.number) ? first : `${first} to ${as.number}`
  return { from, to, days, counted, upTo: as.number }
}
