import { InvalidVariablesError } from '../../errors.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** As what an export is written: an event log in one of four forms, or the dates of each case as a table. */
export const EXPORT_FORMATS = ['xes', 'ocel', 'csv', 'jsonl', 'dates'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** By which day cases, or their events, are chosen. */
export const CHOSEN_BY = ['received', 'closed', 'happened'] as const
export type ChosenBy = (typeof CHOSEN_BY)[number]

/** Which cases are in an export. */
export interface ExportSelection {
  /** `received`, `closed`: whole cases, by that day of theirs. `happened`: of every case what happened on those days. */
  readonly by: ChosenBy
  /** First and last day. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** The procedure in which the case is now; all of them when left out. */
  readonly procedure?: string
}

/** @throws InvalidVariablesError naming the field that is wrong. */
export function checkSelection(format: ExportFormat, { by, from, to }: ExportSelection, named: boolean): void {
  const faults = [
    ...(from > to ? [{ at: '/to', message: 'must not be before the first day' }] : []),
    ...(format === 'dates' && by === 'happened'
      ? [{ at: '/by', message: 'must be received or closed: a table of dates shows whole cases' }]
      : []),
    ...(format === 'dates' && named
      ? [{ at: '/named', message: 'must be false: a table of dates has no references' }]
      : []),
  ]
  if (faults.length > 0) throw new InvalidVariablesError('The export', faults)
}
