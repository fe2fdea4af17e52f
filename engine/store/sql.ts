import type { Table } from './table.ts'

export type Dialect = 'sqlite' | 'postgresql'
export type SqlRow = Readonly<Record<string, unknown>>

/** One connection, inside a transaction. `?` stands for a binding on both databases. */
export interface Sql {
  readonly dialect: Dialect
  run(statement: string, bindings?: readonly unknown[]): Promise<readonly SqlRow[]>
}

/** How many bindings one statement may carry: SQLite allows 32,766, PostgreSQL 65,535. */
const MAX_BINDINGS = 30_000

export interface Statement {
  readonly text: string
  readonly bindings: readonly unknown[]
}

type OnConflict = 'fail' | 'replace' | 'ignore'

/** Statements that insert all rows, as few as the limit on bindings allows. */
export function inserts<Row>(table: Table<Row>, rows: readonly Row[], onConflict: OnConflict): readonly Statement[] {
  const perStatement = Math.floor(MAX_BINDINGS / table.columns.length)
  const statements: Statement[] = []
  for (let from = 0; from < rows.length; from += perStatement) {
    const chunk = rows.slice(from, from + perStatement)
    statements.push({
      text: insertText(table as Table<unknown>, chunk.length, onConflict),
      bindings: chunk.flatMap((row) => table.encode(row)),
    })
  }
  return statements
}

/** Updates the rows that `where` selects; `returning` names the columns to give back. */
export function update<Row>(
  table: Table<Row>,
  part: Partial<NoInfer<Row>>,
  where: string,
  whereBindings: readonly unknown[],
  options: { readonly set?: string; readonly returning?: string } = {},
): Statement {
  const { columns, values } = table.patch(part)
  const sets = [...columns.map((column) => `${column} = ?`), ...(options.set === undefined ? [] : [options.set])]
  const returning = options.returning === undefined ? '' : ` returning ${options.returning}`
  return {
    text: `update ${table.name} set ${sets.join(', ')} where ${where}${returning}`,
    bindings: [...values, ...whereBindings],
  }
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}

const INSERT_TEXTS = new Map<string, string>()

function insertText(table: Table<unknown>, rows: number, onConflict: OnConflict): string {
  const key = `${table.name} ${rows} ${onConflict}`
  const known = INSERT_TEXTS.get(key)
  if (known !== undefined) return known
  const row = `(${marks(table.columns.length)})`
  const text = `insert into ${table.name} (${table.list}) values ${Array.from({ length: rows }, () => row).join(', ')}${conflictText(table, onConflict)}`
  if (rows <= 20) INSERT_TEXTS.set(key, text)
  return text
}

function conflictText(table: Table<unknown>, onConflict: OnConflict): string {
  switch (onConflict) {
    case 'fail':
      return ''
    case 'ignore':
      return ' on conflict do nothing'
    case 'replace': {
      const others = table.columns.filter((column) => !table.key.includes(column))
      return ` on conflict (${table.key.join(', ')}) do update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`
    }
  }
}
