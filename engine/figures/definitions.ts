import { lastDayOf, type ReportDays, type ReportPeriod } from './period.ts'
import type { CountedCase } from './counted-case.ts'
import { wholePercent, type DateBasis, type Figure, type Unit } from './figure.ts'
import type { Count } from './select.ts'
import type { FigureSource } from './sources.ts'

/** One case as it stood on each of the report's two days; undefined where it had not begun. */
export interface CaseViews {
  readonly atPeriodEnd: CountedCase | undefined
  readonly whenWritten: CountedCase | undefined
}

/**
 * On which day the cases are looked at. `whenWritten` for outcomes that were recorded by the time of writing;
 * `asReported`: children's cases when the report is written, all others at the end of the period, as reports have it.
 */
export type Seen = keyof CaseViews | 'asReported'

/** How one figure is counted. */
export interface FigureDefinition {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly population: string
  readonly of?: string
  readonly basis: DateBasis
  readonly seen: Seen
  readonly numerator: Count
  readonly denominator?: Count
  readonly requiredBy?: readonly FigureSource[]
  /** `people` when left out. */
  readonly about?: Figure['about']
}

/** What was counted for a figure so far. */
export interface Counted {
  readonly numerator: number
  readonly denominator: number
  /** With a numerator. */
  readonly cases: number
}

/** The case as a figure looks at it. */
export function viewOf(seen: Seen, { atPeriodEnd, whenWritten }: CaseViews): CountedCase | undefined {
  if (seen === 'atPeriodEnd') return atPeriodEnd
  if (seen === 'whenWritten') return whenWritten
  return whenWritten?.countedAs === 'children' ? whenWritten : atPeriodEnd
}

/** The figure that a definition gives of what was counted. */
export function figureOf(definition: FigureDefinition, counted: Counted, days: ReportDays): Figure {
  const { id, title, unit, population, of, basis, seen, requiredBy = [], about = 'people' } = definition
  const { numerator, cases } = counted
  const denominator = definition.denominator === undefined ? undefined : counted.denominator
  return {
    id,
    title,
    unit,
    value: unit === 'percent' ? wholePercent(numerator, denominator ?? 0) : numerator,
    numerator,
    denominator,
    population,
    of,
    basis,
    from: days.period.from,
    to: days.period.to,
    asAt: dayOfView(seen, days),
    knownAt: days.knownAt,
    cases,
    requiredBy,
    about,
  }
}

export function dayOfView(seen: Seen, days: ReportDays): Figure['asAt'] {
  return seen === 'atPeriodEnd' ? lastDayOf(days) : days.writtenOn
}

/** What a case adds to a figure; nought where it had not begun. */
export function added(count: Count, seen: Seen, views: CaseViews, period: ReportPeriod): number {
  const view = viewOf(seen, views)
  return view === undefined ? 0 : count(view, period)
}
