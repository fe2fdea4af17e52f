import { readdirSync, statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readConfig } from '../../api/config.ts'
import type { VirtualClock } from '../../api/clock.ts'
import { OWN_ANSWERS } from '../../api/demo/courses/own-answers.ts'
import { play, type Theatre } from '../../api/demo/play.ts'
import { readUsualAnswers } from '../../api/demo/usual-answers.ts'
import { makeLog } from '../../api/log.ts'
import { startService, type Service } from '../../api/service.ts'
import { addDays, localDate, startOf, type Actor } from '../../engine/index.ts'
import { makePages } from '../../web/index.ts'
import { addKey } from './backlog-server.ts'
import { BLOCK_DAYS, soakScripts } from './soak-scripts.ts'

/*
 * The whole service on virtual time, with people and programs that work in it, block after block of cases from their
 * receipt to their closing. After each block it says in one line what it holds: `block {…}`.
 */

/** What the process holds when nothing is under way. */
export interface BlockSeen {
  readonly cases: number
  readonly closed: number
  readonly mails: number
  readonly acts: number
  /** After everything was collected that nobody holds. */
  readonly heapMb: number
  readonly outsideMb: number
  readonly rssMb: number
  /** What keeps the process alive: timers, lines, files. */
  readonly handles: number
  readonly files: number
  readonly sessions: number
  readonly walMb: number
  readonly databaseMb: number
  readonly incidents: number
  readonly faults: readonly string[]
  readonly seconds: number
}

interface Order {
  readonly settings: Readonly<Record<string, string>>
  readonly blocks: number
  readonly casesEach: number
  /** Days from one look at the pages to the next. */
  readonly visitedEvery: number
}

const FIRST_DAY = localDate('2025-01-06')
const MANAGER: Actor = { id: 'synthetic-complaints-manager', role: 'complaints-manager' }
/** Looks at things in the browser whenever it says so; the others come as anybody does. */
const SIGNED_IN = { 'x-soak': 'manager' } as const

const { settings, blocks, casesEach, visitedEvery } = JSON.parse(process.argv[2] ?? '{}') as Order
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let mails = 0
let opened: string[] = []
const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', REDRESS_CLOCK: 'virtual', ...settings })
const service = await startService(config, makeLog(config), {
  mailTransport: () => {
    mails += 1
    return Promise.resolve({ kind: 'accepted', reply: '250' })
  },
  makePages(parts) {
    parts.onlookers.watch(
      ({ tasksOpened }) => opened.push(...tasksOpened),
      () => undefined,
    )
    const user = { actor: MANAGER, name: MANAGER.id }
    return makePages(parts, (request) => Promise.resolve(request.get('x-soak') === undefined ? undefined : user))
  },
})
const keys = {
  reader: await addKey(service.runtime.store, 'complaints-manager'),
  admin: await addKey(service.runtime.store, 'system-admin'),
}
const clock = service.runtime.clock as VirtualClock
clock.moveTo(startOf(FIRST_DAY, 8))
const theatre: Theatre = {
  runtime: service.runtime,
  clock,
  scheduler: { tick: () => service.drain() } as unknown as Theatre['scheduler'],
  usual: readUsualAnswers('processes', OWN_ANSWERS),
  takeOpened() {
    const taken = opened
    opened = []
    return taken
  },
}

let acts = 0
let days = 0
let from = FIRST_DAY
for (let block = 0; block < blocks; block += 1) {
  const began = performance.now()
  const to = addDays(from, BLOCK_DAYS - 1)
  const played = await play(theatre, soakScripts(from, block, casesEach), {
    from,
    to,
    onDay: () => dayInTheOffice(service),
  })
  acts += played.acts
  const seen = await look(
    service,
    played.faults.map(({ key, what, message }) => `${key}: ${what}: ${message}`),
  )
  process.stdout.write(
    `block ${JSON.stringify({ ...seen, seconds: Math.round((performance.now() - began) / 100) / 10 })}\n`,
  )
  from = addDays(to, 1)
}
await service.stop()
process.exit(0)

/** The rounds of the night, people who look at pages, one who follows what happens and leaves, and programs. */
async function dayInTheOffice({ url, runtime }: Service): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(`${url}${path}`, init)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`)
  }
  const keyed = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
  await ask('/api/v1/clock', {
    method: 'PUT',
    headers: keyed(keys.admin),
    body: JSON.stringify({ now: runtime.clock.now() }),
  })
  days += 1
  if (days % visitedEvery > 0) return
  const gone = new AbortController()
  await fetch(`${url}/events`, { headers: SIGNED_IN, signal: gone.signal })
  gone.abort()
  const [newest] = (await runtime.store.read.cases({ limit: 1 })).rows
  const pages = ['/tasks/all', '/tasks/mine', ...(newest === undefined ? [] : [`/cases/${newest.id}`])]
  for (const path of pages) await ask(path, { headers: SIGNED_IN })
  for (const path of ['/track', '/complain']) await ask(path)
  await ask('/api/v1/tasks?limit=50', { headers: keyed(keys.reader) })
}

async function look({ runtime: { store } }: Service, faults: readonly string[]): Promise<Omit<BlockSeen, 'seconds'>> {
  const count = async (statement: string) => Number((await store.look.run(statement))[0]?.['n'])
  const sizes = {
    cases: await count('select count(*) as n from cases'),
    closed: await count(`select count(*) as n from cases where status = 'closed'`),
    sessions: await count('select count(*) as n from sessions'),
    incidents: await count(`select count(*) as n from incidents where status = 'open'`),
  }
  // What ended is let go of in the next turns.
  await new Promise((resolve) => setTimeout(resolve, 50))
  collect()
  await new Promise((resolve) => setTimeout(resolve, 50))
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  const { DATABASE_FILE: file } = settings
  return {
    ...sizes,
    mails,
    acts,
    heapMb: megabytes(heapUsed),
    outsideMb: megabytes(external),
    rssMb: megabytes(rss),
    handles: process.getActiveResourcesInfo().length,
    files: readdirSync('/proc/self/fd').length,
    walMb: file === undefined ? 0 : megabytes(statSync(`${file}-wal`).size),
    databaseMb: file === undefined ? 0 : megabytes(statSync(file).size),
    faults: faults.slice(0, 3),
  }
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 100) / 100
}
