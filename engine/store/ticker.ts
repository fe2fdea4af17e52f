import type { Instant } from '../values/instant.ts'
import type { Scheduler, SchedulerConfig, WorkHandlers } from './scheduler.ts'
import type { WorkKind } from './wake.ts'
import type { RunWork } from './work-runner.ts'
import { doDueWork } from './work-rounds.ts'

/** More than one call of `tick` will ever be asked for; stops a timer that is always due. */
const DEFAULT_LIMIT = 100_000

/** The part that both schedulers share: doing what is due when told to. */
export function makeTick(
  { store, concurrency = 1 }: SchedulerConfig,
  started: () => { readonly run: RunWork; readonly handlers: WorkHandlers },
): Pick<Scheduler, 'tick' | 'nextDue'> {
  return {
    async tick(now: Instant, limit = DEFAULT_LIMIT) {
      const { run, handlers } = started()
      const onError = (error: unknown) => handlers.onError?.(error)
      const rounds = { store, run, kinds: kindsOf(handlers), concurrency, onError }
      return (await doDueWork(rounds, () => now, limit)).done
    },
    nextDue: () => store.read.nextDue(),
  }
}

/** The kinds of work that somebody is there to do. */
export function kindsOf(handlers: WorkHandlers): readonly WorkKind[] {
  return handlers.sendMail === undefined ? ['timer', 'job'] : ['timer', 'job', 'mail']
}

/** Holds what `start` was given. @throws RangeError when asked before that. */
export function makeStarted(): {
  readonly set: (run: RunWork, handlers: WorkHandlers) => void
  readonly get: () => { readonly run: RunWork; readonly handlers: WorkHandlers }
} {
  let started: { readonly run: RunWork; readonly handlers: WorkHandlers } | undefined
  return {
    set(run, handlers) {
      started = { run, handlers }
    },
    get() {
      if (started === undefined) throw new RangeError('The scheduler has not been started')
      return started
    },
  }
}
