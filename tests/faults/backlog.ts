import { readFile } from 'node:fs/promises'
import { filesOf } from '../../api/service.ts'
import type { Store } from '../../engine/index.ts'
import { percentile } from '../bench/figures.ts'
import { referenceOf } from '../bench/seed-copies.ts'
import { addKey, startShiftedServer, type ShiftedServer } from './backlog-server.ts'
import type { Conditions, Experiment, Outcome } from './experiment.ts'
import { judgeDone } from './two-nodes-judge.ts'
import { pause, until } from './two-nodes-process.ts'
import { openedDatabase, seedOverdue, TIMERS_EACH, UP_AGAIN } from './two-nodes-seed.ts'

const CASES = { short: 100, long: 3_334 } as const
/** People who ask for something the whole time, and how long each thinks in between. */
const PEOPLE = 4
const THINK_MS = 200
/** What the promise says; held against the long form alone, where nothing else runs. */
const LIMITS = { allFiredSeconds: 60, firstFiredSeconds: 5, p95Ms: 500 } as const

/** The service comes back after three days. */
export const BACKLOG: Experiment = {
  name: 'backlog',
  promises: ['P9'],
  hypothesis:
    'all that fell due meanwhile is done once, in order within each case, and people are answered while it is',
  fault: 'the service is down from Friday evening until Tuesday, and three timers of each case fall due',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const database = await openedDatabase(conditions.database)
    try {
      const store = await seedOverdue(database, CASES[conditions.size])
      const key = await addKey(store, 'complaints-manager')
      const server = await startShiftedServer(database.settings, UP_AGAIN, filesOf('processes/children-act'))
      try {
        return await drainWhileAsked(conditions, store, server, key)
      } finally {
        await server.stop()
      }
    } finally {
      await database.remove()
    }
  },
}

async function drainWhileAsked(
  { size }: Conditions,
  store: Store,
  server: ShiftedServer,
  key: string,
): Promise<Outcome> {
  const due = CASES[size] * TIMERS_EACH
  const began = performance.now()
  const since = () => Math.round((performance.now() - began) / 100) / 10
  const fired = async () => Number((await store.look.run(FIRED))[0]?.['n'] ?? 0)
  const asking = startAsking(server.url, key, CASES[size])
  const limitMs = size === 'short' ? 120_000 : 900_000
  await until(async () => (await fired()) > 0, limitMs)
  const firstFiredSeconds = since()
  await until(async () => (await fired()) >= due, limitMs, 250)
  const allFiredSeconds = since()
  const isDone = await until(async () => Number((await store.look.run(JOBS_LEFT))[0]?.['n']) === 0, limitMs, 250)
  const allDoneSeconds = since()
  const { times, failed } = await asking.stop()
  const { counts, faults } = await judgeDone(store, due)
  const measured = {
    firstFiredSeconds,
    allFiredSeconds,
    allDoneSeconds,
    requests: times.length,
    p50Ms: Math.round(percentile(times, 0.5)),
    p95Ms: Math.round(percentile(times, 0.95)),
    maxMs: Math.round(Math.max(0, ...times)),
    memoryMb: await peakMb(server.process.child.pid ?? 0),
  }
  const broken = [
    ...faults,
    ...failed,
    ...(isDone ? [] : ['the jobs did not come to an end']),
    ...(size === 'long'
      ? Object.entries(LIMITS)
          .filter(([what, most]) => measured[what as keyof typeof LIMITS] > most)
          .map(([what, most]) => `${what} is more than ${most}`)
      : []),
  ]
  return { held: broken.length === 0, counts: { timers: due, ...counts, ...measured }, faults: broken }
}

const FIRED = `select count(*) as n from audit where type = 'timer-fired' and at >= '2026-02-17'`
const JOBS_LEFT = `select count(*) as n from jobs where status in ('ready', 'leased')`

interface Asking {
  stop(): Promise<{ readonly times: readonly number[]; readonly failed: readonly string[] }>
}

/** People who look at their list and at cases, and take tasks on. */
function startAsking(url: string, key: string, cases: number): Asking {
  const times: number[] = []
  const failed: string[] = []
  let isOver = false
  const ask = async (method: string, path: string): Promise<unknown> => {
    const startedMs = performance.now()
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}` } })
    const body: unknown = await answer.json()
    times.push(performance.now() - startedMs)
    if (answer.status !== 200) failed.push(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(body)}`)
    return body
  }
  const person = async (index: number): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const caseId = referenceOf(1 + ((n * PEOPLE + index) % (cases - 1)))
      await ask('GET', '/tasks?limit=50')
      await ask('GET', `/cases/${caseId}`)
      const { tasks } = (await ask('GET', `/tasks?caseId=${caseId}`)) as { tasks?: readonly { taskId: string }[] }
      const [task] = tasks ?? []
      if (task !== undefined) await ask('POST', `/tasks/${encodeURIComponent(task.taskId)}/claim`)
      await pause(THINK_MS)
    }
  }
  const asking = Promise.all(Array.from({ length: PEOPLE }, (_, index) => person(index)))
  return {
    async stop() {
      isOver = true
      await asking
      return { times, failed: failed.slice(0, 3) }
    },
  }
}

/** The most memory that a process has held. */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
