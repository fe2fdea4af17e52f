import { stringify } from 'csv-stringify/sync'
import { recordExport, type Actor, type Exported, type Runtime } from '../../engine/index.ts'
import type { Reply } from '../frame/index.ts'

/** Lines of a list read at a time for a file. */
export const AT_ONCE = 500
/** More lines than that are a file of their own, for whoever looks at all data. */
export const MOST_LINES = 50_000

/** A list as a file for a spreadsheet; what begins like a formula is made harmless. That it went out is recorded. */
export async function csvFile(
  runtime: Runtime,
  actor: Actor,
  {
    list,
    columns,
    records,
  }: Pick<Exported, 'list'> & {
    readonly columns: readonly string[]
    readonly records: readonly (readonly string[])[]
  },
): Promise<Reply> {
  await recordExport(runtime, actor, { list, rows: records.length })
  const content = stringify(
    records.map((record) => [...record]),
    { header: true, columns: [...columns], escape_formulas: true, bom: true },
  )
  return { kind: 'file', type: 'text/csv; charset=utf-8', name: `${list}.csv`, content }
}
