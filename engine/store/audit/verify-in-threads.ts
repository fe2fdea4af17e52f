import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadFile } from '../../diagram/index.ts'
import type { CheckedStretch, Stretch } from './check-stretch.ts'
import { readTrailOf, type TrailPlace } from './open-trail.ts'
import { verifyTrail, type VerifyOptions, type VerifyReport } from './verify.ts'
import type { StretchJob, StretchReply } from './verify-thread.ts'

/** Rows of a stretch: few enough that the threads end at about the same time, enough that what came before is read seldom. */
const ROWS = 20_000

const THREAD = new URL(`./verify-thread${/\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js'}`, import.meta.url)

/**
 * Verifies the trail of a database that lies there, a whole one on as many threads as the machine has processors. Each
 * reads for itself; rows are only ever added, so that they need not all begin at one moment.
 *
 * @param threads - How many; left out: the machine's processors.
 * @throws StoreUnavailableError when there is no such database.
 */
export async function verifyTrailOf(
  place: TrailPlace,
  options: Omit<VerifyOptions, 'inStretches'> = {},
  threads: number = availableParallelism(),
  rows: number = ROWS,
): Promise<VerifyReport> {
  return readTrailOf(place, async (reader) => {
    const head = await reader.head()
    // A thread of its own for less than a stretch would only be started.
    if (threads < 2 || (head?.seq ?? 0) <= rows) return verifyTrail(reader, options)
    return verifyTrail(reader, {
      ...options,
      inStretches: { rows, check: (stretches, told) => checkInThreads(place, stretches, told, threads) },
    })
  })
}

async function checkInThreads(
  place: TrailPlace,
  stretches: readonly Stretch[],
  told: (checked: CheckedStretch) => void,
  threads: number,
): Promise<void> {
  const waiting = stretches.map((stretch, index): StretchJob => ({ index, stretch }))
  // Those that were ready before their turn.
  const early = new Map<number, CheckedStretch>()
  let next = 0
  const take = (index: number, checked: CheckedStretch): void => {
    early.set(index, checked)
    for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
      early.delete(next)
      next += 1
      told(ready)
    }
  }
  const workers: Worker[] = []
  try {
    await Promise.all(
      Array.from({ length: Math.min(threads, stretches.length) }, async () => {
        const worker = new Worker(threadFile(THREAD), { workerData: place })
        workers.push(worker)
        await work(worker, () => waiting.shift(), take)
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** Gives one thread stretch after stretch. Rejects when it fails, with why. */
function work(
  worker: Worker,
  next: () => StretchJob,
  take: (index: number, checked: CheckedStretch) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (reply: StretchReply) => {
      try {
        if (reply.kind === 'done') take(reply.index, reply.checked)
        worker.postMessage(next())
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error('A thread that checks the trail ended before it was done'))
    })
  })
}
