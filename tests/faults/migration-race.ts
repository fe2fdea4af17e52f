import { openStore, type Store } from '../../engine/store/index.ts'
import { MIGRATIONS } from '../../engine/store/migrations/index.ts'
import { makePrng, type Prng } from '../support/random-process/prng.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import { aCase } from '../support/test-databases-rows.ts'
import { freshDatabase, type Database, type Experiment, type FreshDatabase } from './experiment.ts'
import { startFaultsProcess, type FaultsProcess } from './two-nodes-process.ts'

const PROCESSES = 10
/** So many of them are killed in the middle, in every other round. */
const KILLED = 3
const ROUNDS = { short: 2, long: 20 } as const
/** Somebody is killed before one of the first statements that change something. */
const FIRST_STATEMENT = 6
const MOST_STATEMENTS = 6
/** Steps that are left at least, so that there are as many statements. */
const FEWEST_LEFT = 6

/** Ten processes of a new release start at once on the schema of an old one. */
export const MIGRATION_RACE: Experiment = {
  name: 'migration-race',
  promises: ['P22'],
  hypothesis:
    'each step of the schema is taken once, whoever of those that start takes it; what was killed leaves nothing',
  fault: `${PROCESSES} processes start at once on an older schema, some of them killed in the middle of a migration`,
  databases: ['sqlite', 'postgres'],
  async run({ seed, size, database }) {
    const prng = makePrng(seed)
    const faults: string[] = []
    let processes: readonly FaultsProcess[] = []
    const counts = { rounds: 0, steps: 0, killed: 0, failed: 0 }
    const whole = await wholeSchema(database)
    try {
      for (let round = 0; round < ROUNDS[size]; round += 1) {
        processes = replaceDead(processes)
        const result = await raceOnce(processes, database, { prng, kills: round % 2 === 1 ? KILLED : 0, whole })
        counts.rounds += 1
        counts.steps += result.steps
        counts.killed += result.killed
        counts.failed += result.failed
        faults.push(...result.faults.map((fault) => `round ${round + 1}: ${fault}`))
      }
    } finally {
      await Promise.all(processes.map((each) => each.kill('SIGKILL')))
    }
    return { held: faults.length === 0, counts, faults }
  },
}

function replaceDead(processes: readonly FaultsProcess[]): readonly FaultsProcess[] {
  const living = processes.filter(({ child }) => child.exitCode === null && child.signalCode === null)
  const fresh = Array.from({ length: PROCESSES - living.length }, () =>
    startFaultsProcess('tests/faults/migration-race-process.ts', []),
  )
  return [...living, ...fresh]
}

interface Raced {
  readonly steps: number
  readonly killed: number
  readonly failed: number
  readonly faults: readonly string[]
}

async function raceOnce(
  processes: readonly FaultsProcess[],
  kind: Database,
  { prng, kills, whole }: { readonly prng: Prng; readonly kills: number; readonly whole: readonly string[] },
): Promise<Raced> {
  const database = await freshDatabase(kind)
  try {
    const released = 1 + prng.below(MIGRATIONS.size - FEWEST_LEFT)
    await makeOld(database, released)
    const tell = async (each: FaultsProcess, dieAt?: number): Promise<string> => {
      const said = each.lines.length
      each.child.stdin?.write(`${JSON.stringify({ config: database.config, dieAt })}\n`)
      return each.line('', said).catch(() => 'killed')
    }
    // The first of those that are killed dies while it migrates; the others race with the rest for what it left.
    const doomed = processes.slice(0, kills).map((each) => tell(each, FIRST_STATEMENT + prng.below(MOST_STATEMENTS)))
    if (doomed.length > 0) await Promise.race(doomed)
    const answers = await Promise.all([...doomed, ...processes.slice(kills).map((each) => tell(each))])
    const steps = answers.map((answer) => Number(/^done (\d+)$/.exec(answer)?.[1] ?? 0)).filter((n) => n > 0)
    const failed = answers.filter((answer) => !/^done|^killed/.test(answer))
    const missing = MIGRATIONS.size - released
    const faults = failed.slice(0, 2)
    const taken = steps.reduce((sum, each) => sum + each, 0)
    if (taken !== missing) faults.push(`${taken} steps were taken, not ${missing}`)
    if (steps.length !== 1) faults.push(`${steps.length} processes migrated`)
    faults.push(...(await differences(database, whole)))
    const killed = answers.filter((answer) => answer === 'killed').length
    if (killed < Math.min(1, kills)) faults.push('nobody was killed in the middle')
    return { steps: taken, killed, failed: failed.length, faults }
  } finally {
    await database.remove()
  }
}

/** The database as a release of so many steps left it, with a case in it. */
async function makeOld({ config }: FreshDatabase, released: number): Promise<void> {
  await withStore(config, async (store) => {
    await store.transact(async (sql) => {
      await sql.run('create table migrations (name text not null primary key)')
      for (const [name, migration] of [...MIGRATIONS].slice(0, released)) {
        for (const statement of migration(store.dialect)) await sql.run(statement)
        await sql.run('insert into migrations (name) values (?)', [name])
      }
    })
  })
}

async function withStore<T>(config: FreshDatabase['config'], work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ clock: fixedClock(), ...config })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Tables, columns and indexes as one process makes them. */
async function wholeSchema(kind: Database): Promise<readonly string[]> {
  const database = await freshDatabase(kind)
  try {
    return await withStore(database.config, async (store) => {
      await store.migrate()
      return schemaOf(store)
    })
  } finally {
    await database.remove()
  }
}

async function differences({ config }: FreshDatabase, whole: readonly string[]): Promise<readonly string[]> {
  return withStore(config, async (store) => {
    const now = await schemaOf(store)
    await store.command((unit) => {
      unit.insertCase(aCase('a-case'))
      unit.audit({ caseId: 'a-case', actor: 'somebody', role: 'system', type: 'tried', body: {} })
      return Promise.resolve()
    })
    const lacking = whole.filter((each) => !now.includes(each)).map((each) => `lacks ${each}`)
    const beyond = now.filter((each) => !whole.includes(each)).map((each) => `has beyond ${each}`)
    return [...lacking, ...beyond].slice(0, 3)
  })
}

async function schemaOf({ dialect, look }: Store): Promise<readonly string[]> {
  const rows = await look.run(
    dialect === 'sqlite'
      ? `select type || ' ' || name || ' ' || coalesce(sql, '') as line from sqlite_master order by 1`
      : `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
           from information_schema.columns where table_schema = 'public'
         union all select indexdef from pg_indexes where schemaname = 'public'
         union all select trigger_name || ' on ' || event_object_table from information_schema.triggers where trigger_schema = 'public'
         order by 1`,
  )
  return rows.map(({ line }) => String(line))
}
