import { join } from 'node:path'
import { filesOf } from '../../api/service.ts'
import {
  completeTask,
  EngineError,
  makeProcedureCache,
  replayCases,
  submitComplaint,
  verifyTrailOf,
  type Actor,
} from '../../engine/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { makePrng, type Prng } from '../support/random-process/prng.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../support/runtime.ts'
import type { Experiment, Outcome } from './experiment.ts'
import { openedDatabase, type OpenedDatabase } from './two-nodes-seed.ts'

const AUDITOR: Actor = { id: 'the-judge', role: 'auditor' }
const CASES = 6
const FLIPS = { short: 60, long: 1_000 } as const
const PROCEDURE = 'storm'

/** What is guarded, its key, and what of it may change by itself and is not. */
const TABLES = [
  { name: 'instances', key: ['id'], free: [], weight: 3 },
  { name: 'audit', key: ['seq'], free: [], weight: 3 },
  { name: 'audit_payload', key: ['seq'], free: [], weight: 1 },
  { name: 'facts', key: ['case_id', 'n'], free: ['erased_at'], weight: 1 },
  { name: 'definitions', key: ['hash'], free: [], weight: 1 },
  { name: 'procedures', key: ['id', 'version'], free: ['status', 'effective_from'], weight: 1 },
] as const
type Guarded = (typeof TABLES)[number]
type Row = Readonly<Record<string, unknown>>

/** Bits turned over in rows, one at a time, behind the back of the service. */
export const CORRUPTION: Experiment = {
  name: 'corruption',
  promises: ['P21'],
  hypothesis:
    'what is stored of states, diagrams and the trail is never served when it is not what was saved: the case, or the procedure, is refused or named, and others go on',
  fault: 'one random bit is turned over in a random column of a random row',
  databases: ['sqlite', 'postgres'],
  async run({ seed, size, database: kind }) {
    const database = await openedDatabase(kind)
    try {
      const files = filesOf(join('tests', 'fixtures', 'faults', PROCEDURE))
      const test = await startRuntime(database, { now: '2026-03-02T09:00:00.000Z', files })
      const cases = await someCases(test)
      await openToChange(test.store)
      return await flipAll(database, test, cases, makePrng(seed), FLIPS[size])
    } finally {
      await database.remove()
    }
  },
}

/** Half of them further on than the others. */
async function someCases(test: TestRuntime): Promise<readonly string[]> {
  const cases: string[] = []
  for (let n = 0; n < CASES; n += 1) {
    const { caseId } = await submitComplaint(test.runtime, a('intake'), {
      procedure: PROCEDURE,
      channel: 'form',
      oral: false,
      byChild: false,
      people: [
        {
          role: 'complainant',
          name: `Person ${n}`,
          email: `c${n}@example.org`,
          contactPreference: 'email',
          adjustments: [],
        },
      ],
      points: [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }],
    } as never)
    cases.push(caseId)
    await test.settle()
    if (n % 2 === 0) await completeOne(test, caseId)
  }
  return cases
}

async function completeOne(test: TestRuntime, caseId: string): Promise<void> {
  const { rows } = await test.store.read.tasks({ caseId, status: 'open', limit: 10 })
  const [task] = rows
  if (task === undefined) throw new RangeError(`${caseId} has no task`)
  await completeTask(test.runtime, MANAGER, { taskId: task.id, answers: { ready: true } })
  await test.settle()
}

/** What refuses changes stands in the way of a disk that has gone bad no more than it would there. */
async function openToChange({ knex, dialect, look }: Store): Promise<void> {
  if (dialect === 'postgresql') {
    for (const { name } of TABLES) await knex.raw(`alter table ${name} disable trigger all`)
    return
  }
  await knex.raw('pragma foreign_keys = off')
  const triggers = await look.run(`select name, tbl_name from sqlite_master where type = 'trigger'`)
  for (const { name, tbl_name: of } of triggers) {
    if (TABLES.some((table) => table.name === of)) await knex.raw(`drop trigger ${String(name)}`)
  }
}

