import {
  caseNowAndActions,
  completeTask,
  dayOf,
  fromMillis,
  inboxPage,
  listTasks,
  searchCases,
  sweepFindings,
  type Actor,
  type InboxAsk,
} from '../../engine/index.ts'
import { ANSWERS } from '../support/journey.ts'
import { newPostgresDatabase } from '../support/postgres.ts'
import { percentile } from './figures.ts'
import { openBenchRuntime, type BenchRuntime } from './runtime-for-bench.ts'
import { referenceOf } from './seed-copies.ts'
import { seedCouncil } from './seed-council.ts'

/** Of one thing that people or the service do, in milliseconds. */
export interface Times {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Of all threads of this process, each time: on SQLite all that it takes, whatever else the machine does. */
  readonly cpu: number
}

export interface ScaleFigures {
  readonly cases: number
  readonly facts: number
  readonly databaseMb: number
  readonly kbACase: number
  readonly ms: Readonly<Record<string, Times>>
}

export interface GrowthFigures {
  readonly scales: readonly ScaleFigures[]
  /** At each scale by the scale before: 1 is flat. Of the processor's time on SQLite, of the median on PostgreSQL. */
  readonly growth: Readonly<Record<string, readonly number[]>>
}

/** So many cases has somebody in hand, however many the council has. */
const IN_HAND = 30
const TIMES = 40
const SWEPT = 100
const MANAGER: Actor = { id: 'bench', role: 'complaints-manager' }

/**
 * How the time of each thing grows with the open cases of the council, from one scale to the next in one run: what the
 * machine is slower by stands in both. The number of people grows with the cases; what one of them has in hand does not.
 */
export async function benchGrowth(dialect: 'sqlite' | 'postgres', scales: readonly number[]): Promise<GrowthFigures> {
  // Not counted: what is done for the first time is slower, and would make the smallest scale look large.
  await atScale(dialect, IN_HAND)
  const found: ScaleFigures[] = []
  for (const cases of scales) found.push(await atScale(dialect, cases))
  const kinds = Object.keys(found[0]?.ms ?? {})
  const by = dialect === 'sqlite' ? 'cpu' : 'p50'
  const ratio = (kind: string, n: number) =>
    Math.round(((found[n + 1]?.ms[kind]?.[by] ?? NaN) / (found[n]?.ms[kind]?.[by] ?? NaN)) * 100) / 100
  return {
    scales: found,
    growth: Object.fromEntries(kinds.map((kind) => [kind, found.slice(1).map((_, n) => ratio(kind, n))])),
  }
}

async function atScale(dialect: 'sqlite' | 'postgres', cases: number): Promise<ScaleFigures> {
  const database = dialect === 'postgres' ? await newPostgresDatabase() : undefined
  try {
    const bench = await openBenchRuntime({ now: () => fromMillis(Date.now()) }, database?.config.url)
    try {
      await seedCouncil(bench, { cases, sessionSecret: 'for-nobody-who-signs-in-here-at-all' })
      await spreadOver(bench)
      return await measured(bench, cases)
    } finally {
      await bench.close()
    }
  } finally {
    await database?.remove()
  }
}

/** Gives each run of cases to a person of their own. */
async function spreadOver({ runtime: { store } }: BenchRuntime): Promise<void> {
  const who = `'officer-' || (cast(substr(case_id, 9) as integer) / ${IN_HAND})`
  await store.knex.raw(`update tasks set assignee = ${who} where status = 'open' and assignee like 'worker-%'`)
  await store.knex.raw(`update case_access set who = ${who} where relation = 'assigned' and who like 'worker-%'`)
  // As a database that has lived is kept: without it PostgreSQL looks up each row that an index has named.
  await store.knex.raw(store.dialect === 'sqlite' ? 'analyze' : 'vacuum analyze')
}

