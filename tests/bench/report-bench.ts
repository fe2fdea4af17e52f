import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scriptsOf } from '../../api/demo/courses/index.ts'
import { planOf2020 } from '../../api/demo/plan/year-2020-21.ts'
import { play } from '../../api/demo/play.ts'
import { openTheatre } from '../../api/demo/theatre.ts'
import {
  figureCases,
  localDate,
  reportDays,
  reportFigures,
  reportYear,
  startOf,
  type Actor,
  type Store,
} from '../../engine/index.ts'

/*
 * How long an annual report over a million facts takes: a small synthetic year with every kind of case in it, copied until
 * there are so many. All of them are of the year, so that none is passed over.
 */

const AUDITOR: Actor = { id: 'bench', role: 'auditor' }
const FROM = localDate('2019-12-02')
const WRITTEN_ON = localDate('2021-06-30')
/** The smallest share of a year in which every kind of case stands. */
const SMALLEST = 0.01

export async function benchReport(facts: number, url?: string): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'))
  const theatre = await openTheatre({
    databaseFile: join(folder, 'report.sqlite'),
    ...(url !== undefined && { databaseUrl: url }),
    mailboxFile: join(folder, 'mail.jsonl'),
    proceduresDir: 'processes',
    councilFile: 'processes/councils/example-council.json',
    start: startOf(FROM, 9),
    durable: false,
  })
  try {
    const { runtime } = theatre
    await play(theatre, scriptsOf(planOf2020(7, SMALLEST)), { from: FROM, to: WRITTEN_ON })
    const copied = await copyAllCases(runtime.store, facts)
    const days = reportDays(reportYear('2020-21'), WRITTEN_ON)
    global.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
    const worked = process.cpuUsage()
    const [seconds, report] = await timed(() => reportFigures(runtime, AUDITOR, days))
    const { user, system } = process.cpuUsage(worked)
    clearInterval(watch)
    const { knownAt } = report.days
    const drill = { figure: 'adult.by-service.support-planning', days: { ...days, knownAt } }
    const [drillSeconds] = await timed(() => figureCases(runtime, AUDITOR, drill))
    return {
      ...copied,
      seconds: round(seconds),
      processorSeconds: round((user + system) / 1e6),
      factsPerSecond: Math.round(copied.facts / seconds),
      memoryMb: Math.round((most - before) / 2 ** 20),
      casesBehindAFigureMs: Math.round(drillSeconds * 1000),
      faults: report.faults.length,
    }
  } finally {
    await theatre.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [seconds: number, result: T]> {
  const from = performance.now()
  const result = await work()
  return [(performance.now() - from) / 1000, result]
}

/** Copies every case with its facts until there are so many facts. The copies have nothing else; a report reads no more. */
async function copyAllCases(
  { knex }: Store,
  wanted: number,
): Promise<{ readonly cases: number; readonly facts: number }> {
  const countIn = async (table: string) => Number((await knex(table).count({ n: '*' }))[0]?.n ?? 0)
  const [cases, facts] = [await countIn('cases'), await countIn('facts')]
  const copies = Math.max(0, Math.ceil(wanted / facts) - 1)
  for (const [table, key] of [
    ['cases', 'id'],
    ['facts', 'case_id'],
  ] as const) {
    // The outcome is what the database works out by itself.
    const columns = Object.keys(await knex(table).columnInfo()).filter((column) => column !== 'outcome')
    const values = columns.map((column) => (column === key ? `replace(${key}, 'SC-', ?)` : column))
    await knex.transaction(async (transaction) => {
      for (let n = 0; n < copies; n += 1) {
        await transaction.raw(
          `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where ${key} like 'SC-%'`,
          [prefixOf(n)],
        )
      }
    })
  }
  await knex.raw('analyze')
  return { cases: cases * (copies + 1), facts: facts * (copies + 1) }
}

/** `SAAA-`, `SAAB-` …: a council's prefix of its own for each round of copies. */
function prefixOf(n: number): string {
  const letter = (place: number) => String.fromCharCode(65 + (Math.floor(n / place) % 26))
  return `S${letter(676)}${letter(26)}${letter(1)}-`
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
