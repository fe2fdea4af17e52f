import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  checkCouncil,
  completeTask,
  ConflictError,
  dayOf,
  deployProcedure,
  fireTimer,
  fromMillis,
  makeProcedureCache,
  makeScheduler,
  openStore,
  runJob,
  submitComplaint,
  SYSTEM,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import { filesOf } from '../../api/service.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { ANSWERS, CHILDS_COMPLAINT } from '../support/journey.ts'
import { percentile } from './figures.ts'

/** What eight people who never rest get out of one process. Times in milliseconds, of their commands alone. */
export interface CommandFigures {
  /** Theirs and those of the jobs that follow from them. */
  readonly commandsPerSecond: number
  readonly peoplesCommandsPerSecond: number
  readonly jobsPerSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly cases: number
}

const CLIENTS = 8
const MANAGER: Actor = { id: 'bench', role: 'complaints-manager' }
/** Not counted: the first commands find nothing compiled. */
const WARM_UP_SECONDS = 2

/**
 * Eight clients open complaints and complete whatever tasks come up, to the answer of Stage 1, while the scheduler does the
 * service tasks in the same process, as a small council would run it.
 *
 * @param options - `url`: of a PostgreSQL database; a new SQLite file with full syncs when left out.
 */
export async function benchCommands({
  url,
  seconds = 10,
}: {
  url?: string
  seconds?: number
}): Promise<CommandFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'))
  const clock = { now: () => fromMillis(Date.now()) }
  const store = await openStore({ clock, ...(url === undefined ? { file: join(folder, 'bench.sqlite') } : { url }) })
  await store.migrate()
  const open: string[] = []
  let jobs = 0
  const runtime: Runtime = {
    store,
    clock,
    council: checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8'))),
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, () => performance.now()),
    publish({ command, tasksOpened }) {
      open.push(...tasksOpened)
      if (command === 'job-done') jobs += 1
    },
  }
  await deployProcedure(runtime, SYSTEM, filesOf('processes/children-act'))
  const scheduler = makeScheduler({ store, clock, live: true })
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
    async sendMail(outboxId) {
      const mail = await store.mail.claim(outboxId)
      if (mail !== undefined && mail !== 'held') await store.mail.record(mail, { kind: 'accepted', reply: '250' })
    },
  })
  try {
    const start = performance.now() + WARM_UP_SECONDS * 1000
    const end = start + seconds * 1000
    const times: number[] = []
    let cases = 0
    let jobsBefore = 0
    setTimeout(() => (jobsBefore = jobs), WARM_UP_SECONDS * 1000)

    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        const taskId = open.shift()
        const command = taskId === undefined ? openCase : await completion(taskId)
        if (command === undefined) continue
        const begun = performance.now()
        await command()
        if (begun >= start && performance.now() <= end) times.push(performance.now() - begun)
      }
    }
    const openCase = async (): Promise<void> => {
      await submitComplaint(runtime, MANAGER, CHILDS_COMPLAINT)
      cases += 1
    }
    const completion = async (taskId: string): Promise<(() => Promise<void>) | undefined> => {
      const task = await store.read.task(taskId)
      const answers = ANSWERS[task?.form ?? '']?.(dayOf(clock.now()))
      if (task?.status !== 'open' || answers === undefined) return undefined
      return async () => {
        // A withdrawal, or a timer, may have closed it meanwhile.
        await completeTask(runtime, MANAGER, { taskId, answers }).catch((error: unknown) => {
          if (!(error instanceof ConflictError)) throw error
        })
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    const done = jobs - jobsBefore
    return {
      commandsPerSecond: Math.round((times.length + done) / seconds),
      peoplesCommandsPerSecond: Math.round(times.length / seconds),
      jobsPerSecond: Math.round(done / seconds),
      p50: rounded(percentile(times, 0.5)),
      p95: rounded(percentile(times, 0.95)),
      p99: rounded(percentile(times, 0.99)),
      cases,
    }
  } finally {
    await scheduler.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
