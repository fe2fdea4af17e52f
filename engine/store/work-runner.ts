import { ConflictError, StoreUnavailableError } from '../errors.ts'
import type { Instant } from '../values/instant.ts'
import type { DueWork } from './due-work.ts'
import type { Lease, SchedulerConfig, WorkHandlers } from './scheduler.ts'
import { oneAtATime } from './one-at-a-time.ts'
import * as leases from './work-leases.ts'

/**
 * Does one piece of due work, and keeps its rows right whatever the handler does. Never throws for the handler's sake.
 * `put-off`: a timer that is tried again later, before any later one of its case.
 */
export type RunWork = (work: DueWork, now: () => Instant) => Promise<'over' | 'put-off'>

const LEASE_MS = 60_000
const LIMIT_MS = 60_000
/** Signs of life in one lease. */
const BEATS = 4
/** Somebody else was faster, or the database was away: tried again soon, and not held against the work. */
const SOON_MS = 1_000

export function makeRunWork(config: SchedulerConfig, owner: string, handlers: WorkHandlers): RunWork {
  const { store, clock, live, leaseMs = LEASE_MS, limitMs = LIMIT_MS } = config

  const fireTimer = async (id: string, now: () => Instant): Promise<'over' | 'put-off'> => {
    try {
      await inTime(handlers.fireTimer(id))
      return 'over'
    } catch (error) {
      const message = messageOf(error)
      if (notItsFault(error)) {
        await store.transact((sql) => leases.postponeTimer(sql, id, leases.plus(now(), SOON_MS)))
        return 'put-off'
      }
      const attempts = await store.transact((sql) => leases.countFailedFiring(sql, id, now(), message))
      if (attempts < leases.MAX_ATTEMPTS) return 'put-off'
      await handlers.timerFailed?.(id, message)
      await store.transact((sql) => leases.failTimer(sql, id, message))
      return 'over'
    }
  }

  const runJob = async (id: string, now: () => Instant): Promise<void> => {
    const claim = await store.transact((sql) => leases.claimJob(sql, id, owner, now(), leaseMs))
    if (claim.kind === 'not-now') return
    if (claim.kind === 'spent') {
      await giveUp(id, claim.lease, 'It was taken up again and again, and never came to an end')
      return
    }
    const { lease, attempt } = claim
    const stopBeating = beat(id, lease)
    try {
      await inTime(handlers.runJob(id, lease))
      if (await leases.holdsLease(store.look, id, lease)) {
        throw new RangeError('Its handler stored no outcome')
      }
    } catch (error) {
      const again = { error: messageOf(error), countAttempt: !notItsFault(error) }
      if (again.countAttempt && attempt >= leases.MAX_ATTEMPTS) {
        await giveUp(id, lease, again.error)
        return
      }
      const runAt = leases.plus(now(), again.countAttempt ? leases.backOffMs(attempt) : SOON_MS)
      await store.transact((sql) => leases.giveBackJob(sql, id, lease, { ...again, runAt }))
    } finally {
      stopBeating()
    }
  }

  const giveUp = async (id: string, lease: Lease, error: string): Promise<void> => {
    await handlers.jobFailed?.(id, lease, error)
    await store.transact((sql) => leases.failJob(sql, id, lease, error))
  }

  /** Signs of life while a job runs. On virtual time none are needed: the clock stands still meanwhile. */
  const beat = (id: string, lease: Lease): (() => void) => {
    if (!live) return () => undefined
    const keep = oneAtATime(() =>
      store
        .transact((sql) => leases.keepLease(sql, id, lease, clock.now(), leaseMs))
        .catch((error: unknown) => handlers.onError?.(error)),
    )
    const timer = setInterval(() => void keep(), leaseMs / BEATS)
    return () => {
      clearInterval(timer)
    }
  }

  /** What never answers is a fault too; should it come to an end after all, its outcome is refused. */
  const inTime = async (work: Promise<void>): Promise<void> => {
    if (!live) return work
    let limit: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      limit = setTimeout(() => {
        reject(new RangeError(`It gave no answer in ${limitMs / 1_000} seconds`))
      }, limitMs)
    })
    try {
      await Promise.race([work, late])
    } finally {
      clearTimeout(limit)
    }
  }

  return async ({ kind, id }, now) => {
    switch (kind) {
      case 'timer':
        return fireTimer(id, now)
      case 'job':
        await runJob(id, now)
        return 'over'
      case 'mail':
        await handlers.sendMail?.(id)
        return 'over'
    }
  }
}

function notItsFault(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof StoreUnavailableError
}

const MAX_MESSAGE = 500

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${typeof error}`
  return text.slice(0, MAX_MESSAGE)
}
