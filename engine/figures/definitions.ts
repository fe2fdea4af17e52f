import type { LocalDate } from '../values/local-date.ts'
import type { CountedCase } from './counted-case.ts'
import { wholePercent, type DateBasis, type Figure, type ReportYear, type Unit } from './figure.ts'

/** The days of which a report is: the year, its last day, and the day on which it was written. */
export interface ReportDays {
  readonly year: ReportYear
  /** Later than the year's end: cases are still being closed while a report is written. */
  readonly writtenOn: LocalDate
}

/** The cases of a council as they stood on each of the report's two days. */
export interface Cases {
  readonly atYearEnd: readonly CountedCase[]
  readonly whenWritten: readonly CountedCase[]
}

/** How one figure is counted. */
export interface FigureDefinition {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly population: string
  readonly of?: string
  readonly basis: DateBasis
  /** `whenWritten` for figures of cases whose outcome was recorded by the time of writing. */
  readonly seen: keyof Cases
  readonly numerator: (cases: readonly CountedCase[], year: ReportYear) => number
  readonly denominator?: (cases: readonly CountedCase[], year: ReportYear) => number
}

/** The figure that a definition gives of those cases. */
export function figureOf(definition: FigureDefinition, cases: Cases, { year, writtenOn }: ReportDays): Figure {
  const { id, title, unit, population, of, basis, seen } = definition
  const numerator = definition.numerator(cases[seen], year)
  const denominator = definition.denominator?.(cases[seen], year)
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
    from: year.from,
    to: year.to,
    asAt: seen === 'atYearEnd' ? year.to : writtenOn,
  }
}
