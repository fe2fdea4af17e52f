import type { SqlRow } from './sql.ts'

/** The part of the pg driver's connection that is used here. */
export interface PostgresqlConnection {
  query(query: {
    readonly name?: string
    readonly text: string
    readonly values: readonly unknown[]
  }): Promise<{ readonly rows: readonly SqlRow[] }>
  end(): Promise<void>
}

interface Translated {
  readonly text: string
  readonly name?: string
}

/** So many texts get a name, under which each connection keeps them prepared. */
const MAX_NAMED = 300
const TRANSLATED = new Map<string, Translated>()

/** Runs a statement written with `?` for its bindings; none of ours has a question mark in it for another reason. */
export async function runNamed(
  connection: PostgresqlConnection,
  sql: string,
  bindings: readonly unknown[],
): Promise<readonly SqlRow[]> {
  const { rows } = await connection.query({ ...translated(sql), values: bindings })
  return rows
}

function translated(sql: string): Translated {
  const known = TRANSLATED.get(sql)
  if (known !== undefined) return known
  let n = 0
  const text = sql.replace(/\?/g, () => `$${(n += 1)}`)
  if (TRANSLATED.size >= MAX_NAMED || n === 0) return { text }
  const fresh = { text, name: `redress_${TRANSLATED.size}` }
  TRANSLATED.set(sql, fresh)
  return fresh
}
