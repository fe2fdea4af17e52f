import type { FactType } from '../../case/fact.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { lawContext } from '../case-work.ts'
import type { Runtime } from '../runtime.ts'
import type { TimerRow } from '../../store/rows.ts'
import { EVERY_CASE, judgeCase, lacksFacts, type JudgedCase, type StoredCase } from './judge-case.ts'

/** A case as it was judged, with what the store keeps of its deadlines. */
export interface LoadedCase extends JudgedCase, StoredCase {
  readonly timers: readonly TimerRow[]
}

/** Reads these cases and judges them as at that day; those that are not there are left out. */
export async function judgeCases(
  runtime: Runtime,
  caseIds: readonly string[],
  today: LocalDate,
): Promise<readonly LoadedCase[]> {
  if (caseIds.length === 0) return []
  const { store, council } = runtime
  const rows = await store.read.judgedRows(caseIds, EVERY_CASE)
  const facts = byCase(rows.facts)
  const readings = byCase(rows.readings)
  const tasks = byCase(rows.tasks)
  const timers = byCase(rows.timers)
  const judged: LoadedCase[] = []
  for (const row of rows.cases) {
    const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
    const stored: StoredCase = {
      row,
      facts: facts.get(row.id) ?? [],
      readings: readings.get(row.id) ?? [],
      tasks: tasks.get(row.id) ?? [],
    }
    const whole = lacksFacts(stored) ? { ...stored, recordedTypes: await typesOf(runtime, row.id) } : stored
    const clocks = lawContext(runtime, procedure)
    judged.push({ ...whole, timers: timers.get(row.id) ?? [], ...judgeCase(whole, { today, clocks, council }) })
  }
  return judged
}

function typesOf({ store }: Runtime, caseId: string): Promise<ReadonlyMap<number, FactType>> {
  return store.read.recordedFactTypes(caseId)
}

function byCase<Row extends { readonly caseId: string | null }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.caseId === null) continue
    const known = found.get(row.caseId)
    if (known === undefined) found.set(row.caseId, [row])
    else known.push(row)
  }
  return found
}
