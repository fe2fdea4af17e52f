import { Worker } from 'node:worker_threads'
import { tooLarge, type Admission } from './admit.ts'
import type { InspectionOptions } from './inspect.ts'
import { threadFile } from './thread-file.ts'

/** What the thread is asked. */
export interface Job {
  readonly xml: string
  readonly options: InspectionOptions
}

/** What it answers. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly admission: Admission }
  | { readonly kind: 'failed'; readonly reason: string }

export interface DiagramReader {
  /** Reads diagrams one after the other; never rejects for what is in one. */
  readonly read: (xml: string, options: InspectionOptions) => Promise<Admission>
  /** Ends the thread. A later `read` starts a new one. */
  readonly close: () => Promise<void>
}

interface ReaderSettings {
  /** The thread's own file. */
  readonly thread?: URL
  /** For the admission of one diagram, in ms. */
  readonly timeLimitMs?: number
  /** Of the thread, in MiB. */
  readonly heapLimitMb?: number
}

/** How much longer the rules may take than admission alone; they only see what has been admitted. */
const RULES_TAKE = 5

/** Until a thread has loaded its code, in ms; only a broken installation takes as long. */
const START_LIMIT_MS = 60_000

/** The thread's file beside this one, `.ts` among the sources and `.js` when built. */
const THREAD = new URL(`./reader-thread${/\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js'}`, import.meta.url)

/**
 * Reads diagrams in a thread of their own, so that no text can stop or fill the process that serves people.
 *
 * The thread is started by the first diagram and used again; one that takes too long or too much memory is ended, and
 * that diagram is refused.
 */
export function makeDiagramReader(settings: ReaderSettings = {}): DiagramReader {
  const { thread = THREAD, timeLimitMs = 3_000, heapLimitMb = 256 } = settings
  let started: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function work(job: Job): Promise<Admission> {
    started ??= start(thread, heapLimitMb)
    const worker = await started
    worker.ref()
    const limitMs = job.options.lint ? timeLimitMs * RULES_TAKE : timeLimitMs
    const reply = await replyOf(worker, limitMs, () => {
      worker.postMessage(job)
    })
    if (reply.kind === 'too-slow' || reply.kind === 'ended') {
      started = undefined
      await worker.terminate()
      return refusal(job, reply.kind === 'too-slow' ? TOO_SLOW(limitMs) : TOO_BIG(heapLimitMb))
    }
    worker.unref()
    if (reply.kind === 'done') return reply.admission
    return refusal(job, `It could not be read: ${reply.kind === 'failed' ? reply.reason : 'no answer came'}.`)
  }

  return {
    read(xml, options) {
      const large = tooLarge(xml)
      if (large) {
        const { element, what, level, message, remedy } = large
        return Promise.resolve({
          findings: [{ file: options.file, element, rule: `admission/${what}`, level, message, remedy }],
        })
      }
      const reading = last.then(() => work({ xml, options }))
      last = reading.catch(() => undefined)
      return reading
    },
    async close() {
      await last
      const worker = await started
      started = undefined
      await worker?.terminate()
    },
  }
}

const shared = makeDiagramReader()

/** Reads a diagram under limits of time and memory, in a thread that all callers share. */
export const readDiagram: DiagramReader['read'] = shared.read

/** Ends the shared thread. A process that has nothing else to do ends without it. */
export const closeDiagramReader: DiagramReader['close'] = shared.close

async function start(thread: URL, heapLimitMb: number): Promise<Worker> {
  const worker = new Worker(threadFile(thread), { resourceLimits: { maxOldGenerationSizeMb: heapLimitMb } })
  const reply = await replyOf(worker, START_LIMIT_MS, () => undefined)
  if (reply.kind !== 'ready') {
    await worker.terminate()
    const cause = reply.kind === 'ended' ? reply.cause : undefined
    throw new Error(`The thread that reads diagrams did not start: ${thread.pathname}`, { cause })
  }
  return worker
}

/** What a thread answers, or that it did not. */
type Outcome = Reply | { readonly kind: 'too-slow' } | { readonly kind: 'ended'; readonly cause?: unknown }

function replyOf(worker: Worker, limitMs: number, ask: () => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      finish({ kind: 'too-slow' })
    }, limitMs)
    const onError = (cause: unknown) => {
      finish({ kind: 'ended', cause })
    }
    const onExit = () => {
      finish({ kind: 'ended' })
    }
    function finish(outcome: Outcome): void {
      clearTimeout(timer)
      worker.off('message', finish).off('error', onError).off('exit', onExit)
      // What a thread says after its end is of no use, but an error that nobody takes would end the process.
      if (outcome.kind === 'too-slow' || outcome.kind === 'ended') worker.on('error', () => undefined)
      resolve(outcome)
    }
    worker.on('message', finish).on('error', onError).on('exit', onExit)
    ask()
  })
}

const TOO_SLOW = (ms: number) => `Reading it took longer than ${ms / 1000} seconds.`
const TOO_BIG = (mb: number) => `Reading it took more than ${mb} MiB of memory, or ended its thread.`

function refusal({ options: { file } }: Job, message: string): Admission {
  const remedy = 'Make the diagram smaller: split the procedure into stages, each in its own file.'
  return { findings: [{ file, element: '1:1', rule: 'admission/too-costly', level: 'error', message, remedy }] }
}
