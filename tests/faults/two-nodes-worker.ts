import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { systemClock } from '../../api/clock.ts'
import {
  checkCouncil,
  ConflictError,
  fireTimer,
  makeProcedureCache,
  makeScheduler,
  openStore,
  raiseJobIncident,
  raiseTimerIncident,
  runJob,
  type Runtime,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'

/*
 * A worker process: the runtime and its scheduler, without pages. It says in lines what befalls it; see two-nodes.ts.
 * `zombie`: it stops itself as a frozen machine would, once, at the worst moment: with the lease of a job in its hands, or
 * inside a transaction that holds the head of the audit chain.
 */
const { config, leaseMs, zombie, waits } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly config: { readonly url: string }
  readonly leaseMs: number
  readonly zombie?: 'lease' | 'transaction'
  /** It begins when it is told to. */
  readonly waits?: boolean
}

let stoppedOnce = false
const freeze = (about: string): void => {
  if (stoppedOnce) return
  stoppedOnce = true
  say(`frozen ${about}`)
  process.kill(process.pid, 'SIGSTOP')
}
const clock = systemClock
let armed = false
const store = await openStore({
  clock,
  ...config,
  ...(zombie === 'transaction' && {
    watch: (statement: string) => {
      if (armed && statement.startsWith('update audit_head')) freeze('in a transaction')
    },
  }),
})
const runtime: Runtime = {
  store,
  clock,
  council: checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8'))),
  handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
  procedures: makeProcedureCache(store, () => performance.now()),
  secretFor: (purpose) => createHmac('sha256', 'the key of tests').update(purpose).digest(),
  publish: () => undefined,
}
if (waits === true) {
  say('loaded')
  await new Promise((resolve) => process.stdin.once('data', resolve))
}
const scheduler = makeScheduler({ store, clock, live: true, pollMs: 200, leaseMs })
await scheduler.start({
  async fireTimer(timerId) {
    armed = true
    await fireTimer(runtime, timerId)
  },
  async runJob(jobId, lease) {
    if (zombie === 'lease') freeze(jobId)
    try {
      await runJob(runtime, jobId, lease)
    } catch (error) {
      if (error instanceof ConflictError) say(`refused ${jobId} ${lease.fencing}`)
      throw error
    }
  },
  jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
  timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
  onError: (error) => {
    say(`error ${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}`)
  },
})
say('ready')
process.once('SIGTERM', () => {
  void scheduler.stop().then(() => store.close())
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
