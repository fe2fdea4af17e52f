import { complianceOverview, fromMillis, instant, localDate, sweepFindings, type Runtime } from '../../engine/index.ts'
import type { NewFact } from '../../engine/index.ts'
import { addDays } from '../../engine/values/local-date.ts'
import { GOOD_CASES, type GoodCase } from '../support/duties/good-year.ts'
import { toldFrom } from '../support/duties/told-from.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'

export interface ComplianceFigures {
  readonly cases: number
  readonly facts: number
  /** Every case judged for the first time. */
  readonly sweepSeconds: number
  readonly casesPerSecond: number
  /** Of all threads: what it takes where nothing else runs, one after the other. */
  readonly cpuSeconds: number
  /** Nothing has changed since. */
  readonly secondSweepMs: number
  /** All 81 duties counted by rule, clause, procedure, quarter and team. */
  readonly overviewMs: number
}

const MONDAY = localDate('2026-04-06')
const NOW = fromMillis(Date.UTC(2028, 1, 1, 9))

/** Judges so many closed cases of every procedure, as they are after a year. */
export async function benchCompliance(cases: number, url?: string): Promise<ComplianceFigures> {
  const { runtime, close } = await openBenchRuntime({ now: () => NOW }, url)
  try {
    const each = Math.ceil(cases / GOOD_CASES.length)
    for (const [index, good] of GOOD_CASES.entries()) await seed(runtime, good, index, each)
    await runtime.store.knex.raw('analyze')
    const [{ n: facts }] = (await runtime.store.knex('facts').count('* as n')) as [{ n: number | string }]
    const began = performance.now()
    const cpu = process.cpuUsage()
    const { judged } = await sweepFindings(runtime)
    const sweepSeconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const secondSweepMs = await timed(() => sweepFindings(runtime))
    const overviewMs = await timed(() => complianceOverview(runtime, { id: 'auditor', role: 'auditor' }))
    return {
      cases: judged,
      facts: Number(facts),
      sweepSeconds: Number(sweepSeconds.toFixed(1)),
      casesPerSecond: Math.round(judged / sweepSeconds),
      cpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
      secondSweepMs,
      overviewMs,
    }
  } finally {
    await close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return Math.round(performance.now() - began)
}

/** The case once through the store, and then copied in SQL. */
async function seed({ store }: Runtime, { procedure, steps }: GoodCase, index: number, copies: number): Promise<void> {
  const monday = addDays(MONDAY, 7 * ((index * 3) % 52))
  const first = `SC-2026-${String(index + 1).padStart(5, '0')}`
  await store.command(async (unit) => {
    unit.insertCase({
      id: first,
      procedure,
      procedureVersion: 1,
      receivedOn: monday,
      state: {},
      createdAt: instant(NOW),
    })
    const facts = toldFrom(steps, monday).map(([on, type, data = {}]) => ({ type, on, data }) as NewFact)
    await unit.addFacts(first, facts, { recordedBy: 'cm1', role: 'complaints-manager' })
  })
  const copied = `'SC-20${30 + index}-' || substr(cast(100000 + k.n as text), 2)`
  for (const [table, key] of [
    ['cases', 'id'],
    ['facts', 'case_id'],
  ] as const) {
    const columns = Object.keys(await store.knex(table).columnInfo()).filter((column) => column !== 'outcome')
    const values = columns.map((column) => (column === key ? copied : `first.${column}`))
    await store.knex.raw(
      `insert into ${table} (${columns.join(', ')})
       with recursive k (n) as (select 1 union all select n + 1 from k where n < ${copies - 1})
       select ${values.join(', ')} from ${table} first, k where first.${key} = '${first}'`,
    )
  }
}
