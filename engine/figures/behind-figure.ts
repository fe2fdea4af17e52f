import { FIGURES, TABLES } from './contents.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseFacts } from './counted-case.ts'
import { added, viewOf, type CaseViews, type Seen } from './definitions.ts'
import type { ReportDays } from './period.ts'
import type { Count } from './select.ts'
import { codeOf, idsOf } from './table-definition.ts'
import { viewsOf } from './tally.ts'

/** What one case adds to one figure. */
export interface BehindFigure {
  /** Nought where it is none of the cases behind the figure. */
  readonly numerator: number
  /** The same of what the figure is a share of; nought where it is none. */
  readonly denominator: number
  readonly receivedOn: LocalDate | undefined
  readonly closedOn: LocalDate | undefined
}

interface Parts {
  readonly seen: Seen
  readonly numerator: Count
  readonly denominator: Count | undefined
}

/**
 * What a case adds to a figure: by it one finds the cases behind a number, and why each is there.
 *
 * @returns undefined where there is no such figure.
 */
export function behindFigure(id: string, days: ReportDays): ((each: CaseFacts) => BehindFigure) | undefined {
  const parts = partsOf(id)
  if (parts === undefined) return undefined
  const { seen, numerator, denominator } = parts
  return (each) => {
    const views = viewsOf(each, days)
    return {
      numerator: added(numerator, seen, views, days.period),
      denominator: denominator === undefined ? 0 : added(denominator, seen, views, days.period),
      ...daysOf(seen, views),
    }
  }
}

function daysOf(seen: Seen, views: CaseViews): Pick<BehindFigure, 'receivedOn' | 'closedOn'> {
  const view = viewOf(seen, views)
  return { receivedOn: view?.receivedOn, closedOn: view?.closedOn }
}

function partsOf(id: string): Parts | undefined {
  const single = FIGURES.find((definition) => definition.id === id)
  if (single !== undefined) return { seen: single.seen, numerator: single.numerator, denominator: single.denominator }
  const table = TABLES.find((definition) => id.startsWith(`${definition.id}.`))
  if (table === undefined || !hasCell(id.slice(table.id.length + 1), table.columnsAre !== undefined)) return undefined
  const sumOf =
    (cell: string): Count =>
    (each, period) => {
      let sum = 0
      for (const entry of table.entries(each, period)) if (idsOf(table.id, entry).includes(cell)) sum += entry.amount
      return sum
    }
  return { seen: table.seen, numerator: sumOf(id), denominator: sumOf(`${table.id}.total`) }
}

/** `assessment` or `total`; where there are several columns `upheld.adult`, `upheld.total`, `total.adult` or `total`. */
function hasCell(cell: string, twoSided: boolean): boolean {
  const codes = cell.split('.')
  const isCode = (code: string) => code === 'total' || codeOf(code) === code
  return codes.every(isCode) && (cell === 'total' || codes.length === (twoSided ? 2 : 1))
}
