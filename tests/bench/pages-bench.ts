import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { fromMillis } from '../../engine/index.ts'
import { startBenchServer } from './bench-server.ts'
import { percentile } from './figures.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'
import { referenceOf } from './seed-copies.ts'
import { COMMON_WORD, RARE_NAME, RARE_WORD, seedCouncil, type Caseworker } from './seed-council.ts'

/** Of one kind of page, in milliseconds from the first byte sent to the last received. */
export interface PageFigures {
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface PagesFigures {
  readonly cases: number
  /** Fifty people, each of whom opens a page every five seconds: the aims are for this one. */
  readonly onePageEvery5SecondsEach: Readonly<Record<string, PageFigures>>
  /** Fifty pages under way at every moment: nobody ever reads one. */
  readonly fiftyInFlight: Readonly<Record<string, PageFigures>>
  readonly pagesPerSecondInFlight: number
  /** Answers that were no page: none. */
  readonly failed: number
}

export interface PagesOptions {
  /** Of a PostgreSQL database; a new SQLite file when left out. */
  readonly url?: string
  readonly cases?: number
  /** Of each of the two kinds of load. */
  readonly seconds?: number
  readonly thinkMs?: number
}

/** A page: `GET`, or a search, which is sent as a form and leads to its list. */
interface Visit {
  readonly kind: string
  readonly path: string
  readonly search?: string
}

/**
 * (f) How long the pages of caseworkers take, on the service as an operator runs it, with all its background work: fifty
 * people who are signed in, on a council of so many open cases. They ask in turn for the lists of their work and for
 * cases and searches drawn anew each time, so that no page is asked for twice in a row.
 */
export async function benchPages({
  url,
  cases = 50_000,
  seconds = 60,
  thinkMs = 5_000,
}: PagesOptions): Promise<PagesFigures> {
  const bench = await openBenchRuntime({ now: () => fromMillis(Date.now()) }, url)
  const sessionSecret = randomBytes(32).toString('base64url')
  try {
    const people = await seedCouncil(bench, { cases, sessionSecret })
    if (url === undefined) await bench.runtime.store.knex.raw('pragma wal_checkpoint(truncate)')
    const database = url === undefined ? { DATABASE_FILE: bench.file } : { DATABASE_URL: url }
    const server = await startBenchServer({ ...database, SESSION_SECRET: sessionSecret })
    try {
      const load = { url: server.url, people, cases }
      // Not counted: the first of each page finds no template compiled.
      await underLoad({ ...load, seconds: Math.min(5, seconds), thinkMs: 0 })
      const thoughtful = await underLoad({ ...load, seconds, thinkMs })
      const restless = await underLoad({ ...load, seconds, thinkMs: 0 })
      return {
        cases,
        onePageEvery5SecondsEach: figuresOf(thoughtful.times),
        fiftyInFlight: figuresOf(restless.times),
        pagesPerSecondInFlight: Math.round([...restless.times.values()].flat().length / seconds),
        failed: thoughtful.failed + restless.failed,
      }
    } finally {
      server.stop()
    }
  } finally {
    await bench.close()
  }
}

interface Load {
  readonly url: string
  readonly people: readonly Caseworker[]
  readonly cases: number
  readonly seconds: number
  readonly thinkMs: number
}

interface Measured {
  readonly times: ReadonlyMap<string, readonly number[]>
  readonly failed: number
}

async function underLoad({ url, people, cases, seconds, thinkMs }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: people.length })
  const end = performance.now() + seconds * 1000
  const times = new Map<string, number[]>()
  let failed = 0
  const work = async (person: Caseworker, index: number): Promise<void> => {
    // People do not all begin at one moment.
    if (thinkMs > 0) await pause((thinkMs * index) / people.length)
    for (let n = index; performance.now() < end; n += 1) {
      const startedMs = performance.now()
      const visit = visitOf(person, n, cases)
      const isShown = await open(agent, url, person, visit)
      const tookMs = performance.now() - startedMs
      if (!isShown) failed += 1
      times.set(visit.kind, [...(times.get(visit.kind) ?? []), tookMs])
      if (thinkMs > 0) await pause(Math.min(Math.max(0, thinkMs - tookMs), Math.max(0, end - performance.now())))
    }
  }
  await Promise.all(people.map(work))
  agent.destroy()
  return { times, failed }
}

/** Pages in the order in which somebody comes to them; a case of their own, as a list would lead to it. */
function visitOf({ id }: Caseworker, n: number, cases: number): Visit {
  const own = caseOf(Number(id.replace('worker-', '')), n, cases)
  const search = (kind: string, text: string): Visit => ({
    kind: `search: ${kind}`,
    path: '/cases/search',
    search: text,
  })
  const visits: readonly Visit[] = [
    { kind: 'inbox: mine', path: '/tasks/mine' },
    { kind: 'case: now', path: `/cases/${own}` },
    { kind: 'case: timeline', path: `/cases/${own}/timeline` },
    { kind: 'inbox: team', path: '/tasks/team/childrens-services' },
    search('reference', own),
    { kind: 'inbox: all', path: '/tasks/all' },
    { kind: 'case: now', path: `/cases/${own}` },
    { kind: 'inbox: filtered', path: '/tasks/all?stage=stage-1&needs=child' },
    search('name', RARE_NAME.name),
    { kind: 'inbox: sorted by last told', path: '/tasks/all?sort=told' },
    { kind: 'inbox: not told', path: '/tasks/all?told=10' },
    search('word', RARE_WORD.word),
    { kind: 'inbox: nobody has it', path: '/tasks/unassigned' },
    search('word in every case', COMMON_WORD),
  ]
  return visits[n % visits.length] ?? { kind: 'inbox: mine', path: '/tasks/mine' }
}

/** Another each time of those that one person has: every fourth of their cases is in nobody's hands. */
function caseOf(worker: number, n: number, cases: number): string {
  const turns = Math.floor((cases - 1) / 100)
  const number = worker + 100 * ((n * 7919) % Math.max(1, turns))
  return referenceOf(number % 4 === 0 || number < 1 ? Math.min(cases - 1, number + 50) : number)
}

/** Asks for a page, and follows where a search leads. @returns whether it was shown. */
async function open(agent: Agent, url: string, person: Caseworker, { path, search }: Visit): Promise<boolean> {
  if (search === undefined) return (await send(agent, `${url}${path}`, person)).status === 200
  const form = new URLSearchParams({ _csrf: person.csrfToken, text: search, reason: 'To measure searches' })
  const { status, location } = await send(agent, `${url}${path}`, person, form.toString())
  if (status !== 303 || location === undefined) return false
  return (await send(agent, `${url}${location}`, person)).status === 200
}

function send(
  agent: Agent,
  url: string,
  { cookie }: Caseworker,
  form?: string,
): Promise<{ readonly status: number; readonly location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }) }
    request(url, { agent, headers, method: form === undefined ? 'GET' : 'POST' }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location })
      })
    })
      .once('error', reject)
      .end(form)
  })
}

function figuresOf(times: Measured['times']): Readonly<Record<string, PageFigures>> {
  const kinds = [...times].toSorted(([one], [other]) => one.localeCompare(other))
  return Object.fromEntries(
    kinds.map(([kind, all]) => [
      kind,
      {
        n: all.length,
        p50: Math.round(percentile(all, 0.5)),
        p95: Math.round(percentile(all, 0.95)),
        p99: Math.round(percentile(all, 0.99)),
      },
    ]),
  )
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
