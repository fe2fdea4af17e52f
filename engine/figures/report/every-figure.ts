import type { Figure } from '../figure.ts'
import type { FigureTable } from '../table.ts'

/** Every figure of a report once, with the table of which it is a cell: single ones first. */
export function everyFigure<F extends Figure>({
  figures,
  tables,
}: {
  readonly figures: readonly F[]
  readonly tables: readonly (Pick<FigureTable, 'id'> & {
    readonly rows: readonly { readonly cells: readonly F[]; readonly total: F }[]
    readonly totals: readonly F[]
    readonly total: F
  })[]
}): readonly { readonly figure: F; readonly table: string | undefined }[] {
  const found = new Map<string, { readonly figure: F; readonly table: string | undefined }>()
  const add = (figure: F, table?: string) => {
    if (!found.has(figure.id)) found.set(figure.id, { figure, table })
  }
  for (const figure of figures) add(figure)
  for (const { id, rows, totals, total } of tables) {
    for (const row of rows) for (const cell of [...row.cells, row.total]) add(cell, id)
    for (const cell of [...totals, total]) add(cell, id)
  }
  return [...found.values()]
}
