import type { Knex } from 'knex'
import type { Dialect, Sql } from './sql.ts'
import { runNamed, type PostgresqlConnection } from './postgresql-statements.ts'
import { runPrepared, type SqliteConnection } from './sqlite-statements.ts'
import { inOurWords } from './store-errors.ts'

/** Called before each statement; what it throws, the statement throws. For tests of faults, and for counting. */
export type Watch = (statement: string) => void

/** One connection of the pool, held by its borrower alone until `release`. */
export interface Connection extends Sql {
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
  return {
    dialect,
    run: inTurn(run),
    release: () => client.releaseConnection(raw),
  }
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
