import { NoLawForDateError } from '../../errors.ts'
import { makeSpread, type SpreadTally } from '../../figures/process/spread.ts'
import { addWorkingDays, workingDaysBetween, type WorkingDayDefinition } from '../../law/working-days.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** What steps took so far, wherever they were done: the forecast rests on it, and so do the figures of where cases are. */
export interface Medians {
  readonly steps: ReadonlyMap<string, StepMedian>
  /** Of all steps; 0 where none was done. */
  readonly all: number
}

export interface StepMedian {
  readonly element: string
  /** Working days from its beginning to its end: of all times the middle one, of two in the middle the lower. */
  readonly workingDays: number
  /** The same on average, to one decimal place: a few that took very long make it larger than the middle. */
  readonly average: number
  /** How many times it was done. */
  readonly done: number
}

export interface DoneStep {
  readonly element: string
  readonly createdAt: Instant
  readonly completedAt: Instant
}

export function mediansOf(done: readonly DoneStep[], calendar: WorkingDayDefinition): Medians {
  const spreads = new Map<string, SpreadTally>()
  const sums = new Map<string, number>()
  const all = makeSpread()
  for (const { element, createdAt, completedAt } of done) {
    const took = workingDaysFrom(dayOf(createdAt), dayOf(completedAt), calendar)
    if (took === undefined) continue
    const spread = spreads.get(element) ?? makeSpread()
    spreads.set(element, spread)
    spread.add(took)
    sums.set(element, (sums.get(element) ?? 0) + took)
    all.add(took)
  }
  const steps = [...spreads].map(([element, spread]): [string, StepMedian] => {
    const { median = 0, number } = spread.result()
    const average = Math.round(((sums.get(element) ?? 0) / number) * 10) / 10
    return [element, { element, workingDays: median, average, done: number }]
  })
  return { steps: new Map(steps), all: all.result().median ?? 0 }
}

/** Undefined where the bank holidays are not known that far. */
export function workingDaysFrom(from: LocalDate, to: LocalDate, calendar: WorkingDayDefinition): number | undefined {
  return whereKnown(() => workingDaysBetween(from, to, calendar))
}

/** The day so many working days on; undefined where the bank holidays are not known that far. */
export function workingDaysOn(from: LocalDate, days: number, calendar: WorkingDayDefinition): LocalDate | undefined {
  return days === 0 ? from : whereKnown(() => addWorkingDays(from, days, calendar))
}

function whereKnown<Value>(ask: () => Value): Value | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}
