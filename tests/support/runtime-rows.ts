import type { Store } from '../../engine/index.ts'

/** Rows of a table, of one case where given. */
export async function countRows({ knex }: Store, table: string, caseId?: string): Promise<number> {
  const rows = knex(table).count({ n: '*' })
  const [row] = await (caseId === undefined ? rows : rows.where('case_id', caseId))
  return Number(row?.n)
}

/** All rows of a table as the database has them, in the order of their first columns. */
export async function allRows({ knex }: Store, table: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return knex(table).select('*')
}
