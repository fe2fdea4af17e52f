import type { LocalDate } from '../values/local-date.ts'
import type { Instant } from '../values/instant.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import type { Sql } from './sql.ts'
import { update } from './sql.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** How long a case is kept, and that it was disposed of. */
export interface RetentionRow {
  readonly caseId: string
  /** A retention rule's id, or `legal-hold`. */
  readonly rule: string
  /** The last day on which it must be there. */
  readonly keepUntil: LocalDate
  readonly disposedAt: Instant | null
}

/** What keeps a case longer than its time; why stands in the audit trail. */
export interface HoldRow {
  readonly id: string
  readonly caseId: string
  readonly kind: string
  readonly placedAt: Instant
  readonly placedBy: string
  readonly endedAt: Instant | null
  readonly endedBy: string | null
}

/** A closed case whose time is over. */
export interface DueForReview {
  readonly caseId: string
  readonly procedure: string
  readonly closedAt: Instant
  readonly rule: string
  readonly keepUntil: LocalDate
}

export interface RetentionReads {
  retentionOf(caseId: string): Promise<RetentionRow | undefined>
  /** Of the case, the oldest first. */
  holdsOf(caseId: string): Promise<readonly HoldRow[]>
  /** Those that have not ended, the oldest first. */
  openHolds(request: {
    readonly visibleTo?: Visibility
    readonly limit: number
    readonly offset: number
  }): Promise<readonly HoldRow[]>
  /** Closed cases that had to be kept no longer than before that day, the longest over first; held ones too. */
  dueForReview(request: {
    readonly before: LocalDate
    readonly visibleTo?: Visibility
    readonly limit: number
    readonly offset: number
  }): Promise<readonly DueForReview[]>
  /** How many there are. */
  countDueForReview(request: { readonly before: LocalDate; readonly visibleTo?: Visibility }): Promise<number>
  /** The newest first. */
  disposed(request: { readonly limit: number; readonly offset: number }): Promise<readonly RetentionRow[]>
}

/** Rows that were taken out, or whose words were, by table. */
export type Disposed = Readonly<Record<string, number>>

export interface RetentionWrites {
  keepCaseUntil(row: Pick<RetentionRow, 'caseId' | 'rule' | 'keepUntil'>): void
  placeHold(row: HoldRow): void
  endHold(id: string, by: string): void
  retention(caseId: string): Promise<RetentionRow | undefined>
  holds(caseId: string): Promise<readonly HoldRow[]>
  /**
   * Takes out all that anybody said or was in a case, and everybody who was in it. What stays: that there was a case of that
   * procedure, received, answered and closed on those days, and its audit trail without the words of people.
   */
  disposeCase(caseId: string): Promise<Disposed>
}

export const RETENTION = defineTable<RetentionRow>('retention', ['caseId'], {
  caseId: 'text',
  rule: 'text',
  keepUntil: 'text',
  disposedAt: 'text',
})

export const HOLDS = defineTable<HoldRow>('holds', ['id'], {
  id: 'text',
  caseId: 'text',
  kind: 'text',
  placedAt: 'text',
  placedBy: 'text',
  endedAt: 'text',
  endedBy: 'text',
})

/** Whole rows go: nothing in them is needed to know that there was a case. */
const TAKEN_OUT = [
  'people',
  'document_contents',
  'case_search',
  'case_terms',
  'case_access',
  'invitations',
  'inbox',
  'instances',
  'timers',
  'jobs',
] as const

/** The words go, and the row stays: it counts, and the audit trail names it. */
const EMPTIED: Readonly<Record<string, string>> = {
  documents: `title = '', file_name = '', received_from = null, withdrawn_reason = null`,
  outbox: `to_address = null, subject = '', body = '', details = '{}', last_reply = null`,
  tasks: `draft = null`,
  incidents: `message = '', reason = null`,
  approvals: `reason = '', request = '{}'`,
  handover_notes: `note = ''`,
  duty_waivers: `reason = null`,
}

