import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knexModule, { type Knex } from 'knex'
import type { Dialect } from './sql.ts'
import { finalizeAll, type SqliteConnection } from './sqlite-statements.ts'

/** Where the store keeps its data: a PostgreSQL URL, or a file of SQLite (`:memory:` for one that is thrown away). */
export interface DatabaseConfig {
  readonly url?: string
  readonly file?: string
  /** False for data that is thrown away (a demonstration): SQLite then does not wait for the disk. True when left out. */
  readonly durable?: boolean
  /** SQLite: how long to wait for another process to finish writing, in milliseconds; 10,000 when left out. */
  readonly busyMs?: number
}

export interface Database {
  readonly dialect: Dialect
  /** SQLite: one connection, so one writer in this process. PostgreSQL: a pool. */
  readonly knex: Knex
  /** For reads outside of commands. The same pool on PostgreSQL. */
  readonly readers: Knex
  close(): Promise<void>
}

/** knex is CommonJS: its names are properties of its default export. */
const { knex } = knexModule

const BUSY_MS = 10_000

/**
 * PostgreSQL ends a transaction of ours in which nothing happens for so long, in milliseconds: a process that was stopped,
 * or whose machine is gone, would else hold its locks, and with the head of the audit chain every other writer, for ever.
 * `?idle_in_transaction_session_timeout=` in the URL says otherwise.
 */
const IDLE_MS = 15_000

const writerPragmas = (busyMs: number) => `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma busy_timeout = ${busyMs};
  pragma journal_size_limit = 67108864;
  pragma cache_size = -32768;
`
/** For data that is thrown away. */
const passingPragmas = (busyMs: number) => `${writerPragmas(busyMs)} pragma synchronous = off;`
const readerPragmas = (busyMs: number) => `pragma busy_timeout = ${busyMs}; pragma query_only = on;`

export async function openDatabase({ url, file, durable = true, busyMs = BUSY_MS }: DatabaseConfig): Promise<Database> {
  if (url !== undefined) return openPostgresql(url)
  if (file !== ':memory:') return openSqlite(file ?? 'data/redress.sqlite', durable, busyMs, () => Promise.resolve())

  // A file that nobody else knows, so that reads and writes keep to their own connections as they do elsewhere.
  const folder = await mkdtemp(join(tmpdir(), 'redress-'))
  return openSqlite(join(folder, 'memory.sqlite'), false, busyMs, () => rm(folder, { recursive: true, force: true }))
}

function openPostgresql(url: string): Database {
  const pool = knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'redress',
      idle_in_transaction_session_timeout: IDLE_MS,
    },
    pool: { min: 0, max: 12 },
    acquireConnectionTimeout: 30_000,
  })
  return { dialect: 'postgresql', knex: pool, readers: pool, close: () => pool.destroy() }
}

function openSqlite(file: string, durable: boolean, busyMs: number, afterClose: () => Promise<void>): Database {
  const connections = new Set<SqliteConnection>()
  const open = (pragmas: string, pool: { readonly min: number; readonly max: number }): Knex =>
    knex({
      client: 'sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
      acquireConnectionTimeout: 60_000,
      pool: {
        ...pool,
        afterCreate(connection: SqliteConnection, done: (error: Error | null) => void) {
          connection.serialize()
          connections.add(connection)
          connection.exec(pragmas, done)
        },
      },
    })
  const writer = open((durable ? writerPragmas : passingPragmas)(busyMs), { min: 1, max: 1 })
  // One fewer than the driver's four threads: however long lists take, whoever writes finds one free.
  const readers = open(readerPragmas(busyMs), { min: 0, max: 3 })
  return {
    dialect: 'sqlite',
    knex: writer,
    readers,
    async close() {
      for (const connection of connections) await finalizeAll(connection)
      await readers.destroy()
      await writer.destroy()
      await afterClose()
    },
  }
}
