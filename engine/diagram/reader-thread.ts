import { parentPort } from 'node:worker_threads'
import { inspect } from './inspect.ts'
import type { Job, Reply } from './read-diagram.ts'

/** The thread in which diagrams are read; `read-diagram.ts` starts it, hands it jobs, and ends it when it takes too long. */
const port = parentPort
if (!port) throw new TypeError('This file runs as a worker thread')

port.on('message', ({ xml, options }: Job) => {
  inspect(xml, options).then(
    (admission) => {
      port.postMessage({ kind: 'done', admission } satisfies Reply)
    },
    (error: unknown) => {
      port.postMessage({
        kind: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      } satisfies Reply)
    },
  )
})
port.postMessage({ kind: 'ready' } satisfies Reply)
