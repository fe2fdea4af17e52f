import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import type { Transact } from './commands.ts'
import type { CaseRow, JsonObject } from './rows.ts'
import type { Sql } from './sql.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** One time that cases were played again. */
export interface ConformanceRunRow {
  /** From 1, in the order in which they began. */
  readonly n: number
  /** The day of a run by itself; null where somebody asked for it. */
  readonly dueOn: LocalDate | null
  /** `changed`: cases that changed since they last went as they should, and those that did not. `one`: a case. */
  readonly scope: 'all' | 'changed' | 'one'
  readonly askedBy: string
  readonly startedAt: Instant
  /** When it last said that it is still at work. */
  readonly aliveAt: Instant
  readonly finishedAt: Instant | null
  readonly cases: number
  /** Lines of their trails (and states that departed after the last one), and those of them that agree. */
  readonly lines: number
  readonly played: number
  readonly deviating: number
  /** Cases that could not be played for another reason: a version that is gone. */
  readonly failed: number
}

/** How a case stood when it was last played again. */
export interface CaseConformanceRow {
  readonly caseId: string
  /** The case's version then. */
  readonly caseVersion: number
  readonly run: number
  readonly checkedAt: Instant
  readonly lines: number
  readonly played: number
  /** The first departure; null where it went as its diagrams say. Names no person. */
  readonly deviation: JsonObject | null
}

/** A case to be played again. */
export type CaseToReplay = Pick<CaseRow, 'id' | 'procedure' | 'procedureVersion' | 'version'> & {
  /** It departed the last time. */
  readonly deviated: boolean
}

export type RunCounts = Pick<ConformanceRunRow, 'cases' | 'lines' | 'played' | 'deviating' | 'failed'>

export const CONFORMANCE_RUNS = defineTable<ConformanceRunRow>('conformance_runs', ['n'], {
  n: 'integer',
  dueOn: 'text',
  scope: 'text',
  askedBy: 'text',
  startedAt: 'text',
  aliveAt: 'text',
  finishedAt: 'text',
  cases: 'integer',
  lines: 'integer',
  played: 'integer',
  deviating: 'integer',
  failed: 'integer',
})

export const CONFORMANCE_CASES = defineTable<CaseConformanceRow>('conformance_cases', ['caseId'], {
  caseId: 'text',
  caseVersion: 'integer',
  run: 'integer',
  checkedAt: 'text',
  lines: 'integer',
  played: 'integer',
  deviation: 'json',
})

export interface ConformanceWrites {
  saveConformance(row: CaseConformanceRow): void
}

export function conformancePart({ writes }: UnitContext): ConformanceWrites {
  return {
    saveConformance(row) {
      writes.replace(CONFORMANCE_CASES, row)
    },
  }
}

/** Runs of playing cases again, and what came of them. */
export interface ConformanceKeeper {
  /** Begins a run that somebody asked for. @returns its number. */
  begin(run: { readonly scope: ConformanceRunRow['scope']; readonly askedBy: string }): Promise<number>
  /**
   * Begins the run of a day, or goes on with one that its process has left.
   *
   * @param leftBefore - A run that has not said since then that it is at work counts as left.
   * @returns undefined when it has been made, or somebody else is at it.
   */
  claim(day: LocalDate, scope: 'all' | 'changed', leftBefore: Instant): Promise<ConformanceRunRow | undefined>
  alive(n: number, counts: RunCounts): Promise<void>
  finish(n: number, counts: RunCounts): Promise<void>
  /** The newest first. */
  runs(limit: number, before?: number): Promise<readonly ConformanceRunRow[]>
  /** The last run by itself over all cases that came to its end. */
  lastWhole(): Promise<ConformanceRunRow | undefined>
  /** Cases of the run that it has not played yet, by their ids. */
  toReplay(run: Pick<ConformanceRunRow, 'n' | 'scope'>, after: string, limit: number): Promise<readonly CaseToReplay[]>
  /** The case's row; undefined where it was never played. */
  ofCase(caseId: string): Promise<CaseConformanceRow | undefined>
  /** Cases that departed when they were last played, by their ids. */
  deviating(filter: {
    readonly visibleTo?: Visibility
    readonly after?: string
    readonly limit: number
  }): Promise<readonly CaseConformanceRow[]>
  /** Of the cases as they were last played. */
  totals(): Promise<{
    readonly cases: number
    readonly deviating: number
    readonly lines: number
    readonly played: number
  }>
}

const ZERO: RunCounts = { cases: 0, lines: 0, played: 0, deviating: 0, failed: 0 }

