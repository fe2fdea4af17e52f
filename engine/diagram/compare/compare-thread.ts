import { parentPort } from 'node:worker_threads'
import { compareProcedures } from './compare-procedures.ts'
import type { CompareJob, CompareReply } from './compare-apart.ts'
import { picturesOf } from './pictures.ts'

/** The thread in which versions are compared; `compare-apart.ts` starts it and hands it jobs. */
const port = parentPort
if (!port) throw new TypeError('This file runs as a worker thread')

port.on('message', ({ id, before, after }: CompareJob) => {
  compare(before, after).then(
    (found) => {
      port.postMessage({ id, found } satisfies CompareReply)
    },
    (error: unknown) => {
      port.postMessage({ id, reason: error instanceof Error ? error.message : String(error) } satisfies CompareReply)
    },
  )
})

async function compare(before: CompareJob['before'], after: CompareJob['after']) {
  const comparison = compareProcedures(before, after)
  const paths = comparison.files.map(({ path }) => path)
  return { comparison, pictures: await picturesOf(paths, before, after) }
}
