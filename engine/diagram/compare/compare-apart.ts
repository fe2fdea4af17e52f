import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { RefusedError } from '../../errors.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import { threadFile } from '../thread-file.ts'
import type { Comparison } from './change.ts'
import type { DiagramPictures } from './pictures.ts'

/** What the thread is asked. */
export interface CompareJob {
  readonly id: number
  readonly before: readonly ProcedureFile[]
  readonly after: readonly ProcedureFile[]
}

/** What it answers. */
export type CompareReply =
  { readonly id: number; readonly found: Compared } | { readonly id: number; readonly reason: string }

export interface Compared {
  readonly comparison: Comparison
  /** Of the diagrams that differ, in the order of the comparison's files. */
  readonly pictures: readonly DiagramPictures[]
}

/** The thread's file beside this one, `.ts` among the sources and `.js` when built. */
const THREAD = new URL(`./compare-thread${/\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js'}`, import.meta.url)

/** For one comparison, in ms; the largest procedure with every file changed takes two seconds. */
const TIME_LIMIT_MS = 30_000
/** MiB. */
const HEAP_LIMIT_MB = 512
/** Without anything to do for so long, in ms, the thread is ended. */
const IDLE_MS = 60_000
/** Comparisons kept; a page and its pictures ask for the same one. */
const KEPT = 12

const found = new Map<string, Promise<Compared>>()
let last: Promise<unknown> = Promise.resolve()

/**
 * Compares two versions in a thread of its own, so that the process that serves people never waits for it. The same two
 * versions are compared once.
 *
 * @throws RefusedError when it takes too long or too much memory.
 */
export function compareApart(before: readonly ProcedureFile[], after: readonly ProcedureFile[]): Promise<Compared> {
  const key = `${hashOf(before)} ${hashOf(after)}`
  const known = found.get(key)
  if (known !== undefined) {
    // The latest asked for is the last to be forgotten.
    found.delete(key)
    found.set(key, known)
    return known
  }
  const comparing = last.then(() => work(before, after))
  last = comparing.catch(() => undefined)
  found.set(key, comparing)
  comparing.catch(() => found.delete(key))
  const [oldest] = found.keys()
  if (found.size > KEPT && oldest !== undefined) found.delete(oldest)
  return comparing
}

function hashOf(files: readonly ProcedureFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files.toSorted((one, other) => (one.path < other.path ? -1 : 1)))
    hash.update(`${path.length} ${path} ${text.length} `).update(text)
  return hash.digest('hex')
}

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let jobs = 0

async function work(before: readonly ProcedureFile[], after: readonly ProcedureFile[]): Promise<Compared> {
  clearTimeout(idle)
  const worker = (thread ??= new Worker(threadFile(THREAD), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  }))
  worker.ref()
  jobs += 1
  try {
    return await answerOf(worker, { id: jobs, before, after })
  } catch (error) {
    thread = undefined
    await worker.terminate()
    throw error
  } finally {
    worker.unref()
    idle = setTimeout(() => {
      const resting = thread
      thread = undefined
      void resting?.terminate()
    }, IDLE_MS).unref()
  }
}

function answerOf(worker: Worker, job: CompareJob): Promise<Compared> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      settle()
      reject(new RefusedError('comparison-failed', `The two versions could not be compared: ${reason}.`))
    }
    const limit = setTimeout(() => {
      fail(`it took longer than ${TIME_LIMIT_MS / 1000} seconds`)
    }, TIME_LIMIT_MS)
    const onMessage = (reply: CompareReply) => {
      if (reply.id !== job.id) return
      if ('reason' in reply) {
        fail(reply.reason)
        return
      }
      settle()
      resolve(reply.found)
    }
    const onError = (error: Error) => {
      fail(`the thread that compares ended (${error.message})`)
    }
    const onExit = () => {
      fail('the thread that compares ended')
    }
    function settle(): void {
      clearTimeout(limit)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(job)
  })
}
