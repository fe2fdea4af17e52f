import { noteClockJump, type Runtime } from '../engine/index.ts'

/** Time between two looks at the clock, in ms. */
const LOOK_MS = 5_000
/** A clock that is set by more than that is noted in the audit trail, in seconds. */
const JUMP_SECONDS = 300
/** A clock that differs more than that from the database's is warned of, in seconds. */
const SKEW_SECONDS = 30

export interface ClockWatch {
  look(): Promise<void>
  /** The last time it was compared: how many seconds our clock is ahead of the database's; 0 where there is none. */
  skewSeconds(): number
  close(): Promise<void>
}

export interface ClockWatchConfig {
  readonly runtime: Pick<Runtime, 'store' | 'clock'>
  /** False on virtual time, which is moved on purpose. */
  readonly live: boolean
  /** Milliseconds, for durations only: not touched when somebody sets the clock. */
  readonly nowMs: () => number
  readonly onJump: (bySeconds: number) => void
  /** The skew has become too large, or is so no longer. */
  readonly onSkew: (seconds: number, isTooLarge: boolean) => void
  readonly onError: (error: unknown) => void
}

/**
 * Watches the machine's clock: against the time that passes in this process, when it starts against the newest row of the
 * audit trail, and on PostgreSQL against the clock of the database's machine. Nothing stops: what is due is decided by
 * the clock as it stands, and each due moment stays as it was fixed.
 */
export function makeClockWatch({
  runtime: { store, clock },
  live,
  nowMs,
  onJump,
  onSkew,
  onError,
}: ClockWatchConfig): ClockWatch {
  let offsetMs: number | undefined
  let skew = 0
  let last: Promise<void> = Promise.resolve()
  const wallMs = () => Date.parse(clock.now())

  const jumped = async (byMs: number, against: 'time-passed' | 'trail'): Promise<void> => {
    const bySeconds = Math.round(byMs / 1000)
    await noteClockJump({ store }, { bySeconds, against })
    if (byMs < 0) await store.clocks.callInWork(clock.now())
    onJump(bySeconds)
  }
  const compareWithTrail = async (): Promise<void> => {
    const written = await store.clocks.lastWritten()
    const byMs = written === undefined ? 0 : wallMs() - Date.parse(written)
    if (byMs < -JUMP_SECONDS * 1000) await jumped(byMs, 'trail')
  }
  const compareWithDatabase = async (): Promise<void> => {
    const before = wallMs()
    const database = await store.clocks.databaseNow()
    if (database === undefined) return
    const wasTooLarge = Math.abs(skew) > SKEW_SECONDS
    skew = ((before + wallMs()) / 2 - Date.parse(database)) / 1000
    const isTooLarge = Math.abs(skew) > SKEW_SECONDS
    if (isTooLarge !== wasTooLarge) onSkew(Math.round(skew), isTooLarge)
  }
  const round = async (): Promise<void> => {
    try {
      const now = wallMs() - nowMs()
      if (offsetMs === undefined) await compareWithTrail()
      else if (Math.abs(now - offsetMs) > JUMP_SECONDS * 1000) await jumped(now - offsetMs, 'time-passed')
      offsetMs = now
      await compareWithDatabase()
    } catch (error) {
      onError(error)
    }
  }
  const look = (): Promise<void> => {
    last = last.then(round)
    return last
  }
  const every = live ? setInterval(() => void look(), LOOK_MS) : undefined
  every?.unref()
  if (live) void look()

  return {
    look,
    skewSeconds: () => skew,
    async close() {
      clearInterval(every)
      await last
    },
  }
}
