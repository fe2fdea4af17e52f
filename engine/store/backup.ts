import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import knexModule from 'knex'
import { connect, type Connection } from './connection.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { finalizeAll, type SqliteConnection } from './sqlite-statements.ts'
import { inOurWords } from './store-errors.ts'

/** knex is CommonJS: its names are properties of its default export. */
const { knex } = knexModule

/** Waiting for another process to finish writing, in milliseconds. */
const BUSY_MS = 10_000

/**
 * Copies an SQLite database as it stands at one moment into a file of its own, while others read and write it. The copy
 * gets its name only once it is whole, on disk and found sound: under `to` there is never half a backup.
 *
 * @throws StoreUnavailableError when the database cannot be read, or the copy not be written.
 * @throws RangeError when what was written is not sound.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  await rm(part, { force: true })
  try {
    // For its owner's eyes only: it holds everything that the database holds.
    await (await open(part, 'wx', 0o600)).close()
    await onFile(from, (connection) => connection.run('vacuum into ?', [part]))
    await ontoDisk(part)
    const [fault] = await faultsInFile(part)
    if (fault !== undefined) throw new RangeError(`The copy is not sound: ${fault}`)
    await rename(part, to)
    await ontoDisk(dirname(to))
  } catch (error) {
    await rm(part, { force: true })
    throw inOurWords(error)
  }
}

/** What SQLite itself finds wrong in a file: pages, indexes, rows that refer to none. The first twenty, in its words. */
export async function faultsInFile(file: string): Promise<readonly string[]> {
  return onFile(file, async (connection) => {
    const said = await connection.run('pragma integrity_check(20)')
    const faults = said.map((row) => String(row['integrity_check'])).filter((each) => each !== 'ok')
    if (faults.length > 0) return faults
    const stray = await connection.run('pragma foreign_key_check')
    return stray
      .slice(0, 20)
      .map((row) => `a row of ${String(row['table'])} refers to none in ${String(row['parent'])}`)
  })
}

/** What this release finds in a file: its own schema, an earlier one, a later one, or none of Redress's. */
export type SchemaAge = 'current' | 'older' | 'newer' | 'none'

export async function schemaOfFile(file: string): Promise<SchemaAge> {
  return onFile(file, async (connection) => {
    const [table] = await connection.run(`select 1 from sqlite_master where type = 'table' and name = 'migrations'`)
    if (table === undefined) return 'none'
    const names = (await connection.run('select name from migrations')).map((row) => String(row['name']))
    if (names.some((name) => !MIGRATIONS.has(name))) return 'newer'
    return names.length < MIGRATIONS.size ? 'older' : 'current'
  })
}

async function onFile<T>(file: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const opened: SqliteConnection[] = []
  const pool = knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      afterCreate(connection: SqliteConnection, done: (error: Error | null) => void) {
        opened.push(connection)
        connection.exec(`pragma busy_timeout = ${BUSY_MS}`, done)
      },
    },
  })
  try {
    const connection = await connect(pool, 'sqlite')
    try {
      return await work(connection)
    } finally {
      await connection.release()
    }
  } catch (error) {
    throw inOurWords(error)
  } finally {
    for (const connection of opened) await finalizeAll(connection)
    await pool.destroy()
  }
}

/** Waits until a file, or the names in a folder, are on disk. */
async function ontoDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
