import type { SqlRow } from './sql.ts'

/** The part of the sqlite3 driver's connection that is used here. */
export interface SqliteConnection {
  prepare(sql: string, done: (error: Error | null) => void): SqliteStatement
  serialize(): void
  exec(sql: string, done: (error: Error | null) => void): void
}

interface SqliteStatement {
  all(bindings: readonly unknown[], done: (error: Error | null, rows: readonly SqlRow[]) => void): void
  finalize(done?: () => void): void
}

const MAX_STATEMENTS = 300
const CACHES = new WeakMap<SqliteConnection, Map<string, SqliteStatement>>()

/**
 * Runs a statement that stays prepared for the next time: half the work of a small one is its preparation, a trip of its
 * own to the driver's threads. Statements of one connection must be run one at a time.
 */
export async function runPrepared(
  connection: SqliteConnection,
  sql: string,
  bindings: readonly unknown[],
): Promise<readonly SqlRow[]> {
  const statement = await prepared(connection, sql)
  return new Promise((resolve, reject) => {
    statement.all(bindings, (error, rows) => {
      if (error) reject(error)
      else resolve(rows)
    })
  })
}

/** Lets go of every statement of the connection; it cannot be closed before. */
export async function finalizeAll(connection: SqliteConnection): Promise<void> {
  const statements = [...(CACHES.get(connection)?.values() ?? [])]
  CACHES.delete(connection)
  for (const statement of statements) {
    await new Promise<void>((resolve) => {
      statement.finalize(resolve)
    })
  }
}

async function prepared(connection: SqliteConnection, sql: string): Promise<SqliteStatement> {
  const cache = CACHES.get(connection) ?? new Map<string, SqliteStatement>()
  CACHES.set(connection, cache)
  const known = cache.get(sql)
  if (known !== undefined) return known

  const statement = await new Promise<SqliteStatement>((resolve, reject) => {
    const made = connection.prepare(sql, (error) => {
      if (error) reject(error)
      else resolve(made)
    })
  })
  cache.set(sql, statement)
  const [oldest] = cache
  if (cache.size > MAX_STATEMENTS && oldest !== undefined) {
    cache.delete(oldest[0])
    oldest[1].finalize()
  }
  return statement
}