export function makeConformanceKeeper(
  clock: { readonly now: () => Instant },
  transact: Transact,
  look: Sql,
): ConformanceKeeper {
  const columns = CONFORMANCE_RUNS.columns.filter((column) => column !== 'n')
  const begin = (sql: Sql, run: Pick<ConformanceRunRow, 'scope' | 'askedBy' | 'dueOn'>): ReturnType<Sql['run']> => {
    const now = clock.now()
    const row: ConformanceRunRow = { ...run, ...ZERO, n: 0, startedAt: now, aliveAt: now, finishedAt: null }
    const { columns: named, values } = CONFORMANCE_RUNS.patch(row)
    const own = named.flatMap((column, index) => (column === 'n' ? [] : [values[index]]))
    return sql.run(
      `insert into conformance_runs (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
        on conflict (due_on) do nothing returning ${CONFORMANCE_RUNS.list}`,
      own,
    )
  }
  const save = (n: number, counts: RunCounts, finished: Instant | null) =>
    transact((sql) =>
      sql.run(
        'update conformance_runs set alive_at = ?, finished_at = ?, cases = ?, lines = ?, played = ?, deviating = ?, failed = ? where n = ?',
        [clock.now(), finished, counts.cases, counts.lines, counts.played, counts.deviating, counts.failed, n],
      ),
    )
  return {
    async begin(run) {
      const [row] = await transact((sql) => begin(sql, { ...run, dueOn: null }))
      return Number(row?.['n'])
    },
    claim: (day, scope, leftBefore) =>
      transact(async (sql) => {
        const [fresh] = await begin(sql, { scope, dueOn: day, askedBy: 'system' })
        if (fresh !== undefined) return CONFORMANCE_RUNS.decode(fresh)
        const [left] = await sql.run(
          `update conformance_runs set alive_at = ? where due_on = ? and finished_at is null and alive_at < ?
            returning ${CONFORMANCE_RUNS.list}`,
          [clock.now(), day, leftBefore],
        )
        return left && CONFORMANCE_RUNS.decode(left)
      }),
    async alive(n, counts) {
      await save(n, counts, null)
    },
    async finish(n, counts) {
      await save(n, counts, clock.now())
    },
    async runs(limit, before) {
      const [where, bindings] = before === undefined ? ['', [limit]] : ['where n < ?', [before, limit]]
      const rows = await look.run(
        `select ${CONFORMANCE_RUNS.list} from conformance_runs ${where} order by n desc limit ?`,
        bindings,
      )
      return rows.map(CONFORMANCE_RUNS.decode)
    },
    async lastWhole() {
      const [row] = await look.run(
        `select ${CONFORMANCE_RUNS.list} from conformance_runs
          where scope = 'all' and due_on is not null and finished_at is not null order by n desc limit 1`,
      )
      return row && CONFORMANCE_RUNS.decode(row)
    },
    async toReplay({ n, scope }, after, limit) {
      const changed =
        scope === 'changed' ? ' and (r.case_id is null or r.case_version <> c.version or r.deviation is not null)' : ''
      const rows = await look.run(
        `select c.id, c.procedure, c.procedure_version, c.version, r.deviation from cases c
          left join conformance_cases r on r.case_id = c.id
          where c.id > ? and (r.run is null or r.run <> ?)${changed}
            and not exists (select 1 from retention d where d.case_id = c.id and d.disposed_at is not null) order by c.id limit ?`,
        [after, n, limit],
      )
      return rows.map((row) => ({
        id: String(row['id']),
        procedure: String(row['procedure']),
        procedureVersion: Number(row['procedure_version']),
        version: Number(row['version']),
        deviated: row['deviation'] !== null,
      }))
    },
    async ofCase(caseId) {
      const [row] = await look.run(`select ${CONFORMANCE_CASES.list} from conformance_cases where case_id = ?`, [
        caseId,
      ])
      return row && CONFORMANCE_CASES.decode(row)
    },
    async deviating({ visibleTo, after = '', limit }) {
      const seen = visibleTo === undefined ? undefined : visibleCases('conformance_cases.case_id', visibleTo)
      const rows = await look.run(
        `select ${CONFORMANCE_CASES.list} from conformance_cases
          where deviation is not null and case_id > ?${seen === undefined ? '' : ` and (${seen.text})`} order by case_id limit ?`,
        [after, ...(seen?.bindings ?? []), limit],
      )
      return rows.map(CONFORMANCE_CASES.decode)
    },
    async totals() {
      const [row = {}] = await look.run(
        'select count(*) as cases, count(deviation) as deviating, sum(lines) as lines, sum(played) as played from conformance_cases',
      )
      const number = (column: string) => Number(row[column] ?? 0)
      return {
        cases: number('cases'),
        deviating: number('deviating'),
        lines: number('lines'),
        played: number('played'),
      }
    },
  }
}
