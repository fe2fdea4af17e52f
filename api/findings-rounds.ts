import { isBehind } from './behind.ts'
import { sweepFindings, type Runtime, type SweepResult } from '../engine/index.ts'

/** Time between two looks for cases that changed, in ms. */
const EVERY_MS = 60_000
/** Few at once, so that whoever asks something is answered meanwhile. */
const AT_ONCE = 20

export interface FindingsRounds {
  /** Judges what changed, whatever the time. */
  now(): Promise<void>
  /** Waits for the round that is under way, which stops early. */
  close(): Promise<void>
}

export interface FindingsConfig {
  readonly runtime: Runtime
  /** False on virtual time: then rounds come only when they are asked for. */
  readonly live: boolean
  /** Told of a round in which something was judged. */
  readonly onSwept: (result: SweepResult) => void
  readonly onError: (error: unknown) => void
}

/**
 * Judges every minute the cases that changed, and after midnight those in which a day may have changed something; not while
 * timers wait that are overdue.
 */
export function makeFindingsRounds({ runtime, live, onSwept, onError }: FindingsConfig): FindingsRounds {
  let closed = false
  const isClosed = () => closed
  let last: Promise<void> = Promise.resolve()

  const round = async (): Promise<void> => {
    if (isClosed()) return
    try {
      if (live && (await isBehind(runtime))) return
      const result = await sweepFindings(runtime, { atOnce: AT_ONCE, stopped: isClosed })
      if (result.judged > 0 || result.failed.length > 0) onSwept(result)
    } catch (error) {
      if (!isClosed()) onError(error)
    }
  }
  const inTurn = (): Promise<void> => {
    last = last.then(round)
    return last
  }
  const every = live ? setInterval(() => void inTurn(), EVERY_MS) : undefined
  every?.unref()

  return {
    now: inTurn,
    async close() {
      closed = true
      clearInterval(every)
      await last
    },
  }
}
