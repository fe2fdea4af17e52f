import { fromMillis, toMillis, type Instant } from '../values/instant.ts'
import type { Lease } from './scheduler.ts'
import { update, type Sql } from './sql.ts'
import { JOBS, TIMERS } from './tables.ts'

/*
 * The rows' side of handing work out: who has it, how often it was tried, when it is tried again. Each function is one
 * transaction of its own.
 */

/** A job or timer is given up after so many attempts. */
export const MAX_ATTEMPTS = 5

/** What came of asking for a job. */
export type Claim =
  | { readonly kind: 'taken'; readonly lease: Lease; readonly attempt: number }
  /** Its last lease ran out: it has used up its attempts without an outcome. */
  | { readonly kind: 'spent'; readonly lease: Lease }
  /** It is over, not due, in somebody else's hands, or another job of its case is. */
  | { readonly kind: 'not-now' }

/** Takes the job for `leaseMs`, unless another job of the same case is in hand. */
export async function claimJob(sql: Sql, id: string, owner: string, now: Instant, leaseMs: number): Promise<Claim> {
  if (sql.dialect === 'postgresql') {
    // Two jobs of one case are claimed one after the other, so that each sees what the other took.
    await sql.run('select 1 from cases where id = (select case_id from jobs where id = ?) for update', [id])
  }
  const [row] = await sql.run(CLAIM, [owner, plus(now, leaseMs), id, now, now, now])
  if (row === undefined) return { kind: 'not-now' }
  const lease = { owner, fencing: Number(row['fencing']) }
  const attempt = Number(row['attempts'])
  return attempt > MAX_ATTEMPTS ? { kind: 'spent', lease } : { kind: 'taken', lease, attempt }
}

const CLAIM = `update jobs set status = 'leased', attempts = attempts + 1, fencing = fencing + 1, lease_owner = ?, lease_until = ?
  where id = ? and ((status = 'ready' and run_at <= ?) or (status = 'leased' and lease_until <= ?))
    and not exists (select 1 from jobs other where other.case_id = jobs.case_id and other.id <> jobs.id
      and other.status = 'leased' and other.lease_until > ?)
  returning fencing, attempts`

/** Still at work: the lease counts from now. */
export async function keepLease(
  sql: Sql,
  id: string,
  { fencing }: Lease,
  now: Instant,
  leaseMs: number,
): Promise<void> {
  await sql.run(`update jobs set lease_until = ? where id = ? and fencing = ? and status = 'leased'`, [
    plus(now, leaseMs),
    id,
    fencing,
  ])
}

/** Whether the job is still in these hands: its handler has not stored an outcome. */
export async function holdsLease(sql: Sql, id: string, { fencing }: Lease): Promise<boolean> {
  const rows = await sql.run(`select 1 from jobs where id = ? and fencing = ? and status = 'leased'`, [id, fencing])
  return rows.length > 0
}

/** Gives the job back, to be tried again at `runAt`. `countAttempt` false: nothing was wrong with the job itself. */
export async function giveBackJob(
  sql: Sql,
  id: string,
  { fencing }: Lease,
  again: { readonly runAt: Instant; readonly error: string; readonly countAttempt: boolean },
): Promise<void> {
  const part = {
    status: 'ready',
    leaseOwner: null,
    leaseUntil: null,
    runAt: again.runAt,
    lastError: again.error,
  } as const
  const options = again.countAttempt ? {} : { set: 'attempts = attempts - 1' }
  const { text, bindings } = update(JOBS, part, `id = ? and fencing = ? and status = 'leased'`, [id, fencing], options)
  await sql.run(text, bindings)
}

/** Sets the job aside until a person decides. */
export async function failJob(sql: Sql, id: string, { fencing }: Lease, error: string): Promise<void> {
  const part = { status: 'failed', leaseOwner: null, leaseUntil: null, lastError: error } as const
  const { text, bindings } = update(JOBS, part, `id = ? and fencing = ? and status = 'leased'`, [id, fencing])
  await sql.run(text, bindings)
}

/** Counts a firing that threw. @returns how many did since the timer last fired. */
export async function countFailedFiring(sql: Sql, id: string, now: Instant, error: string): Promise<number> {
  const [row] = await sql.run(
    `update timers set attempts = attempts + 1, last_error = ?, retry_at = ? where id = ? and status = 'armed' returning attempts`,
    [error, plus(now, backOffMs(1)), id],
  )
  const attempts = Number(row?.['attempts'] ?? 0)
  await sql.run(`update timers set retry_at = ? where id = ? and status = 'armed'`, [
    plus(now, backOffMs(attempts)),
    id,
  ])
  return attempts
}

/** Lets the timer wait without counting an attempt. */
export async function postponeTimer(sql: Sql, id: string, until: Instant): Promise<void> {
  await sql.run(`update timers set retry_at = ? where id = ? and status = 'armed'`, [until, id])
}

/** Sets the timer aside until a person decides. */
export async function failTimer(sql: Sql, id: string, error: string): Promise<void> {
  const { text, bindings } = update(TIMERS, { status: 'failed', lastError: error }, `id = ? and status = 'armed'`, [id])
  await sql.run(text, bindings)
}

/** 5 s after the first attempt, then 20 s, 80 s, 320 s; never more than 30 minutes. */
export function backOffMs(attempt: number): number {
  return Math.min(5_000 * 4 ** Math.max(0, attempt - 1), 1_800_000)
}

export function plus(at: Instant, milliseconds: number): Instant {
  return fromMillis(toMillis(at) + milliseconds)
}
