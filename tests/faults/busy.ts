import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { systemClock } from '../../api/clock.ts'
import { readConfig } from '../../api/config.ts'
import { openRuntime } from '../../api/open-runtime.ts'
import { openStore } from '../../engine/index.ts'
import { freshDatabase, type Experiment, type Outcome } from './experiment.ts'
import { addKeys } from './kill-storm.ts'
import { buildServer } from './kill-storm-servers.ts'
import { pause } from './two-nodes-process.ts'

const PROCEDURE = 'tests/fixtures/faults/storm'
/** Clients of each of the two processes; how long a program from outside holds the lock each time, and reads on, in ms. */
const SIZES = {
  short: { writers: 6, holds: [1_500], readMs: 2_500 },
  long: { writers: 50, holds: [3_000, 3_000, 15_000], readMs: 60_000 },
} as const
const BETWEEN_MS = 1_000
/** As `journal_size_limit` has it. */
const MOST_WAL_BYTES = 67_108_864
/** Whatever a database says of itself is no answer to a person. */
const INSIDE = /locked|SQLITE|busy_timeout/i
/** A person waits so long for an answer at most, be it no: twice the time that a lock is waited for, and the line. */
const MOST_MS = 45_000

/** Two processes full of writers on one SQLite file, and a program from outside that holds its lock, or reads on and on. */
export const BUSY: Experiment = {
  name: 'busy',
  promises: ['P19'],
  hypothesis:
    'nobody is ever told that the database is locked: they wait, or hear at once when to come again; what was acknowledged is there, and the log beside the database stays short',
  fault:
    'two processes write to one file while a program from outside holds its write lock, and another reads from it for long',
  databases: ['sqlite'],
  async run({ size }) {
    const server = await buildServer([PROCEDURE])
    const database = await freshDatabase('sqlite')
    const settings = { ...database.settings, LINK_KEY: randomBytes(32).toString('hex') }
    const { config } = database
    const file = 'file' in config ? config.file : ''
    const { store } = await openRuntime(readConfig({ ...settings, LOG_LEVEL: 'silent' }), systemClock)
    const servers = [server.start(settings, 0), server.start(settings, 0)]
    try {
      const [key = ''] = (await addKeys(store)).values()
      const urls = await Promise.all(servers.map(({ ready }) => ready))
      const answers: Answered[] = []
      let isOver = false
      const writers = urls.flatMap((url) =>
        Array.from({ length: SIZES[size].writers }, async () => {
          while (!isOver) answers.push(await submit(url, key))
        }),
      )
      const walBytes = await disturb(file, size)
      isOver = true
      await Promise.all(writers)
      // What was written while somebody read is put away by the first that write afterwards.
      for (let n = 0; n < 3; n += 1) answers.push(await submit(urls[0] ?? '', key))
      const counted = await store.look.run('select count(*) as n from cases')
      return verdict(answers, Number(counted[0]?.['n']), { ...walBytes, after: bytesOf(`${file}-wal`) })
    } finally {
      await Promise.all(servers.map((each) => each.end('SIGTERM')))
      await store.close()
      await database.remove()
      server.remove()
    }
  },
}

interface Answered {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
  readonly ms: number
}

async function submit(url: string, key: string): Promise<Answered> {
  const person = { role: 'complainant', name: 'Jordan Reed', contactPreference: 'letter', adjustments: [] }
  const body = {
    procedure: 'storm',
    channel: 'form',
    oral: false,
    byChild: false,
    people: [person],
    points: [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }],
  }
  const began = performance.now()
  const response = await fetch(`${url}/api/v1/cases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const answered = { status: response.status, text, retryAfter: response.headers.get('retry-after') }
  // Whoever is told to come again does not do so at once.
  if (response.status === 503) await pause(500)
  return { ...answered, ms: performance.now() - began }
}

/** Holds the lock, and then reads on and on, as a program of somebody else's would. @returns how long the log became. */
async function disturb(
  file: string,
  size: 'short' | 'long',
): Promise<{ readonly held: number; readonly read: number }> {
  const outside = await openStore({ file, clock: systemClock })
  let held = 0
  let read = 0
  try {
    for (const hold of SIZES[size].holds) {
      await pause(BETWEEN_MS)
      await outside.knex.raw('begin immediate')
      await pause(hold)
      await outside.knex.raw('rollback')
      held = Math.max(held, bytesOf(`${file}-wal`))
    }
    await outside.knex.raw('begin')
    await outside.knex.raw('select count(*) from audit')
    const until = performance.now() + SIZES[size].readMs
    while (performance.now() < until) {
      await pause(100)
      read = Math.max(read, bytesOf(`${file}-wal`))
    }
    await outside.knex.raw('rollback')
    await pause(BETWEEN_MS)
    return { held, read }
  } finally {
    await outside.close()
  }
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function verdict(
  answers: readonly Answered[],
  cases: number,
  wal: { readonly held: number; readonly read: number; readonly after: number },
): Outcome {
  const done = answers.filter(({ status }) => status === 201)
  const put = answers.filter(({ status }) => status === 503)
  const others = answers.filter(({ status }) => status !== 201 && status !== 503)
  const told = answers.filter(({ text }) => INSIDE.test(text))
  const silent = put.filter(({ retryAfter }) => retryAfter === null)
  const late = answers.filter(({ ms }) => ms > MOST_MS)
  const faults = [
    ...others.slice(0, 3).map(({ status, text }) => `answered ${status}: ${text}`),
    ...told.slice(0, 3).map(({ text }) => `somebody was told: ${text}`),
    ...silent.slice(0, 1).map(() => 'nobody said when to come again'),
    ...late.slice(0, 1).map(({ ms }) => `somebody waited for ${Math.round(ms)} ms`),
    ...(cases === done.length ? [] : [`${done.length} were acknowledged, ${cases} are there`]),
    ...(wal.after > MOST_WAL_BYTES ? [`the log is still ${wal.after} bytes long`] : []),
  ]
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other)
  return {
    held: faults.length === 0,
    counts: {
      acknowledged: done.length,
      toldToComeAgain: put.length,
      otherwise: others.length,
      toldOfLocks: told.length,
      p95Ms: Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
      longestMs: Math.round(times.at(-1) ?? 0),
      walMbLocked: mb(wal.held),
      walMbRead: mb(wal.read),
      walMbAfter: mb(wal.after),
    },
    faults,
  }
}

function mb(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10
}
