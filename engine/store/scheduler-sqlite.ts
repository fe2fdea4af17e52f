import { randomUUID } from 'node:crypto'
import type { Scheduler, SchedulerConfig, WorkHandlers } from './scheduler.ts'
import { makeStarted, makeTick } from './ticker.ts'
import type { WorkKind } from './wake.ts'
import { doDueWork, nameOf } from './work-rounds.ts'
import { makeRunWork, type RunWork } from './work-runner.ts'

const POLL_MS = 1_000
/** Work that could not go on is looked at again after so long. */
const STUCK_MS = 5_000
const ROUND = 2_000

/**
 * The queue inside this process. It looks for due work every second, and at once after a commit that made some; leases
 * keep a second process on the same file from doing the same. Mail has a loop of its own, so that a mail server that
 * does not answer holds up no timer.
 */
export function makeSqliteScheduler(config: SchedulerConfig): Scheduler {
  const { store, clock, live, owner = randomUUID() } = config
  const started = makeStarted()
  let loops: readonly Loop[] = []
  let forget = (): void => undefined

  return {
    start(handlers) {
      const run = makeRunWork(config, owner, handlers)
      started.set(run, handlers)
      if (!live) return Promise.resolve()
      const mail = handlers.sendMail === undefined ? [] : [['mail'] as const]
      loops = [['timer', 'job'] as const, ...mail].map((kinds) => startLoop(config, kinds, run, handlers))
      forget = store.onWork((wakes) => {
        const now = clock.now()
        if (wakes.some(({ at }) => at !== null && at <= now)) for (const loop of loops) loop.wake()
      })
      return Promise.resolve()
    },
    ...makeTick(config, started.get),
    async stop() {
      forget()
      await Promise.all(loops.map((loop) => loop.stop()))
      loops = []
    },
  }
}

interface Loop {
  /** Look again now. */
  wake(): void
  stop(): Promise<void>
}

function startLoop(config: SchedulerConfig, kinds: readonly WorkKind[], run: RunWork, handlers: WorkHandlers): Loop {
  const { store, clock, concurrency = 4, pollMs = POLL_MS } = config
  const stuckUntil = new Map<string, number>()
  const onError = (error: unknown) => handlers.onError?.(error)
  let stopped = false
  let woken = false
  let wake = (): void => {
    woken = true
  }

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, woken || stopped ? 0 : pollMs)
      woken = false
      wake = () => {
        woken = true
        clearTimeout(timer)
        resolve()
      }
    })

  const round = async (): Promise<void> => {
    if (config.hasRoom?.() === false) return
    const stuckNow = performance.now()
    for (const [name, until] of stuckUntil) if (until <= stuckNow) stuckUntil.delete(name)
    const rounds = { store, run, kinds, concurrency, onError }
    const { stuck } = await doDueWork(
      rounds,
      () => clock.now(),
      ROUND,
      (work) => stopped || stuckUntil.has(nameOf(work)),
    )
    for (const work of stuck) {
      if (!stuckUntil.has(nameOf(work))) stuckUntil.set(nameOf(work), performance.now() + STUCK_MS)
    }
  }

  const loop = async (): Promise<void> => {
    while (!stopped) {
      await round().catch(onError)
      await sleep()
    }
  }

  const running = loop()
  return {
    wake: () => {
      wake()
    },
    async stop() {
      stopped = true
      wake()
      await running
    },
  }
}
