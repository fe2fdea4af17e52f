import { inserts, type Sql, type SqlRow, type Statement } from './sql.ts'
import type { Table } from './table.ts'

type Check = (rows: readonly SqlRow[]) => void | Promise<void>

/**
 * What a command wants written, held until its end so that many rows go in one statement.
 *
 * The order of writes to one table is kept, and tables are written in the order in which they were first named, cases before all.
 */
export interface WriteBuffer {
  /** New rows. */
  insert<Row>(table: Table<Row>, row: NoInfer<Row>): void
  /** New rows, or new contents of old ones with the same key. The last of several with one key counts. */
  replace<Row>(table: Table<Row>, row: NoInfer<Row>): void
  /** Any other statement on that table, made when it is written; `check` sees what it returns, and may throw. */
  statement(table: { readonly name: string }, make: () => Statement, check?: Check): void
  flush(sql: Sql): Promise<void>
}

/** The table that all others refer to, so it is written first. */
const PARENT = 'cases'

type Write =
  | { readonly kind: 'insert'; readonly table: Table<unknown>; readonly rows: unknown[] }
  | { readonly kind: 'replace'; readonly table: Table<unknown>; readonly rows: Map<string, unknown> }
  | { readonly kind: 'statement'; readonly make: () => Statement; readonly check: Check | undefined }

export function makeWriteBuffer(): WriteBuffer {
  let tables = new Map<string, Write[]>()
  const writesTo = (name: string): Write[] => {
    const known = tables.get(name)
    if (known !== undefined) return known
    const fresh: Write[] = []
    tables.set(name, fresh)
    return fresh
  }

  return {
    insert(table, row) {
      const writes = writesTo(table.name)
      const last = writes.at(-1)
      if (last?.kind === 'insert') last.rows.push(row)
      else writes.push({ kind: 'insert', table: table as Table<unknown>, rows: [row] })
    },
    replace(table, row) {
      const writes = writesTo(table.name)
      const last = writes.at(-1)
      const key = keyOf(table as Table<unknown>, row)
      if (last?.kind === 'replace') last.rows.set(key, row)
      else writes.push({ kind: 'replace', table: table as Table<unknown>, rows: new Map([[key, row]]) })
    },
    statement(table, make, check) {
      writesTo(table.name).push({ kind: 'statement', make, check })
    },
    async flush(sql) {
      const { [PARENT]: parents = [], ...others } = Object.fromEntries(tables)
      tables = new Map()
      const statements = [...parents, ...Object.values(others).flat()].flatMap(statementsOf)
      // All are handed over at once and run in this order; each is waited for, so that none runs after a rollback.
      const results = await Promise.allSettled(
        statements.map(async ({ statement, check }) => {
          const rows = await sql.run(statement.text, statement.bindings)
          return { rows, check }
        }),
      )
      for (const result of results) {
        if (result.status === 'rejected') throw result.reason
        await result.value.check?.(result.value.rows)
      }
    },
  }
}

interface Pending {
  readonly statement: Statement
  readonly check?: Check | undefined
}

function statementsOf(write: Write): readonly Pending[] {
  switch (write.kind) {
    case 'insert':
      return inserts(write.table, write.rows, 'fail').map((statement) => ({ statement }))
    case 'replace':
      return inserts(write.table, [...write.rows.values()], 'replace').map((statement) => ({ statement }))
    case 'statement':
      return [{ statement: write.make(), check: write.check }]
  }
}

function keyOf(table: Table<unknown>, row: unknown): string {
  const values = table.encode(row)
  return JSON.stringify(table.key.map((column) => values[table.columns.indexOf(column)]))
}
