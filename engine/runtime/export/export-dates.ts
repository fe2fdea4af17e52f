import type { Actor } from '../../access/index.ts'
import { RefusedError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { groupSizes, notTold, tellableCase, type DatedCase, type NotTold } from './dates.ts'
import { readExport, type ExportView } from './read-exports.ts'
import { casesIn, mustMayTake } from './take-export.ts'

/** An export of dates as a page shows it. */
export interface ExportDates {
  readonly export: ExportView
  /** For too few cases have it. */
  readonly notTold: readonly NotTold[]
  readonly cases: readonly DatedCase[]
  /** There are more cases than these; the file has all. */
  readonly more: boolean
}

/**
 * The dates of the first cases of an export. Reading them is recorded like taking the file.
 *
 * @throws RefusedError when the export is not a table of dates; otherwise as `takeExport`.
 */
export async function exportDates(runtime: Runtime, actor: Actor, id: string, limit: number): Promise<ExportDates> {
  const row = await mustMayTake(runtime, actor, id)
  if (row.format !== 'dates')
    throw new RefusedError('not-dates', 'This export is an event log, and not a table of dates')
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'export-looked-at', body: { export: id } })
    return Promise.resolve()
  })
  const counted = { cases: 0, events: 0 }
  const sizes = await groupSizes(casesIn(runtime, actor, row, counted))
  const cases: DatedCase[] = []
  let more = false
  for await (const each of casesIn(runtime, actor, row, counted)) {
    const dated = tellableCase(each, sizes)
    if (dated === undefined) continue
    more = cases.length === limit
    if (more) break
    cases.push(dated)
  }
  return {
    export: await readExport(runtime, actor, id),
    notTold: notTold(sizes),
    cases,
    more,
  }
}
