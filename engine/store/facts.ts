import type { Fact, NewFact } from '../case/fact.ts'
import type { Instant } from '../values/instant.ts'
import type { FactRow } from './rows.ts'
import type { RecordedBy } from './unit.ts'

export function factRow(
  caseId: string,
  n: number,
  { type, on, data }: NewFact,
  { recordedBy, role }: RecordedBy,
  recordedAt: Instant,
): FactRow {
  return { caseId, n, type, onDay: on, data: { ...data }, recordedAt, recordedBy, role, erasedAt: null }
}

/** The row as the fact that was stored: type and data were checked together when it was recorded. */
export function factOf(row: FactRow): Fact {
  const { caseId, n, type, onDay, data, recordedAt, recordedBy, role } = row
  return { id: `${caseId}/${n}`, type, on: onDay, data, recordedAt, recordedBy, role } as unknown as Fact
}
