import type { Knex } from 'knex'
import type { Dialect, Sql } from './sql.ts'
import { runNamed, type PostgresqlConnection } from './postgresql-statements.ts'
import { finalizeAll, runPrepared, type SqliteConnection } from './sqlite-statements.ts'
import { inOurWords } from './store-errors.ts'

/** Called before each statement; what it throws, the statement throws. For tests of faults, and for counting. */
export type Watch = (statement: string) => void

/** One connection of the pool, held by its borrower alone until `release`. */
export interface Connection extends Sql {
  /** Takes back what its transaction did. When even that fails, nobody uses the connection again: it is closed. */
  rollBack(): Promise<void>
  release(): Promise<void>
}

export async function connect(knex: Knex, dialect: Dialect, watch?: Watch): Promise<Connection> {
  const client = knex.client as KnexClient
  const raw = await client.acquireConnection()
  const run: Sql['run'] = async (statement, bindings = []) => {
    watch?.(statement)
    return dialect === 'sqlite'
      ? runPrepared(raw as SqliteConnection, statement, bindings)
      : runNamed(raw as PostgresqlConnection, statement, bindings)
  }
  const inOrder = inTurn(run)
  return {
    dialect,
    run: inOrder,
    async rollBack() {
      try {
        await inOrder('rollback')
      } catch (error) {
        if (error instanceof Error && error.message.includes(NONE_OPEN)) return
        // Its transaction may still be open: whoever came next would write into it, or could begin none.
        ;(raw as PooledConnection).__knex__disposed = 'its transaction could not be rolled back'
        if (dialect === 'sqlite') await finalizeAll(raw as SqliteConnection)
        else void (raw as PostgresqlConnection).end().catch(() => undefined)
      }
    },
    release: () => client.releaseConnection(raw),
  }
}

/** SQLite has taken the transaction back by itself, as it does when the disk is full. */
const NONE_OPEN = 'no transaction is active'

/** knex's pool closes a connection that is marked so in place of lending it again. */
interface PooledConnection {
  __knex__disposed?: string
}

/** Reads outside of any transaction, on whichever connection is free; each keeps its statements prepared. */
export function readOnly(knex: Knex, dialect: Dialect): Sql {
  return {
    dialect,
    async run(statement, bindings) {
      try {
        const connection = await connect(knex, dialect)
        try {
          return await connection.run(statement, bindings)
        } finally {
          await connection.release()
        }
      } catch (error) {
        throw inOurWords(error)
      }
    },
  }
}

/** Both drivers want the statements of a connection one at a time. */
function inTurn(run: Sql['run']): Sql['run'] {
  let last: Promise<unknown> = Promise.resolve()
  return (statement, bindings) => {
    const next = last.then(() => run(statement, bindings))
    last = next.catch(() => undefined)
    return next
  }
}

/** knex types its client as `any`; these two are what its own transactions use. */
interface KnexClient {
  acquireConnection(): Promise<unknown>
  releaseConnection(connection: unknown): Promise<void>
}
