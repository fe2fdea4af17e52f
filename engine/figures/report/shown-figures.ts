import type { Figure } from '../figure.ts'
import type { ReportContent } from './content.ts'
import type { Edition } from './document.ts'
import { everyFigure } from './every-figure.ts'
import { hiddenIn } from './hidden.ts'

/** A figure as an edition has it. */
export interface ShownFigure extends Figure {
  /** Id of the table of which it is a cell. */
  readonly table: string | undefined
  /** False where its number is left out of the edition. */
  readonly shown: boolean
  /** The same of the year before; undefined where that is not known. */
  readonly before: number | undefined
}

/** Every figure of a report once, single ones first, then the cells of tables. */
export function figuresShown(content: ReportContent, edition: Edition): readonly ShownFigure[] {
  const hidden = hiddenIn(content, edition)
  const totals = new Map(content.tables.map(({ id, total }) => [id, total.id]))
  return everyFigure(content).map(({ figure, table }) => {
    const shown = !hidden.has(figure.id)
    // Whoever knows the whole and a share knows the part.
    const { denominator, ...rest } = figure
    const isWhole = table === undefined || !hidden.has(totals.get(table) ?? '')
    return {
      ...rest,
      denominator: isWhole ? denominator : undefined,
      table,
      shown,
      before: shown ? content.before.values[figure.id] : undefined,
    }
  })
}
