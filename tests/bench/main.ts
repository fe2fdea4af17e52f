import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchAudit } from './audit-bench.ts'
import { benchCompliance } from './compliance-bench.ts'
import { benchCore } from './core-bench.ts'
import { compareStockAndOurs } from './engine-compare.ts'
import { benchPages } from './pages-bench.ts'
import { benchReport } from './report-bench.ts'
import { benchCommands } from './runtime-bench.ts'
import { benchGrowth } from './growth-bench.ts'
import { benchEffect } from './effect-bench.ts'
import { benchLive } from './live-bench.ts'
import { benchStart } from './start-bench.ts'
import { benchTimers } from './timers-bench.ts'
import { benchWorkers } from './workers-bench.ts'
import { newPostgresDatabase, stopPostgres } from '../support/postgres.ts'

/*
 * `npm run bench [-- --json] [--only core,commands,engines,timers,workers,start,audit,pages,report,compliance,effect,live,growth] [--scale 0.1]`: what Redress does
 * in a second, with the machine named. `--scale`: that share of the cases and facts that pages and reports are measured on, and of the time. Timings are here and in no test.
 */

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    scale: { type: 'string', default: '1' },
  },
})
const only = values.only?.split(',')
const figures: Record<string, unknown> = {
  machine: {
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
}

await measure('core', 'aim ≥ 5,000 whole cases a second', () => Promise.resolve(benchCore()))
await measure('commandsOnSqlite', 'aim ≥ 300 a second, p99 < 50 ms', () => benchCommands({}), 'commands')
await measure(
  'commandsOnPostgresql',
  'aim ≥ 200 a second',
  onPostgresql((url) => benchCommands({ url })),
  'commands',
)
await measure('engines', 'aim ≥ 20 times the time of stock', () => compareStockAndOurs())
await measure('timersOnSqlite', 'aim < 60 s for 10,000', () => benchTimers(), 'timers')
await measure(
  'timersOnPostgresql',
  'aim < 60 s for 10,000',
  onPostgresql((url) => benchTimers(10_000, url)),
  'timers',
)
await measure('workers', 'how two and four worker processes compare with one, on PostgreSQL', () => benchWorkers())
await measure('start', 'aim < 5 s, < 300 MB', () => benchStart())
const scale = Number(values.scale)
const AUDIT = 'aim of verifying ≥ 100,000 rows a second'
await measure('auditOnSqlite', AUDIT, () => benchAudit(Math.round(400_000 * scale)), 'audit')
await measure(
  'auditOnPostgresql',
  AUDIT,
  onPostgresql((url) => benchAudit(Math.round(400_000 * scale), url)),
  'audit',
)
const size = { cases: Math.round(50_000 * scale), seconds: Math.max(5, Math.round(60 * scale)) }
const PAGES = 'aim p95 of one page every 5 s each: inbox and case < 150 ms, search < 200 ms'
await measure('pagesOnSqlite', PAGES, () => benchPages(size), 'pages')
await measure(
  'pagesOnPostgresql',
  PAGES,
  onPostgresql((url) => benchPages({ ...size, url })),
  'pages',
)
const REPORT = 'aim < 30 s for 1,000,000 facts'
const facts = Math.round(1_000_000 * scale)
await measure('reportOnSqlite', REPORT, () => benchReport(facts), 'report')
await measure(
  'reportOnPostgresql',
  REPORT,
  onPostgresql((url) => benchReport(facts, url)),
  'report',
)
const COMPLIANCE = 'aim < 60 s for 50,000 cases'
await measure('complianceOnSqlite', COMPLIANCE, () => benchCompliance(size.cases), 'compliance')
await measure(
  'complianceOnPostgresql',
  COMPLIANCE,
  onPostgresql((url) => benchCompliance(size.cases, url)),
  'compliance',
)
const EFFECT = 'aim < 30 s for 10,000 cases'
const open = Math.round(10_000 * scale)
await measure('effectOnSqlite', EFFECT, () => benchEffect(open), 'effect')
await measure(
  'effectOnPostgresql',
  EFFECT,
  onPostgresql((url) => benchEffect(open, url)),
  'effect',
)
const LIVE = 'aim < 200 ms of processor for 50,000 open cases'
await measure('liveOnSqlite', LIVE, () => benchLive(size.cases), 'live')
await measure(
  'liveOnPostgresql',
  LIVE,
  onPostgresql((url) => benchLive(size.cases, url)),
  'live',
)
const GROWTH = 'aim ≤ 2 from each scale to the next, which has ten times the cases'
const scales = [1_000, 10_000, 100_000].map((cases) => Math.round(cases * scale))
await measure('growthOnSqlite', GROWTH, () => benchGrowth('sqlite', scales), 'growth')
await measure('growthOnPostgresql', GROWTH, () => benchGrowth('postgres', scales), 'growth')
await stopPostgres()
if (values.json) print(JSON.stringify(figures, undefined, 2))

/** Runs one measurement unless it was left out, and prints it as it comes. */
async function measure(name: string, aim: string, run: () => Promise<unknown>, group = name): Promise<void> {
  if (only !== undefined && !only.includes(group)) return
  const figure = await run()
  figures[name] = { aim, ...(figure as object) }
  if (!values.json) print(`${name} (${aim})\n  ${JSON.stringify(figure)}`)
}

function onPostgresql<T>(run: (url: string) => Promise<T>): () => Promise<T> {
  return async () => {
    const database = await newPostgresDatabase()
    try {
      return await run(database.config.url)
    } finally {
      await database.remove()
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
