import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fromMillis } from '../../engine/index.ts'
import { startBenchServer, type BenchServer } from '../bench/bench-server.ts'
import { percentile } from '../bench/figures.ts'
import { openBenchRuntime, type BenchRuntime } from '../bench/runtime-for-bench.ts'
import { seedCouncil } from '../bench/seed-council.ts'
import { newPostgresDatabase } from '../support/postgres.ts'
import { addKey } from './backlog-server.ts'
import type { Conditions, Database, Experiment, Outcome } from './experiment.ts'
import { startCrowd } from './overload-clients.ts'
import { pause } from './two-nodes-process.ts'

const CLIENTS = 500
const SIZES = { short: { cases: 100, seconds: 4 }, long: { cases: 5_000, seconds: 60 } } as const
const WATCH_MS = 250
/** A page is shown again as soon as this after the crowd has gone, one after the other. */
const QUICK_MS = 1_000
const QUICK_PAGES = 5
/** In the short form others run beside it, and share its processors: how long things take is said, and judged by nobody. */
const LIMITS = {
  short: { healthUnanswered: 0, grownMb: 400 },
  long: { healthUnanswered: 0, grownMb: 400, recoverySeconds: 5, healthMs: 2_000 },
} as const

/** Far more people and programs ask than can be answered. */
export const OVERLOAD: Experiment = {
  name: 'overload',
  promises: ['P6', 'S35'],
  hypothesis:
    'whoever cannot be answered soon is told at once to come again in seconds, what is acknowledged is done once and nothing else is, memory stays bounded, and all is as before seconds after',
  fault: '500 clients ask at once for pages, lists, cases and new complaints, and come back at once when turned away',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const opening = await opened(conditions.database)
    const { bench, settings } = opening
    try {
      const { cases } = SIZES[conditions.size]
      const sessionSecret = randomBytes(32).toString('base64url')
      const people = await seedCouncil(bench, { cases, sessionSecret })
      const key = await addKey(bench.runtime.store, 'complaints-manager')
      const server = await startBenchServer({ ...settings, SESSION_SECRET: sessionSecret })
      try {
        return await crowded(conditions, bench, server, { people, key })
      } finally {
        server.stop()
      }
    } finally {
      await opening.remove()
    }
  },
}

type Guests = Pick<Parameters<typeof startCrowd>[0], 'people' | 'key'>

async function crowded(
  { size }: Conditions,
  { runtime }: BenchRuntime,
  server: BenchServer,
  guests: Guests,
): Promise<Outcome> {
  const { cases, seconds } = SIZES[size]
  const { cookie } = guests.people[0] ?? { cookie: '' }
  const show = async (path: string): Promise<number> => {
    const began = performance.now()
    const { status } = await fetch(`${server.url}${path}`, { headers: { cookie } })
    return status === 200 ? performance.now() - began : Infinity
  }
  const had = await countCases(runtime)
  await show('/tasks/mine')
  const beforeMb = await memoryMb(server.pid, 'VmRSS')
  const crowd = startCrowd({ ...guests, url: server.url, clients: CLIENTS, cases })
  const healthMs: number[] = []
  const end = performance.now() + seconds * 1_000
  while (performance.now() < end) {
    healthMs.push(await show('/health').catch(() => Infinity))
    await pause(WATCH_MS)
  }
  const { times, turnedAway, taken, failed } = await crowd.stop()
  const recoverySeconds = await recovery(() => show('/tasks/mine'), size === 'long' ? QUICK_MS : undefined)
  const peakMb = await memoryMb(server.pid, 'VmHWM')

  const kept = (await countCases(runtime)) - had
  const missing = await missingOf(runtime, taken)
  const measured = {
    recoverySeconds: Math.round(recoverySeconds * 10) / 10,
    healthMs: Math.round(Math.max(...healthMs.filter(Number.isFinite))),
    healthUnanswered: healthMs.filter((ms) => !Number.isFinite(ms)).length,
    grownMb: peakMb - beforeMb,
  }
  const faults = [
    ...failed.slice(0, 3),
    ...(recoverySeconds === Infinity ? ['pages did not come again after the crowd had gone'] : []),
    ...(turnedAway === 0 ? ['nobody was turned away'] : []),
    ...(taken.length === 0 ? ['no complaint was taken'] : []),
    ...(new Set(taken).size < taken.length ? ['two clients were given one reference'] : []),
    ...(missing > 0 ? [`${missing} acknowledged complaints are not there`] : []),
    ...(kept !== taken.length ? [`${kept} complaints are there, and ${taken.length} were acknowledged`] : []),
    ...Object.entries(LIMITS[size])
      .filter(([what, most]) => !(measured[what as keyof typeof measured] <= most))
      .map(([what, most]) => `${what} is ${measured[what as keyof typeof measured]}, more than ${most}`),
  ]
  const counts = {
    clients: CLIENTS,
    answered: times.length,
    turnedAway,
    complaints: taken.length,
    missing,
    failed: failed.length,
    answeredP50Ms: Math.round(percentile(times, 0.5)),
    answeredP95Ms: Math.round(percentile(times, 0.95)),
    ...measured,
    peakMb,
  }
  return { held: faults.length === 0, counts, faults }
}

/** Tries after which pages are held to come no more. */
const TRIES = 200

/** Seconds until pages come, several in a row, each within `quickMs` where that is asked. */
async function recovery(show: () => Promise<number>, quickMs = Number.MAX_VALUE): Promise<number> {
  const began = performance.now()
  let quick = 0
  for (let tries = 0; quick < QUICK_PAGES && tries < TRIES; tries += 1) {
    quick = (await show().catch(() => Infinity)) <= quickMs ? quick + 1 : 0
  }
  return quick < QUICK_PAGES ? Infinity : (performance.now() - began) / 1_000
}

async function countCases({ store }: BenchRuntime['runtime']): Promise<number> {
  const [row] = await store.look.run('select count(*) as n from cases')
  return Number(row?.['n'])
}

async function missingOf({ store }: BenchRuntime['runtime'], references: readonly string[]): Promise<number> {
  const rows = await store.look.run('select id from cases')
  const there = new Set(rows.map((row) => String(row['id'])))
  return references.filter((reference) => !there.has(reference)).length
}

/** Of a process: `VmRSS` what it holds now, `VmHWM` the most that it has held. */
async function memoryMb(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
}

interface Opened {
  readonly bench: BenchRuntime
  readonly settings: Readonly<Record<string, string>>
  remove(): Promise<void>
}

async function opened(kind: Database): Promise<Opened> {
  const clock = { now: () => fromMillis(Date.now()) }
  if (kind === 'sqlite') {
    const bench = await openBenchRuntime(clock)
    return { bench, settings: { DATABASE_FILE: bench.file }, remove: () => bench.close() }
  }
  const { config, remove } = await newPostgresDatabase()
  const bench = await openBenchRuntime(clock, config.url)
  return {
    bench,
    settings: { DATABASE_URL: config.url },
    async remove() {
      await bench.close()
      await remove()
    },
  }
}
