import { newPostgresDatabase } from '../support/postgres.ts'
import { newSqliteFile } from '../support/test-databases.ts'

export type Database = 'sqlite' | 'postgres'

export interface Conditions {
  /** Gives the same draws again; what depends on the machine's speed may still differ. */
  readonly seed: number
  /** `short` in the tests, `long` by `npm run chaos`. */
  readonly size: 'short' | 'long'
  readonly database: Database
}

export interface Outcome {
  readonly held: boolean
  readonly counts: Readonly<Record<string, number>>
  /** What broke, the first ones, in words. */
  readonly faults: readonly string[]
}

/** One way to break Redress, and what must hold all the same. */
export interface Experiment {
  /** As it is called on the command line: `kill-storm`. */
  readonly name: string
  /** The promises of RELIABILITY.md that it is about. */
  readonly promises: readonly string[]
  /** A plain sentence. */
  readonly hypothesis: string
  /** What is injected. */
  readonly fault: string
  readonly databases: readonly Database[]
  run(conditions: Conditions): Promise<Outcome>
}

export interface Result extends Conditions, Outcome {
  readonly experiment: Experiment
  readonly seconds: number
}

/** Runs it; what it throws is a fault like any other. */
export async function runExperiment(experiment: Experiment, conditions: Conditions): Promise<Result> {
  const began = performance.now()
  const outcome = await experiment.run(conditions).catch((error: unknown): Outcome => {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { held: false, counts: {}, faults: [said] }
  })
  return { experiment, ...conditions, ...outcome, seconds: Math.round((performance.now() - began) / 100) / 10 }
}

/** One line: what was tried, on what, what came of it, and how to try it again. */
export function lineOf({ experiment, database, size, seed, seconds, held, counts, faults }: Result): string {
  const { name, promises, hypothesis, fault } = experiment
  const numbers = Object.entries(counts).map(([what, count]) => `${what} ${count}`)
  return [
    `${held ? 'HELD  ' : 'BROKEN'} ${name} (${promises.join(', ')}) on ${database}, ${size}`,
    `hypothesis: ${hypothesis}`,
    `fault: ${fault}`,
    `counts: ${numbers.join(', ')}`,
    ...(held ? [] : [`broke: ${faults.slice(0, 5).join('; ').replaceAll(/\s+/g, ' ')}`]),
    `seed ${seed}, ${seconds} s`,
  ].join(' | ')
}

export interface FreshDatabase {
  /** As `openStore` takes it. */
  readonly config: { readonly url: string } | { readonly file: string }
  /** As the server process takes it. */
  readonly settings: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** An empty database: a file in a folder of its own, or a database in the PostgreSQL of the tests. */
export async function freshDatabase(database: Database): Promise<FreshDatabase> {
  if (database === 'sqlite') {
    const { config, remove } = await newSqliteFile()
    return { config, settings: { DATABASE_FILE: config.file }, remove }
  }
  const { config, remove } = await newPostgresDatabase()
  return { config, settings: { DATABASE_URL: config.url }, remove }
}
