import { isBehind } from './behind.ts'
import { replayNightly, type ReplayReport, type Runtime } from '../engine/index.ts'

/** Time between two looks whether the run of the night is due, in ms. */
const LOOK_MS = 60_000

export interface ConformanceRounds {
  /** Makes the run of the night where it is due and nobody has made it. */
  look(): Promise<void>
  /** Waits for the run that is under way. */
  close(): Promise<void>
}

export interface ConformanceRoundsConfig {
  readonly runtime: Runtime
  /** False on virtual time: then it looks only when it is asked to. */
  readonly live: boolean
  readonly onRun: (report: ReplayReport) => void
  readonly onError: (error: unknown) => void
}

/**
 * Has every case played again on its diagrams, each night: those that changed, and all of them once a week. Of several
 * processes on one database one makes the run; none while timers wait that are overdue. Never two at once; what fails is
 * told and tried again at the next look.
 */
export function makeConformanceRounds({ runtime, live, onRun, onError }: ConformanceRoundsConfig): ConformanceRounds {
  let last: Promise<void> = Promise.resolve()
  let waiting = false
  const round = async (): Promise<void> => {
    waiting = false
    try {
      if (live && (await isBehind(runtime))) return
      const report = await replayNightly(runtime)
      if (report !== undefined) onRun(report)
    } catch (error) {
      onError(error)
    }
  }
  const look = (): Promise<void> => {
    if (waiting) return last
    waiting = true
    last = last.then(round)
    return last
  }
  const every = live ? setInterval(() => void look(), LOOK_MS) : undefined
  every?.unref()
  return {
    look,
    async close() {
      clearInterval(every)
      await last
    },
  }
}
