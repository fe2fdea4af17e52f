import type { Instant } from '../values/instant.ts'
import type { JsonObject } from './rows.ts'
import { update, type Sql } from './sql.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** The scenarios of a draft, played once. */
export interface ScenarioRunRow {
  readonly id: string
  /** SHA-256 over all that the outcome hangs on, hex. */
  readonly contents: string
  readonly procedure: string
  readonly draftId: string
  /** Of the draft when it was asked for. */
  readonly revision: number
  readonly status: 'running' | 'done' | 'cancelled' | 'failed'
  readonly total: number
  readonly played: number
  /** Once it is done, or why it failed. */
  readonly results: JsonObject | null
  readonly askedBy: string
  readonly askedAt: Instant
  /** When whoever plays it last said so. */
  readonly heardAt: Instant
}

export interface ScenarioRunReads {
  scenarioRun(id: string): Promise<ScenarioRunRow | undefined>
  /** The newest of a draft, with these contents where they are named. */
  lastScenarioRun(draftId: string, contents?: string): Promise<ScenarioRunRow | undefined>
}

export interface ScenarioRunWrites {
  addScenarioRun(row: Omit<ScenarioRunRow, 'askedAt' | 'heardAt'>): void
  /** Only while it is running. */
  changeScenarioRun(id: string, change: Pick<Partial<ScenarioRunRow>, 'status' | 'played' | 'results'>): void
}

const RUNS = defineTable<ScenarioRunRow>('scenario_runs', ['id'], {
  id: 'text',
  contents: 'text',
  procedure: 'text',
  draftId: 'text',
  revision: 'integer',
  status: 'text',
  total: 'integer',
  played: 'integer',
  results: 'json',
  askedBy: 'text',
  askedAt: 'text',
  heardAt: 'text',
})

export function scenarioRunReads(sql: Sql): ScenarioRunReads {
  const first = async (rest: string, bindings: readonly unknown[]) => {
    const [row] = await sql.run(`select ${RUNS.list} from ${RUNS.name} ${rest}`, bindings)
    return row === undefined ? undefined : RUNS.decode(row)
  }
  return {
    scenarioRun: (id) => first('where id = ?', [id]),
    lastScenarioRun: (draftId, contents) =>
      contents === undefined
        ? first('where draft_id = ? order by asked_at desc, id desc limit 1', [draftId])
        : first('where draft_id = ? and contents = ? order by asked_at desc, id desc limit 1', [draftId, contents]),
  }
}

export function scenarioRunPart({ now, writes }: UnitContext): ScenarioRunWrites {
  return {
    addScenarioRun(row) {
      writes.insert(RUNS, { ...row, askedAt: now, heardAt: now })
    },
    changeScenarioRun(id, change) {
      writes.statement(RUNS, () => update(RUNS, { ...change, heardAt: now }, "id = ? and status = 'running'", [id]))
    },
  }
}
