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
] as const

const AT_ONCE = 100

/**
 * Copies a case as it stands, with its tokens, facts, people, tasks and timers: the quickest way to a council with many
 * open cases. The copies have no audit rows; nothing that is measured here reads those.
 */
export async function seedCopies(store: Store, caseId: string, copies: number): Promise<void> {
  for (const { table, columns } of TABLES) {
    const key = table === 'cases' ? 'id' : 'case_id'
    const rows = (await store.knex(table).where(key, caseId)) as readonly Record<string, unknown>[]
    const copied: Record<string, unknown>[] = []
    for (let n = 1; n <= copies; n += 1) {
      const reference = `SC-2025-${String(n).padStart(5, '0')}`
      for (const row of rows) {
        const named = columns.map((column): [string, unknown] => [column, renamed(row[column], caseId, reference)])
        const copy = { ...row, ...Object.fromEntries<unknown>(named) } as Record<string, unknown>
        if (table === 'instances') copy['state_hash'] = hashOf(copy)
        copied.push(copy)
      }
      if (copied.length >= AT_ONCE * rows.length || n === copies) {
        if (copied.length > 0) await store.knex.batchInsert(table, copied.splice(0), AT_ONCE)
      }
    }
  }
}

/** The state's hash binds it to its instance, so each copy has its own. */
function hashOf({ id, definition_hash: definitionHash, state }: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([id, definitionHash, state]))
    .digest('hex')
}

function renamed(value: unknown, from: string, to: string): unknown {
  return typeof value === 'string' ? value.replace(from, to) : value
}
