import { stat } from 'node:fs/promises'
import knexModule, { type Knex } from 'knex'
import { StoreUnavailableError } from '../../errors.ts'
import { connect } from '../connection.ts'
import type { Dialect } from '../sql.ts'
import { finalizeAll, type SqliteConnection } from '../sqlite-statements.ts'
import { inOurWords } from '../store-errors.ts'
import { readTrail, type TrailReader } from './read-trail.ts'

/** knex is CommonJS: its names are properties of its default export. */
const { knex } = knexModule

/** Reads the trail as it was at one moment, whatever is written meanwhile. */
export async function atOneMoment<T>(
  pool: Knex,
  dialect: Dialect,
  work: (reader: TrailReader) => Promise<T>,
): Promise<T> {
  const connection = await connect(pool, dialect)
  try {
    await connection.run(dialect === 'sqlite' ? 'begin' : 'begin isolation level repeatable read read only')
    try {
      return await work(await readTrail(connection))
    } finally {
      await connection.run('rollback').catch(() => undefined)
    }
  } catch (error) {
    throw inOurWords(error)
  } finally {
    await connection.release()
  }
}

/** Where a database is: the address of one of PostgreSQL, or a file of SQLite. */
export type TrailPlace = { readonly url: string } | { readonly file: string }

/**
 * Reads the trail of a database that nobody serves, a backup say, and changes nothing in it.
 *
 * @throws StoreUnavailableError when there is no such database.
 */
export async function readTrailOf<T>(place: TrailPlace, work: (reader: TrailReader) => Promise<T>): Promise<T> {
  if ('url' in place) {
    const pool = knex({ client: 'pg', connection: place.url, pool: { min: 0, max: 1 } })
    try {
      return await atOneMoment(pool, 'postgresql', work)
    } finally {
      await pool.destroy()
    }
  }
  const { file } = place
  if (
    !(await stat(file).then(
      (found) => found.isFile(),
      () => false,
    ))
  ) {
    throw new StoreUnavailableError(`There is no database ${file}`)
  }
  try {
    return await readFile(`${uriOf(file)}?mode=ro`, work)
  } catch (error) {
    // A file in a folder that cannot be written to: its journal cannot be opened, and there is none to heed.
    if (!(error instanceof StoreUnavailableError) || (await stat(`${file}-wal`).catch(() => undefined)) !== undefined) {
      throw error
    }
    return readFile(`${uriOf(file)}?immutable=1`, work)
  }
}

function uriOf(file: string): string {
  return `file:${encodeURI(file).replaceAll('?', '%3f').replaceAll('#', '%23')}`
}

async function readFile<T>(filename: string, work: (reader: TrailReader) => Promise<T>): Promise<T> {
  const opened: SqliteConnection[] = []
  const pool = knex({
    client: 'sqlite3',
    connection: { filename, flags: ['OPEN_URI'] },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      afterCreate(connection: SqliteConnection, done: (error: Error | null) => void) {
        opened.push(connection)
        connection.exec('pragma query_only = on', done)
      },
    },
  })
  try {
    return await atOneMoment(pool, 'sqlite', work)
  } finally {
    for (const connection of opened) await finalizeAll(connection)
    await pool.destroy()
  }
}
