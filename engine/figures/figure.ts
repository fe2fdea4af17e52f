import type { LocalDate } from '../values/local-date.ts'

/** A financial year of a council, 1 April to 31 March, written `2020-21`. */
export interface ReportYear {
  readonly id: string
  readonly from: LocalDate
  readonly to: LocalDate
}

/**
 * What a figure counts by: cases by the day they were received; cases received in the year that were closed by a day;
 * what happened in the year; how things stood on a day.
 */
export type DateBasis = 'received' | 'closed' | 'happened' | 'as-at'

export type Unit = 'count' | 'percent' | 'pence'

/**
 * One figure of an annual report, with all that it takes to check it: what was counted, out of what, by which day, and
 * how things stood on which day. Figures without this are how an annual report comes to contradict itself.
 */
export interface Figure {
  /** `adult.received`. */
  readonly id: string
  readonly title: string
  readonly unit: Unit
  /** Whole percent for `percent`; undefined where there is nothing to divide by, or nothing says. */
  readonly value: number | undefined
  readonly numerator: number
  /** Undefined where the figure is no share. */
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
}

/** A share in whole percent; undefined when there is nothing to divide by. */
export function wholePercent(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : Math.round((100 * numerator) / denominator)
}
