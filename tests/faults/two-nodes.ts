import type { Store } from '../../engine/store/index.ts'
import { makePrng, type Prng } from '../support/random-process/prng.ts'
import type { Conditions, Experiment, Outcome } from './experiment.ts'
import { judgeDone } from './two-nodes-judge.ts'
import { pause, startFaultsProcess, until, type FaultsProcess } from './two-nodes-process.ts'
import { LEFT, openedDatabase, seedOverdue, TIMERS_EACH, UP_AGAIN } from './two-nodes-seed.ts'

const SIZES = {
  short: { cases: 40, kills: 2, leaseMs: 3_000 },
  long: { cases: 5_000, kills: 10, leaseMs: 4_000 },
} as const
/** How long the database lets a transaction of ours stand still: shorter than in service, so that nobody waits. */
const IDLE_MS = 1_500
/** Longer than all of it takes on the slowest machine. */
const LIMIT_MS = { short: 120_000, long: 1_800_000 } as const

/** Two worker processes on one PostgreSQL, killed and frozen while they fire what a weekend left. */
export const TWO_NODES: Experiment = {
  name: 'two-nodes',
  promises: ['P2', 'P16'],
  hypothesis:
    'each timer fires once and each job is done once, in order within its case, whatever becomes of a worker; what a frozen worker still wants to store is refused',
  fault:
    'kill -9 of one of two workers at random moments, one frozen with the lease of a job, one frozen inside a transaction that holds the audit chain',
  databases: ['postgres'],
  async run(conditions) {
    const database = await openedDatabase('postgres')
    try {
      const store = await seedOverdue(database, SIZES[conditions.size].cases)
      return await drainUnderFaults(conditions, store, (database.config as { readonly url: string }).url)
    } finally {
      await database.remove()
    }
  },
}

async function drainUnderFaults({ seed, size }: Conditions, store: Store, url: string): Promise<Outcome> {
  const { cases, kills, leaseMs } = SIZES[size]
  const prng = makePrng(seed)
  const workers = makeWorkers(`${url}?idle_in_transaction_session_timeout=${IDLE_MS}`, leaseMs)
  const faults: string[] = []
  try {
    const due = cases * TIMERS_EACH
    const fired = async () => Number((await store.look.run(FIRED))[0]?.['n'] ?? 0)
    const frozen = { lease: workers.start('lease'), transaction: workers.start('transaction') }

    // Both freeze at the first thing that they do. Nothing can be written until the transaction of the one is ended.
    const isFrozen = ({ lines }: FaultsProcess) => lines.some((line) => line.startsWith('frozen'))
    const areFrozen = await until(() => Promise.resolve(Object.values(frozen).every(isFrozen)), LIMIT_MS[size])
    if (!areFrozen) throw new Error('The frozen transaction was not ended: nothing could be written')
    workers.start()
    const job = (await frozen.lease.line('frozen')).replace('frozen ', '')
    const takenOver = await until(async () => (await store.read.job(job))?.status === 'done', LIMIT_MS[size])
    if (!takenOver) faults.push(`nobody took over ${job}`)
    for (const worker of Object.values(frozen)) worker.child.kill('SIGCONT')
    const refused = await Promise.race([
      frozen.lease.line(`refused ${job}`).then(
        () => 1,
        () => 0,
      ),
      pause(30_000).then(() => 0),
    ])
    if (refused === 0) faults.push('what the frozen worker stored under its old lease was not refused')
    const crashed = Object.values(frozen).filter(({ child }) => child.exitCode !== null).length
    if (crashed > 0) faults.push(`${crashed} workers did not survive being frozen`)

    const start = await fired()
    for (const share of sharesOf(prng, kills)) {
      const at = start + (due - start) * share
      await until(async () => (await fired()) >= at, LIMIT_MS[size], 20)
      await workers.killOne(prng)
      workers.start()
    }
    const isDone = await until(async () => (await store.look.run(LEFT, [UP_AGAIN]))[0]?.['n'] === '0', LIMIT_MS[size])
    if (!isDone) faults.push('the work did not come to an end')
    await workers.stop()

    const judged = await judgeDone(store, due)
    faults.push(...judged.faults)
    const counts = { timers: due, cases, ...judged.counts, kills, frozen: 2, refused, errors: workers.errors().length }
    return { held: faults.length === 0, counts, faults: faults.length > 0 ? [...faults, ...workers.errors()] : [] }
  } finally {
    await workers.stop('SIGKILL')
  }
}

const FIRED = `select count(*) as n from audit where type = 'timer-fired' and at >= '2026-02-17'`
/** Moments between none and all of the work, in order. */
function sharesOf(prng: Prng, kills: number): readonly number[] {
  return Array.from({ length: kills }, () => prng.next() * 0.9).sort((a, b) => a - b)
}

interface Workers {
  start(zombie?: 'lease' | 'transaction'): FaultsProcess
  /** One that is at work. */
  killOne(prng: Prng): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** What they could not cope with. */
  errors(): readonly string[]
}

function makeWorkers(url: string, leaseMs: number): Workers {
  const all: FaultsProcess[] = []
  const shift = String(Date.parse(UP_AGAIN) - Date.now())
  const isAlive = ({ child }: FaultsProcess) => child.exitCode === null && child.signalCode === null
  return {
    start(zombie) {
      const argument = JSON.stringify({ config: { url }, leaseMs, zombie })
      const worker = startFaultsProcess('tests/faults/two-nodes-worker.ts', [argument], {
        env: { CLOCK_SHIFT_MS: shift },
        preload: 'tests/faults/clock-shift.ts',
      })
      all.push(worker)
      return worker
    },
    async killOne(prng) {
      const living = all.filter(isAlive)
      const atWork = living.filter(({ lines }) => lines.includes('ready'))
      await prng.pick(atWork.length > 0 ? atWork : living).kill('SIGKILL')
    },
    async stop(signal = 'SIGTERM') {
      await Promise.all(all.filter(isAlive).map((worker) => worker.kill(signal)))
    },
    errors: () => all.flatMap(({ lines }) => lines.filter((line) => !/^(ready|frozen|refused)/.test(line))),
  }
}
