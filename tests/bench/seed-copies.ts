import { createHash } from 'node:crypto'
import type { Store } from '../../engine/index.ts'

/** Tables that hold something of a case, and the columns in which its reference stands. */
const TABLES = [
  { table: 'cases', columns: ['id'] },
  { table: 'instances', columns: ['id', 'case_id', 'parent_id'] },
  { table: 'facts', columns: ['case_id'] },
  { table: 'people', columns: ['case_id'] },
  { table: 'tasks', columns: ['id', 'case_id', 'instance_id'] },
  { table: 'timers', columns: ['id', 'case_id', 'instance_id'] },
  { table: 'case_access', columns: ['case_id'] },
  { table: 'case_terms', columns: ['case_id'] },
  { table: 'case_search', columns: ['case_id'] },
] as const
type CopiedTable = (typeof TABLES)[number]['table']

/** What the database works out by itself. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(['cases.outcome', 'case_search.n', 'case_search.words'])

/** SQL by column, in place of what the first case has there; `k.n` is the number of the copy, from 1. */
export type Varied = Partial<Readonly<Record<CopiedTable, Readonly<Record<string, string>>>>>

const AT_ONCE = 100
/** So many digits have the numbers of references. */
const MOST = 99_999

/**
 * Copies a case as it stands, with its tokens, facts, people, tasks, timers, relations and what searches find it by: the
 * quickest way to a council with many open cases. The copies have no audit rows; nothing that is measured reads those.
 */
export async function seedCopies(store: Store, caseId: string, copies: number, varied: Varied = {}): Promise<void> {
  if (copies > MOST) throw new RangeError(`At most ${MOST} copies`)
  for (const { table, columns } of TABLES) {
    // The state's hash binds it to its instance, and is not made in SQL.
    if (table === 'instances') await copyInstances(store, caseId, copies)
    else await copyRows(store, { table, columns, caseId, copies, varied: varied[table] ?? {} })
  }
  await store.knex.raw('analyze')
}

interface Copying {
  readonly table: CopiedTable
  readonly columns: readonly string[]
  readonly caseId: string
  readonly copies: number
  readonly varied: Readonly<Record<string, string>>
}

async function copyRows(store: Store, { table, columns, caseId, copies, varied }: Copying): Promise<void> {
  const key = table === 'cases' ? 'id' : 'case_id'
  const known = Object.keys(await store.knex(table).columnInfo()).filter(
    (column) => !OWN_COLUMNS.has(`${table}.${column}`),
  )
  const values = known.map((column) => {
    const own = `first.${column}`
    const sql = varied[column]
    if (sql !== undefined) return sql
    return columns.includes(column)
      ? `replace(${own}, '${caseId}', 'SC-2025-' || substr(cast(100000 + k.n as text), 2))`
      : own
  })
  if (copies < 1) return
  await store.knex.raw(
    `insert into ${table} (${known.join(', ')})
     with recursive k (n) as (select 1 union all select n + 1 from k where n < ${copies})
     select ${values.join(', ')} from ${table} first, k where first.${key} = '${caseId}'`,
  )
}

async function copyInstances(store: Store, caseId: string, copies: number): Promise<void> {
  const rows = (await store.knex('instances').where('case_id', caseId)) as readonly Record<string, unknown>[]
  const copied: Record<string, unknown>[] = []
  for (let n = 1; n <= copies; n += 1) {
    const renamed = (value: unknown) => (typeof value === 'string' ? value.replace(caseId, referenceOf(n)) : value)
    for (const row of rows) {
      const { id, case_id: of, parent_id: parent } = row
      const copy = { ...row, id: renamed(id), case_id: renamed(of), parent_id: renamed(parent) }
      copied.push({ ...copy, state_hash: hashOf(copy) })
    }
    if (copied.length >= AT_ONCE * rows.length || n === copies) {
      await store.knex.batchInsert('instances', copied.splice(0), AT_ONCE)
    }
  }
}

/** The reference of a copy, from 1. */
export function referenceOf(n: number): string {
  return `SC-2025-${String(n).padStart(5, '0')}`
}

function hashOf({ id, definition_hash: definitionHash, state }: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([id, definitionHash, state]))
    .digest('hex')
}