async function flipAll(
  database: OpenedDatabase,
  test: TestRuntime,
  cases: readonly string[],
  prng: Prng,
  flips: number,
): Promise<Outcome> {
  const faults: string[] = []
  const found: Record<string, number> = {}
  const deck = TABLES.flatMap((table) => Array.from({ length: table.weight }, () => table))
  let undetected = 0
  let othersRefused = 0
  for (let n = 0; n < flips; n += 1) {
    const flip = await flipOne(test.store, prng.pick(deck), prng)
    const how = await detect(database, test, flip)
    if (how === undefined) {
      undetected += 1
      faults.push(`${flip.table.name}.${flip.column} of ${JSON.stringify(flip.was)}: nobody saw it`)
    } else found[how] = (found[how] ?? 0) + 1
    if (flip.table.name === 'instances') {
      for (const other of cases.filter((each) => each !== flip.caseId).slice(0, 2)) {
        if ((await refused(() => test.store.read.instances(other))) && flip.column !== 'case_id') othersRefused += 1
      }
    }
    await flip.takeBack()
  }
  if (othersRefused > 0) faults.push(`${othersRefused} times another case was refused`)
  // All taken back, everything is as it was, and cases go on.
  const { findings } = await verifyTrailOf(database.config)
  if (findings.length > 0) faults.push(`what was taken back is not as it was: ${findings[0]?.sentence ?? ''}`)
  await completeOne(test, cases[1] ?? '')
  const counts = { flips, ...found, undetected, othersRefused }
  return { held: faults.length === 0, counts, faults }
}

interface Flip {
  readonly table: Guarded
  readonly column: string
  readonly was: unknown
  /** Whose row it was. */
  readonly caseId: string | undefined
  takeBack(): Promise<void>
}

async function flipOne(store: Store, table: Guarded, prng: Prng): Promise<Flip> {
  const rows = (await store.knex(table.name).orderBy([...table.key])) as readonly Row[]
  for (let tries = 0; tries < 100; tries += 1) {
    const row = prng.pick(rows)
    const free: readonly string[] = table.free
    const columns = Object.keys(row).filter((column) => row[column] !== null && !free.includes(column))
    const column = prng.pick(columns)
    const value = otherBit(row[column], prng)
    if (value === undefined) continue
    const key = Object.fromEntries(table.key.map((each) => [each, row[each]]))
    const isTaken = await store
      .knex(table.name)
      .where(key)
      .update({ [column]: value })
      .then(
        () => false,
        () => true,
      )
    if (isTaken) continue
    const now = { ...key, ...(column in key && { [column]: value }) }
    return {
      table,
      column,
      was: row[column],
      caseId: typeof row['case_id'] === 'string' ? row['case_id'] : undefined,
      async takeBack() {
        await store
          .knex(table.name)
          .where(now)
          .update({ [column]: row[column] })
      },
    }
  }
  throw new RangeError(`Nothing in ${table.name} can be turned over`)
}

/** The value with one bit turned over; undefined where that is no text any more. */
function otherBit(value: unknown, prng: Prng): unknown {
  if (typeof value === 'number') return value ^ (1 << prng.below(6))
  if (Buffer.isBuffer(value)) {
    if (value.length === 0) return undefined
    const bytes = Buffer.from(value)
    const at = prng.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << prng.below(8))
    return bytes
  }
  const text = String(value)
  // PostgreSQL gives its large numbers as texts.
  const bytes = Buffer.from(text)
  if (bytes.length === 0) return undefined
  const at = prng.below(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << prng.below(7))
  const changed = bytes.toString()
  return changed === text || changed.includes('\u0000') || changed.includes('\uFFFD') ? undefined : changed
}

/** @returns how it was seen; undefined where it was not. */
async function detect(
  database: OpenedDatabase,
  test: TestRuntime,
  { table, caseId }: Flip,
): Promise<string | undefined> {
  const { runtime, store } = test
  switch (table.name) {
    case 'instances': {
      if (caseId === undefined) return undefined
      if (await refused(() => store.read.instances(caseId))) return 'caseRefused'
      const { deviating, failed } = await replayCases(runtime, AUDITOR, { caseId })
      return deviating + failed.length > 0 ? 'foundByReplay' : undefined
    }
    case 'definitions':
    case 'procedures': {
      const fresh = makeProcedureCache(store, () => 0)
      return (await refused(() => fresh.load(PROCEDURE, 1))) ? 'procedureRefused' : undefined
    }
    default: {
      const { verdict } = await verifyTrailOf(database.config).catch(() => ({ verdict: 'tampered' }))
      return verdict === 'tampered' ? 'foundByVerify' : undefined
    }
  }
}

/** Whether it is refused in our own words; anything else is a fault of its own. */
async function refused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    if (error instanceof EngineError) return true
    throw error
  }
}
