import type { Instant } from '../values/instant.ts'
import { marks, type Sql } from './sql.ts'

/** What was done in past cases, as the trail has it. */
export interface PastCaseReads {
  /** References of a procedure's cases: those closed last come first, then those that are open. */
  pastCases(procedure: string, most: number): Promise<readonly string[]>
  /** Of these cases every command that moved them on, case by case, the oldest first. */
  pastCommands(caseIds: readonly string[]): Promise<readonly PastCommandRow[]>
}

export interface PastCommandRow {
  readonly caseId: string
  readonly at: Instant
  /** JSON, as in the audit row. */
  readonly body: string
}

export function pastCaseReads(sql: Sql): PastCaseReads {
  return {
    async pastCases(procedure, most) {
      const rows = await sql.run(
        `select id from cases where procedure = ?
          order by case when closed_at is null then 1 else 0 end, closed_at desc, id desc limit ?`,
        [procedure, Math.trunc(most)],
      )
      return rows.map(({ id }) => String(id))
    },
    async pastCommands(caseIds) {
      if (caseIds.length === 0) return []
      const rows = await sql.run(
        `select case_id, at, body from audit where case_id in (${marks(caseIds.length)})
          and body like '%"stimuli":[{%' order by case_id, case_seq`,
        caseIds,
      )
      return rows.map((row) => ({
        caseId: String(row['case_id']),
        at: String(row['at']) as Instant,
        body: String(row['body']),
      }))
    },
  }
}
