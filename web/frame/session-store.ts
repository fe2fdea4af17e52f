import { createHash } from 'node:crypto'
import session from 'express-session'
import { fromMillis, toMillis, type Instant, type Runtime } from '../../engine/index.ts'

/** Minutes without a request after which a session ends. */
export const IDLE_MINUTES = 30
/** Hours after its beginning at which a session ends, whatever happened in it. */
export const ABSOLUTE_HOURS = 12
/** A session that was used is written down no more often than this. */
const TOUCH_MS = 60_000
/** Between two sweeps of sessions that have ended. */
const SWEEP_MS = 10 * 60_000

declare module 'express-session' {
  interface SessionData {
    /** When it began and when it was last used; kept beside its data. */
    startedAt?: Instant
    seenAt?: Instant
  }
}

/**
 * Sessions in the database, so that any process can answer any request. The id itself is not stored, only its hash; using
 * a session is no act and leaves no line in the audit trail.
 */
export function databaseSessions({ store, clock }: Pick<Runtime, 'store' | 'clock'>): session.Store {
  let sweptMs = 0
  const get = async (sid: string): Promise<session.SessionData | null> => {
    const row = await store.read.session(keyOf(sid))
    if (row === undefined || endsAt(row) <= clock.now()) return null
    const { startedAt, seenAt, data } = row
    return { ...(data as unknown as session.SessionData), startedAt, seenAt }
  }
  const set = async (sid: string, data: session.SessionData): Promise<void> => {
    const now = clock.now()
    const { startedAt, seenAt: _seen, ...rest } = JSON.parse(JSON.stringify(data)) as Stored
    const sweeps = Math.abs(toMillis(now) - sweptMs) >= SWEEP_MS
    if (sweeps) sweptMs = toMillis(now)
    await store.command((unit) => {
      if (sweeps) unit.endSessions(fromMillis(toMillis(now) - IDLE_MINUTES * 60_000))
      const row = { id: keyOf(sid), userId: rest.user?.id ?? null, data: rest, seenAt: now }
      // Somebody who signed out while this was being answered is not signed in again by its end.
      if (startedAt === undefined) unit.saveSession({ ...row, startedAt: now })
      else unit.changeSession({ ...row, startedAt })
      return Promise.resolve()
    })
  }
  const end = (sid: string): Promise<void> =>
    store.command((unit) => {
      unit.endSession(keyOf(sid))
      return Promise.resolve()
    })
  const touch = async (sid: string, { seenAt }: Partial<session.SessionData>): Promise<void> => {
    if (seenAt !== undefined && toMillis(clock.now()) - toMillis(seenAt) < TOUCH_MS) return
    // One that has ended by itself meanwhile, while a stream of events stood open, does not begin anew.
    if ((await get(sid)) === null) return
    await store.command((unit) => {
      unit.touchSession(keyOf(sid))
      return Promise.resolve()
    })
  }
  // Its types call it abstract, but what it lacks is what follows.
  const base = new (session.Store as unknown as new () => session.Store)()
  return Object.assign(base, {
    get: (sid: string, done: (error: unknown, data?: session.SessionData | null) => void) => {
      answer(get(sid), done)
    },
    set: (sid: string, data: session.SessionData, done: (error?: unknown) => void = ignore) => {
      answer(set(sid, data), done)
    },
    destroy: (sid: string, done: (error?: unknown) => void = ignore) => {
      answer(end(sid), done)
    },
    touch: (sid: string, data: session.SessionData, done: (error?: unknown) => void = ignore) => {
      answer(touch(sid, data), done)
    },
  })
}

/** The moment at which a session ends unless it is used before. */
function endsAt({ startedAt, seenAt }: { readonly startedAt: Instant; readonly seenAt: Instant }): Instant {
  const idle = toMillis(seenAt) + IDLE_MINUTES * 60_000
  return fromMillis(Math.min(idle, toMillis(startedAt) + ABSOLUTE_HOURS * 3_600_000))
}

type Stored = Partial<session.SessionData> & { readonly user?: { readonly id: string } }

/** The id has 256 random bits, so that no salt is needed. */
function keyOf(sid: string): string {
  return createHash('sha256').update(sid).digest('hex')
}

function answer<T>(work: Promise<T>, done: (error: unknown, value?: T) => void): void {
  work.then(
    (value) => {
      done(null, value)
    },
    (error: unknown) => {
      done(error)
    },
  )
}

function ignore(): void {
  // The browser has its answer; the session's next use tells.
}