export function retentionReads(sql: Sql): RetentionReads {
  const select = async <Row>(
    table: { readonly name: string; readonly list: string; readonly decode: (row: never) => Row },
    rest: string,
    bindings: readonly unknown[],
  ): Promise<readonly Row[]> =>
    (await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)).map((row) =>
      table.decode(row as never),
    )
  const seenBy = (column: string, visibility: Visibility | undefined) => {
    const seen = visibility === undefined ? undefined : visibleCases(column, visibility)
    return { text: seen === undefined ? '' : ` and (${seen.text})`, bindings: seen?.bindings ?? [] }
  }
  const DUE = `from retention join cases on cases.id = retention.case_id
    where retention.disposed_at is null and cases.status = 'closed' and retention.keep_until < ?`
  return {
    async retentionOf(caseId) {
      return (await select(RETENTION, 'where case_id = ?', [caseId]))[0]
    },
    holdsOf: (caseId) => select(HOLDS, 'where case_id = ? order by placed_at, id', [caseId]),
    openHolds({ visibleTo, limit, offset }) {
      const seen = seenBy('holds.case_id', visibleTo)
      const rest = `where ended_at is null${seen.text} order by placed_at, id limit ? offset ?`
      return select(HOLDS, rest, [...seen.bindings, limit, offset])
    },
    async dueForReview({ before, visibleTo, limit, offset }) {
      const seen = seenBy('cases.id', visibleTo)
      const rows = await sql.run(
        `select cases.id, cases.procedure, cases.closed_at, retention.rule, retention.keep_until ${DUE}${seen.text}
          order by retention.keep_until, cases.id limit ? offset ?`,
        [before, ...seen.bindings, limit, offset],
      )
      return rows.map((row) => ({
        caseId: String(row['id']),
        procedure: String(row['procedure']),
        closedAt: String(row['closed_at']) as Instant,
        rule: String(row['rule']),
        keepUntil: String(row['keep_until']) as LocalDate,
      }))
    },
    async countDueForReview({ before, visibleTo }) {
      const seen = seenBy('cases.id', visibleTo)
      const [row] = await sql.run(`select count(*) as n ${DUE}${seen.text}`, [before, ...seen.bindings])
      return Number(row?.['n'])
    },
    disposed: ({ limit, offset }) =>
      select(RETENTION, 'where disposed_at is not null order by disposed_at desc, case_id limit ? offset ?', [
        limit,
        offset,
      ]),
  }
}

export function retentionPart({ now, sql, read, writes }: UnitContext): RetentionWrites {
  return {
    keepCaseUntil(row) {
      writes.statement(RETENTION, () => ({
        text: `insert into retention (case_id, rule, keep_until) values (?, ?, ?)
          on conflict (case_id) do update set rule = excluded.rule, keep_until = excluded.keep_until`,
        bindings: [row.caseId, row.rule, row.keepUntil],
      }))
    },
    placeHold(row) {
      writes.insert(HOLDS, row)
    },
    endHold(id, by) {
      writes.statement(HOLDS, () => update(HOLDS, { endedAt: now, endedBy: by }, 'id = ? and ended_at is null', [id]))
    },
    async retention(caseId) {
      return (await read(RETENTION, 'where case_id = ?', [caseId]))[0]
    },
    holds: (caseId) => read(HOLDS, 'where case_id = ? order by placed_at, id', [caseId]),
    async disposeCase(caseId) {
      await writes.flush(sql)
      const counts: Record<string, number> = {}
      const run = async (name: string, statement: string, bindings: readonly unknown[]) => {
        const rows = await sql.run(`${statement} returning 1`, bindings)
        counts[name] = rows.length
      }
      const facts = `update facts set data = '{}', erased_at = ?, salt = null where case_id = ? and erased_at is null`
      await run('facts', facts, [now, caseId])
      for (const table of TAKEN_OUT) await run(table, `delete from ${table} where case_id = ?`, [caseId])
      for (const [table, words] of Object.entries(EMPTIED)) {
        await run(table, `update ${table} set ${words} where case_id = ?`, [caseId])
      }
      // In the index of words what is gone is only marked as such until its parts are put together anew.
      if (sql.dialect === 'sqlite') await sql.run(`insert into case_text (case_text) values ('optimize')`)
      const asked = 'select request_id from access_request_cases where case_id = ?'
      await run('access_files', `update access_files set content = null where request_id in (${asked})`, [caseId])
      await run('access_requests', `update access_requests set authority = '', identity = '' where id in (${asked})`, [
        caseId,
      ])
      await run('one_time_codes', 'delete from one_time_codes where reference = ?', [caseId])
      await run('audit_payload', 'delete from audit_payload where seq in (select seq from audit where case_id = ?)', [
        caseId,
      ])
      await run(
        'users',
        `update users set name = '', email = null, password_hash = null, totp_secret = null, subject = null, status = 'disabled', version = version + 1 where case_id = ?`,
        [caseId],
      )
      await run('cases', `update cases set initials = null, adjustments = null, version = version + 1 where id = ?`, [
        caseId,
      ])
      await run('retention', 'update retention set disposed_at = ? where case_id = ?', [now, caseId])
      return counts
    },
  }
}
