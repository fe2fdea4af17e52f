import { fork, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { coverageFrom, type DiagramCoverage, type DiagramFlows } from './coverage.ts'
import type { Gap } from './gap.ts'
import type { PlayedScenario, RunJob, RunReply } from './run-messages.ts'
import type { TakenFlow } from './taken.ts'

/** How the scenarios of a procedure went, all of them. */
export interface ScenarioResults {
  /** What keeps the procedure from being deployed, or its scenarios from being read, a sentence each. */
  readonly unfit: readonly string[]
  readonly scenarios: readonly PlayedScenario[]
  readonly coverage: readonly DiagramCoverage[]
  /** Procedures beside it that could not be deployed, and were left out. */
  readonly leftOut: readonly string[]
}

export interface RunLimits {
  /** For beginning: until the procedure is deployed, in ms. */
  readonly beginMs: number
  /** For one scenario, in ms. */
  readonly scenarioMs: number
  /** Of the heap, in MiB. */
  readonly heapMb: number
}

/** A scenario takes some 50 to 300 ms, the first that comes to another procedure a few seconds. */
export const RUN_LIMITS: RunLimits = { beginMs: 120_000, scenarioMs: 20_000, heapMb: 512 }

export interface RunOptions {
  readonly limits?: RunLimits
  /** Told after each scenario how many have been played. */
  readonly onProgress?: (played: number) => void
  readonly signal?: AbortSignal
}

/** Thrown when a run is cancelled. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError'
}

type Titles = ReadonlyMap<string, { readonly title: string; readonly file: string }>

/**
 * Plays scenarios in a process of their own, so that nothing in a draft can stop, fill or crash the process that serves
 * people. A scenario that takes too long or too much memory is stopped with its process and told; the others go on in a
 * new one.
 *
 * @param titles - Title and file of each scenario, for one that never came to an end.
 * @throws RunCancelledError when `signal` says so.
 */
export async function runScenarios(
  job: RunJob,
  titles: Titles,
  { limits = RUN_LIMITS, onProgress = () => undefined, signal }: RunOptions = {},
): Promise<ScenarioResults> {
  const scenarios: PlayedScenario[] = []
  const taken: TakenFlow[] = []
  let diagrams: readonly DiagramFlows[] = []
  let leftOut: readonly string[] = []
  let rest = job.play
  while (rest.length > 0) {
    const started = performance.now()
    const end = await playIn({ ...job, play: rest }, limits, signal, (reply) => {
      if (reply.kind === 'ready') diagrams = reply.diagrams
      if (reply.kind !== 'played') return
      scenarios.push(reply.scenario)
      taken.push(...reply.taken)
      onProgress(scenarios.length)
    })
    if (end.kind === 'unfit') return { unfit: end.why, scenarios: [], coverage: [], leftOut: [] }
    if (end.kind === 'done') {
      leftOut = end.leftOut
      break
    }
    // Whatever was not told of is what the process was at when it ended.
    const [current, ...others] = rest.filter((id) => !scenarios.some((each) => each.id === id))
    if (!end.isReady) return { unfit: [inWords(end, limits)], scenarios: [], coverage: [], leftOut: [] }
    if (current === undefined) break
    const milliseconds = Math.round(performance.now() - started)
    scenarios.push(stoppedScenario(current, titles, { kind: 'cannot', words: inWords(end, limits) }, milliseconds))
    onProgress(scenarios.length)
    rest = others
  }
  return { unfit: [], scenarios, coverage: coverageFrom(diagrams, taken), leftOut }
}

type End =
  | Extract<RunReply, { readonly kind: 'done' | 'unfit' }>
  | { readonly kind: 'too-slow' | 'ended'; readonly isReady: boolean; readonly reason?: string }

function inWords({ kind, isReady, reason }: Extract<End, { isReady: boolean }>, limits: RunLimits): string {
  const what = isReady ? 'The scenario' : 'Reading the procedure'
  if (kind === 'too-slow') {
    const seconds = (isReady ? limits.scenarioMs : limits.beginMs) / 1000
    return `${what} was stopped after ${seconds} seconds. Does the diagram go round without end?`
  }
  if (reason !== undefined) return `${what} could not be played: ${reason}`
  return `${what} was stopped: it took more than ${limits.heapMb} MiB of memory, or ended its process`
}

function stoppedScenario(id: string, titles: Titles, gap: Gap, milliseconds: number): PlayedScenario {
  const { title = id, file = '' } = titles.get(id) ?? {}
  return { id, title, file, passed: false, milliseconds, steps: [], stopped: [gap] }
}

/** The file of the process beside this one, `.ts` among the sources and `.js` when built. */
const PROCESS = new URL(`./run-process${/\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js'}`, import.meta.url)

function playIn(
  job: RunJob,
  limits: RunLimits,
  signal: AbortSignal | undefined,
  onReply: (reply: RunReply) => void,
): Promise<End> {
  return new Promise((resolve, reject) => {
    const child = start(limits)
    let isReady = false
    let timer = setTimeout(tooSlow, limits.beginMs)
    const onAbort = () => {
      finish(() => {
        reject(new RunCancelledError('The run was cancelled'))
      })
    }
    child.on('message', (message) => {
      const reply = message as RunReply
      clearTimeout(timer)
      switch (reply.kind) {
        case 'ready':
        case 'played':
          isReady = true
          timer = setTimeout(tooSlow, limits.scenarioMs)
          onReply(reply)
          return
        case 'failed':
          end({ kind: 'ended', isReady, reason: reply.reason })
          return
        case 'done':
        case 'unfit':
          end(reply)
      }
    })
    child.on('exit', gone)
    child.on('error', gone)
    signal?.addEventListener('abort', onAbort)
    if (signal?.aborted === true) onAbort()
    else child.send(job)

    function tooSlow(): void {
      end({ kind: 'too-slow', isReady })
    }
    function gone(): void {
      end({ kind: 'ended', isReady })
    }
    function end(how: End): void {
      finish(() => {
        resolve(how)
      })
    }
    function finish(settle: () => void): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.removeAllListeners()
      // Somebody must hear what it still says, or this process ends with it.
      child.on('error', () => undefined)
      child.kill('SIGKILL')
      settle()
    }
  })
}

/** Less urgent than whoever serves people. */
const NICE = 10

function start({ heapMb }: RunLimits): ChildProcess {
  const isSource = PROCESS.pathname.endsWith('.ts')
  const child = fork(fileURLToPath(PROCESS), [], {
    execArgv: [
      ...(isSource ? ['--import', 'tsx'] : []),
      '--disallow-code-generation-from-strings',
      `--max-old-space-size=${heapMb}`,
    ],
    // Nothing of the service's settings: no address of a database, no secret.
    env: pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'NODE_ENV']),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  if (child.pid !== undefined) setPriority(child.pid, NICE)
  return child
}

function pick(all: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
}
