import { parentPort, workerData } from 'node:worker_threads'
import { checkApart, type CheckedStretch, type Stretch } from './check-stretch.ts'
import { readTrailOf, type TrailPlace } from './open-trail.ts'

/** What the thread answers; a stretch with the place that it was given among all. */
export type StretchReply =
  { readonly kind: 'ready' } | { readonly kind: 'done'; readonly index: number; readonly checked: CheckedStretch }

/** What it is asked; undefined: that is all. */
export type StretchJob = { readonly index: number; readonly stretch: Stretch } | undefined

/** The thread in which stretches of a trail are checked; `verify-in-threads.ts` starts it. It reads the database itself. */
const port = parentPort
if (!port) throw new TypeError('This file runs as a worker thread')

await readTrailOf(workerData as TrailPlace, async (reader) => {
  port.postMessage({ kind: 'ready' } satisfies StretchReply)
  for (;;) {
    const job = await new Promise<StretchJob>((resolve) => port.once('message', resolve))
    if (job === undefined) break
    const checked = await checkApart(reader, job.stretch)
    port.postMessage({ kind: 'done', index: job.index, checked } satisfies StretchReply, [
      checked.hashes.buffer as ArrayBuffer,
    ])
  }
})
port.close()