async function measured(bench: BenchRuntime, cases: number): Promise<ScaleFigures> {
  const { runtime, scheduler } = bench
  const { store, clock } = runtime
  const drawn = (n: number) => 1 + ((n * 7_919) % (cases - 2))
  const officer = (n: number): Actor => ({ id: `officer-${Math.floor(drawn(n) / IN_HAND)}`, role: 'caseworker' })
  const list = (ask: InboxAsk) => (n: number) => inboxPage(runtime, ask.scope === 'mine' ? officer(n) : MANAGER, ask)
  const search = (text: (n: number) => string) => (n: number) =>
    searchCases(runtime, MANAGER, { text: text(n), reason: 'To measure searches' })
  const complete = async (n: number): Promise<void> => {
    const { tasks } = await listTasks(runtime, MANAGER, { caseId: referenceOf(drawn(n)), limit: 5 })
    const task = tasks.find(({ form }) => form === 'answer-stage-1')
    const answers = ANSWERS['answer-stage-1']?.(dayOf(clock.now()))
    if (task !== undefined && answers !== undefined)
      await completeTask(runtime, MANAGER, { taskId: task.taskId, answers })
  }
  const things: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
    'inbox: mine': list({ scope: 'mine' }),
    'inbox: team': list({ scope: 'team', team: 'childrens-services' }),
    'inbox: nobody has it': list({ scope: 'unassigned' }),
    'inbox: all': list({ scope: 'all' }),
    'inbox: filtered': list({ scope: 'all', stage: ['stage-1'], child: true }),
    'inbox: not told': list({ scope: 'all', notToldFor: 10 }),
    'inbox: sorted by last told': list({ scope: 'all', sort: 'told' }),
    'case page': (n) => caseNowAndActions(runtime, MANAGER, referenceOf(drawn(n))),
    'search: reference': search((n) => referenceOf(drawn(n))),
    'search: name': search((n) => `reed${drawn(n)}`),
    'complete a task': complete,
    'look for due timers': () => scheduler.nextDue(),
  }
  await scheduler.tick(clock.now())
  const ms: Record<string, Times> = {}
  for (const [kind, run] of Object.entries(things)) {
    await run(0)
    const times: number[] = []
    const before = process.cpuUsage()
    for (let n = 1; n <= TIMES; n += 1) {
      const began = performance.now()
      await run(n)
      times.push(performance.now() - began)
    }
    ms[kind] = timesOf(times, spentMs(before) / TIMES)
  }
  ms['judge a case'] = await judged(bench)
  const [{ n: facts }] = (await store.knex('facts').count('* as n')) as [{ n: number | string }]
  const databaseMb = await sizeMb(bench)
  return {
    cases,
    facts: Number(facts),
    databaseMb: Math.round(databaseMb),
    kbACase: Math.round((databaseMb * 1_024 * 10) / cases) / 10,
    ms,
  }
}

/** The sweep is stopped once it has judged so many; what each took, on average, over several goes. */
async function judged({ runtime }: BenchRuntime): Promise<Times> {
  const times: number[] = []
  const before = process.cpuUsage()
  let done = 0
  for (let go = 0; go < 5; go += 1) {
    let asked = 0
    const began = performance.now()
    const { judged: n } = await sweepFindings(runtime, { atOnce: 20, stopped: () => (asked += 1) > SWEPT / 20 })
    done += n
    if (n > 0) times.push((performance.now() - began) / n)
  }
  return timesOf(times, spentMs(before) / done)
}

function spentMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function timesOf(times: readonly number[], cpu: number): Times {
  const rounded = (ms: number) => Math.round(ms * 100) / 100
  const at = (share: number) => rounded(percentile(times, share))
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), cpu: rounded(cpu) }
}

async function sizeMb({ runtime: { store } }: BenchRuntime): Promise<number> {
  const size =
    store.dialect === 'sqlite'
      ? 'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()'
      : 'select pg_database_size(current_database()) as bytes'
  const [row] = await store.look.run(size)
  return Number(row?.['bytes']) / 2 ** 20
}
