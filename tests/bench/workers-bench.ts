import { startFaultsProcess, until, type FaultsProcess } from '../faults/two-nodes-process.ts'
import { LEFT, openedDatabase, seedOverdue, UP_AGAIN } from '../faults/two-nodes-seed.ts'

export interface WorkersFigures {
  /** Pieces of work (timers fired, jobs done) a second, by how many worker processes there were. */
  readonly perSecond: Readonly<Record<string, number>>
  /** Of one worker's. */
  readonly ratio: Readonly<Record<string, number>>
}

const WORKERS = [1, 2, 4] as const
const LEASE_MS = 60_000
const LIMIT_MS = 900_000

/**
 * What a backlog on PostgreSQL is done with by one, two and four worker processes, one after the other in one run: so
 * that, whatever the machine, it is seen what a further process brings.
 */
export async function benchWorkers(cases = 500): Promise<WorkersFigures> {
  const perSecond: Record<string, number> = {}
  for (const workers of WORKERS) perSecond[workers] = Math.round(await piecesPerSecond(workers, cases))
  const one = perSecond[1] ?? NaN
  const ratio = Object.fromEntries(WORKERS.map((n) => [n, Math.round(((perSecond[n] ?? NaN) / one) * 100) / 100]))
  return { perSecond, ratio }
}

/** From when they begin, with everything loaded, to when nothing is left. */
async function piecesPerSecond(workers: number, cases: number): Promise<number> {
  const database = await openedDatabase('postgres')
  const argument = JSON.stringify({ config: database.config, leaseMs: LEASE_MS, waits: true })
  const env = { CLOCK_SHIFT_MS: String(Date.parse(UP_AGAIN) - Date.now()) }
  const preload = 'tests/faults/clock-shift.ts'
  const started: FaultsProcess[] = []
  try {
    const store = await seedOverdue(database, cases)
    for (let n = 0; n < workers; n += 1) {
      started.push(startFaultsProcess('tests/faults/two-nodes-worker.ts', [argument], { env, preload }))
    }
    await Promise.all(started.map((worker) => worker.line('loaded')))
    const startedMs = performance.now()
    for (const { child } of started) child.stdin?.write('go\n')
    await until(async () => Number((await store.look.run(LEFT, [UP_AGAIN]))[0]?.['n']) === 0, LIMIT_MS, 50)
    const seconds = (performance.now() - startedMs) / 1000
    return Number((await store.look.run(DONE))[0]?.['n']) / seconds
  } finally {
    await Promise.all(started.map((worker) => worker.kill('SIGKILL')))
    await database.remove()
  }
}

const DONE = `select count(*) as n from audit where type in ('timer-fired', 'job-done') and at >= '2026-02-17'`
