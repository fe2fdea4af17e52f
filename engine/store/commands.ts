import { appendAudit, type PreparedEntry } from './audit/append.ts'
import { inOurWords, isDeadlock } from './store-errors.ts'
import { connect, type Connection, type Watch } from './connection.ts'
import type { Database } from './database.ts'
import type { Sql } from './sql.ts'

/** Runs work in one transaction: everything it wrote is on disk when it resolves, or nothing of it ever was. */
export type Transact = <T>(work: (sql: Sql, trail: Trail) => Promise<T>) => Promise<T>

/**
 * Takes what the work leaves in the audit trail, once it has written all else. The entries become the transaction's last
 * write: those of commands that share a transaction go in together.
 */
type Trail = (entries: readonly PreparedEntry[]) => void

export function makeTransact(database: Database, watch: Watch | undefined): Transact {
  return database.dialect === 'sqlite' ? oneWriter(database, watch) : manyWriters(database, watch)
}

/** After how many deadlocks a command gives up. */
const MAX_TRIES = 4

/** PostgreSQL: each command has its connection; READ COMMITTED, and row locks where commands may meet. */
function manyWriters({ knex, dialect }: Database, watch: Watch | undefined): Transact {
  return async (work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await withConnection(
          () => connect(knex, dialect, watch),
          (connection) => inTransaction(connection, work),
        )
      } catch (error) {
        if (!isDeadlock(error) || tries === MAX_TRIES) throw inOurWords(error)
      }
    }
  }
}

type Work<T> = (sql: Sql, trail: Trail) => Promise<T>

async function withConnection<T>(
  open: () => Promise<Connection>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await open()
  try {
    return await work(connection)
  } finally {
    await connection.release()
  }
}

async function inTransaction<T>(connection: Connection, work: Work<T>): Promise<T> {
  try {
    await connection.run('begin')
    const entries: PreparedEntry[] = []
    const result = await work(connection, (more) => entries.push(...more))
    await appendAudit(connection, entries)
    await connection.run('commit')
    return result
  } catch (error) {
    await connection.rollBack()
    throw error
  }
}

/** Commands that share one write to disk: at most so many, and none joins after so many milliseconds. */
const GROUP_SIZE = 16
const GROUP_MS = 12

/**
 * SQLite: one writer at a time. Commands wait in line; those that wait together share one transaction, each behind a
 * savepoint, and hear of their success only after the commit that makes it last. One that fails takes back its own
 * writes and no others; their audit rows are written together before the commit. `begin immediate` keeps a second process out from the first statement on.
 */
function oneWriter({ knex, dialect }: Database, watch: Watch | undefined): Transact {
  const line: Waiting[] = []
  let busy = false

  const serve = async (): Promise<void> => {
    busy = true
    while (line.length > 0) await serveGroup()
    busy = false
  }

  const serveGroup = async (): Promise<void> => {
    const done: (() => void)[] = []
    const undone: ((error: unknown) => void)[] = []
    const waiting = line.length
    try {
      await withConnection(
        () => connect(knex, dialect, watch),
        async (connection) => {
          try {
            await connection.run('begin immediate')
            await appendAudit(connection, await takeFrom(line, connection, done, undone))
            await connection.run('commit')
          } catch (error) {
            await connection.rollBack()
            throw error
          }
        },
      )
      for (const resolve of done) resolve()
    } catch (error) {
      // The transaction as a whole is lost. Where it could not even begin, nobody who waited for it waits for the next one
      // too: behind a lock that somebody else holds, each of a hundred would wait longer than the one before.
      if (undone.length === 0) for (const each of line.splice(0, waiting)) each.reject(inOurWords(error))
      for (const reject of undone) reject(inOurWords(error))
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      line.push({
        async run(sql, trail) {
          const result = await work(sql, trail)
          return () => {
            resolve(result)
          }
        },
        reject,
      })
      if (!busy) void serve()
    })
}

interface Waiting {
  /** Does the work; what it gives back tells its caller, once it is on disk. */
  readonly run: Work<() => void>
  readonly reject: (error: unknown) => void
}

async function takeFrom(
  line: Waiting[],
  connection: Connection,
  done: (() => void)[],
  undone: ((error: unknown) => void)[],
): Promise<readonly PreparedEntry[]> {
  const start = performance.now()
  const entries: PreparedEntry[] = []
  for (let taken = 0; taken < GROUP_SIZE && (taken === 0 || performance.now() - start < GROUP_MS); taken += 1) {
    const next = line.shift()
    if (next === undefined) break
    undone.push(next.reject)
    // The first of a group needs no savepoint: should it fail, the transaction has nothing else in it.
    if (taken === 0) {
      done.push(await next.run(connection, (more) => entries.push(...more)))
      continue
    }
    await connection.run('savepoint command')
    try {
      const own: PreparedEntry[] = []
      done.push(await next.run(connection, (more) => own.push(...more)))
      await connection.run('release command')
      entries.push(...own)
    } catch (error) {
      // Some faults (a full disk) end the whole transaction: then this throws too, and nobody's writes are kept.
      await connection.run('rollback to command')
      await connection.run('release command')
      undone.pop()
      next.reject(inOurWords(error))
    }
  }
  return entries
}
