import type { Clock } from '../ports.ts'
import type { Instant } from '../values/instant.ts'
import { makePostgresqlScheduler } from './scheduler-postgresql.ts'
import { makeSqliteScheduler } from './scheduler-sqlite.ts'
import type { Store } from './store.ts'

/** Has the work done that falls due: timers, jobs and mail. One case's work is done in due order, never side by side. */
export interface Scheduler {
  /** From now on, where `live`, due work is handed out as it falls due; else only by `tick`. */
  start(handlers: WorkHandlers): Promise<void>
  /**
   * Does everything that is due at `now`, and what falls due by doing it, at most `limit` pieces.
   *
   * @returns how many pieces were done.
   */
  tick(now: Instant, limit?: number): Promise<number>
  /** When work next falls due; undefined when none waits. */
  nextDue(): Promise<Instant | undefined>
  /** Hands out no more, and waits for what is under way. */
  stop(): Promise<void>
}

/** The runtime's side. Each may be called again for the same work, since a worker may die at any point. */
export interface WorkHandlers {
  /** Fires it in one command, if it is still armed and due. What it throws is tried again, five times in all. */
  fireTimer(timerId: string): Promise<void>
  /**
   * Carries the job out and stores its outcome with `unit.finishJob(jobId, lease.fencing, …)`. What it throws counts as
   * an attempt, but for a lost race and a database that is away.
   */
  runJob(jobId: string, lease: Lease): Promise<void>
  /** Sends it and stores what became of it. Left out where there is no mail server: then messages wait unlooked at. */
  sendMail?(outboxId: string): Promise<void>
  /**
   * The last attempt has failed: raise an incident, and best in the same command finish the job as failed. The scheduler
   * does that afterwards where it has not been done.
   */
  jobFailed?(jobId: string, lease: Lease, error: string): Promise<void>
  /** The last firing has failed; the timer is then set aside as failed. */
  timerFailed?(timerId: string, error: string): Promise<void>
  /** The scheduler itself could not go on for now (the database is away); for the log. */
  onError?(error: unknown): void
}

/** Who has taken a piece of work. The number grows with each lease, so that a dead worker's outcome is refused. */
export interface Lease {
  readonly owner: string
  readonly fencing: number
}

export interface SchedulerConfig {
  readonly store: Store
  readonly clock: Clock
  /** False for virtual time, where `tick` alone has work done. */
  readonly live: boolean
  /** Whether there is room to write; while there is not, nothing is handed out on SQLite. Left out: always. */
  readonly hasRoom?: () => boolean
  /** Names this process in leases; made up when left out. */
  readonly owner?: string
  /** Cases whose work is done at the same time; 4 when left out. */
  readonly concurrency?: number
  /** How often to look for work that another process made due, in milliseconds; 1,000 when left out. */
  readonly pollMs?: number
  /** How long a lease lasts without a sign of life, in milliseconds; 60,000 when left out. */
  readonly leaseMs?: number
  /** How long a timer or job may take before that counts as a fault of its own, where `live`; 60,000 ms when left out. */
  readonly limitMs?: number
}

/** The scheduler for the store's database: an in-process queue on SQLite, graphile-worker on PostgreSQL. */
export function makeScheduler(config: SchedulerConfig): Scheduler {
  return config.store.dialect === 'sqlite' ? makeSqliteScheduler(config) : makePostgresqlScheduler(config)
}
