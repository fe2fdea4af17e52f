import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../open-database.ts'
import type { Environment, Io } from './io.ts'

/** Brings the database up to this release; safe to run from several machines at once. Exit code. */
export async function migrate(environment: Environment, io: Io): Promise<number> {
  const store = await openDatabase(readConfig(environment), systemClock)
  try {
    await store.migrate()
    io.out('The database is up to date.')
    return 0
  } finally {
    await store.close()
  }
}
