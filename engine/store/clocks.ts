import { fromMillis, type Instant } from '../values/instant.ts'
import type { Transact } from './commands.ts'
import type { Sql } from './sql.ts'
import { plus } from './work-leases.ts'

/** What the machine's own clock is compared with, and what is done when it was wrong. */
export interface Clocks {
  /** When the newest row of the audit trail, or of that type, says that it was written; undefined where there is none. */
  lastWritten(type?: string): Promise<Instant | undefined>
  /** What the clock of the database's machine says; undefined on SQLite, which has none of its own. */
  databaseNow(): Promise<Instant | undefined>
  /**
   * For a clock that has been set back: work that was to be done soon by the wrong time is due now, and not when that time
   * comes. Moments that the law or a procedure fixed are not touched.
   */
  callInWork(now: Instant): Promise<void>
}

/** Neither a lease nor the wait for another try is ever longer, in ms. */
const LONGEST_WAIT_MS = 3_600_000

export function makeClocks(look: Sql, transact: Transact): Clocks {
  return {
    async lastWritten(type) {
      const [row] = await look.run(
        `select at from audit${type === undefined ? '' : ' where type = ?'} order by seq desc limit 1`,
        type === undefined ? [] : [type],
      )
      return row === undefined ? undefined : (String(row['at']) as Instant)
    },
    async databaseNow() {
      if (look.dialect === 'sqlite') return undefined
      const [row] = await look.run(`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`)
      return fromMillis(Number(row?.['ms']))
    },
    async callInWork(now) {
      const later = plus(now, LONGEST_WAIT_MS)
      await transact(async (sql) => {
        await sql.run(`update timers set retry_at = null where status = 'armed' and retry_at > ?`, [later])
        await sql.run(`update jobs set run_at = ? where status = 'ready' and run_at > ?`, [now, later])
        await sql.run(`update jobs set lease_until = ? where status = 'leased' and lease_until > ?`, [now, later])
        await sql.run(`update outbox set next_at = ? where status in ('queued', 'uncertain') and next_at > ?`, [
          now,
          later,
        ])
        await sql.run(`update outbox set lease_until = ? where status = 'sending' and lease_until > ?`, [now, later])
        if (sql.dialect === 'postgresql')
          await sql.run('update workers set seen_at = ? where seen_at > ?', [now, later])
      })
    },
  }
}
