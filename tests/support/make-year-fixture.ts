import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fromMillis, openStore, type CaseFacts } from '../../engine/index.ts'

/*
 * Writes `tests/fixtures/figures/year-2020-21.json.gz` from a database that `npm run demo:year` made: the facts of every
 * case of the synthetic year, without their words. For tests that count a whole year in a second.
 *
 *   npx tsx tests/support/make-year-fixture.ts <file of the database>
 */

/** Codes are shorter; longer texts are words that nobody counts. */
const LONGEST_CODE = 40

const [, , file = ''] = process.argv
const store = await openStore({ file, clock: { now: () => fromMillis(Date.now()) } })
const lines: unknown[] = []
let after: string | undefined
do {
  const page = await store.read.cases({ limit: 500, ...(after !== undefined && { after }) })
  const facts = await store.read.factsOf(page.rows.map(({ id }) => id))
  for (const { id, procedure } of page.rows) lines.push([id, procedure, (facts.get(id) ?? []).map(shortened)])
  after = page.next
} while (after !== undefined)
await store.close()
writeFileSync('tests/fixtures/figures/year-2020-21.json.gz', gzipSync(JSON.stringify(lines), { level: 9 }))

function shortened({ type, on, data }: CaseFacts['facts'][number]): readonly unknown[] {
  return [type, on, JSON.parse(JSON.stringify(data), withoutWords)]
}

function withoutWords(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST_CODE ? '' : value
}
