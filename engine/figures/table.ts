import type { Figure, Unit } from './figure.ts'
import type { FigureSource } from './sources.ts'

/**
 * A figure broken down by one property of what it counts, or by two. Every cell and every total is a figure with an id of
 * its own, so that each opens the cases behind it.
 */
export interface FigureTable {
  /** `adult.by-service`. */
  readonly id: string
  readonly title: string
  /** Its number among the fifteen graphs of the published reports, where it is one of them. */
  readonly graph: number | undefined
  readonly unit: Exclude<Unit, 'percent'>
  /** What the rows are: `Service`. */
  readonly rowsAre: string
  /** What the columns are; undefined where there is one column alone. */
  readonly columnsAre: string | undefined
  readonly columns: readonly Heading[]
  /** In the order in which they are printed. */
  readonly rows: readonly TableRow[]
  /** One for each column: what its cells add up to. */
  readonly totals: readonly Figure[]
  /** What all cells add up to. */
  readonly total: Figure
  /** Id of the single figure that `total` must equal. */
  readonly breaksDown: string
  readonly requiredBy: readonly FigureSource[]
}

export interface Heading {
  /** `assessment`; `not-recorded` where nobody said. */
  readonly code: string
  readonly title: string
}

export interface TableRow extends Heading {
  /** One for each column. */
  readonly cells: readonly Figure[]
  /** What its cells add up to; with one column, that cell. */
  readonly total: Figure
}
