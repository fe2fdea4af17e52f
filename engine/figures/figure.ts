import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { FigureSource } from './sources.ts'

/**
 * What a figure counts by: cases by the day they were received; cases received in the period that were closed by a day;
 * what happened in the period; how things stood on a day.
 */
export type DateBasis = 'received' | 'closed' | 'happened' | 'as-at'

export type Unit = 'count' | 'percent' | 'pence'

/**
 * One figure of a report, with all that it takes to check it: what was counted, out of what, by which day, and how things
 * stood on which day. Figures without this are how an annual report comes to contradict itself.
 */
export interface Figure {
  /** `adult.received`; of a cell of a table, `adult.by-service.assessment`. By it the cases behind it are found. */
  readonly id: string
  readonly title: string
  readonly unit: Unit
  /** Whole percent for `percent`; undefined where there is nothing to divide by, or nothing says. */
  readonly value: number | undefined
  readonly numerator: number
  /** Undefined where the figure is no share; of a cell of a table the table's total. */
  readonly denominator: number | undefined
  /** Whom or what it counts, in words. */
  readonly population: string
  /** Of what it is a share, in words. */
  readonly of: string | undefined
  readonly basis: DateBasis
  readonly from: LocalDate
  readonly to: LocalDate
  /** The day of which the facts are: later ones are left out. */
  readonly asAt: LocalDate
  /** What was recorded after that moment is left out too. */
  readonly knownAt: Instant
  /** How many cases its numerator comes from; undefined where it comes from none: what people said of themselves. */
  readonly cases: number | undefined
  /** What asks for it; none where it is the council's own. */
  readonly requiredBy: readonly FigureSource[]
  /**
   * `people`: a small number could show somebody, and is not made public. `council`: of the council's own doing, or of the
   * Ombudsman's, who publishes it: what is open, how time limits were kept, decisions, what was spent; shown however small.
   */
  readonly about: 'people' | 'council'
}

/** A share in whole percent; undefined when there is nothing to divide by. */
export function wholePercent(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : Math.round((100 * numerator) / denominator)
}
