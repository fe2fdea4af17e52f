import { ConflictError } from '../errors.ts'
import type { Instant } from '../values/instant.ts'
import type { Sql, SqlRow } from './sql.ts'
import type { Table } from './table.ts'
import type { Wake } from './wake.ts'
import type { WriteBuffer } from './write-buffer.ts'

/** What the parts of a unit share. */
export interface UnitContext {
  readonly now: Instant
  readonly sql: Sql
  readonly writes: WriteBuffer
  /** Where rows must be held against other commands; empty on SQLite, which has one writer at a time. */
  readonly forUpdate: string
  /** Reads rows, after writing what is still held. */
  readonly read: <Row>(table: Table<Row>, rest: string, bindings: readonly unknown[]) => Promise<readonly Row[]>
  /** What the case is found by has changed: it is read anew for searches at the end of the command. */
  readonly readAnew: (caseId: string) => void
  /** Something will be due at that moment, or no longer. */
  readonly wake: (wake: Wake) => void
  readonly messageIdDomain: string
}

/** Throws unless the update changed a row; the winner is looked up in the row that it did not change. */
export function mustHaveChanged(
  context: UnitContext,
  table: { readonly name: string },
  id: string,
  what: string,
  winner?: { readonly by: string; readonly at: string },
): (rows: readonly SqlRow[]) => Promise<void> {
  return async (rows) => {
    if (rows.length > 0) return
    const columns = winner === undefined ? '1 as one' : `${winner.by} as by, ${winner.at} as at`
    const [row] = await context.sql.run(`select ${columns} from ${table.name} where id = ?`, [id])
    if (row === undefined) throw new ConflictError(`There is no ${what} ${id} any more`)
    const { by, at } = row
    throw new ConflictError(
      `The ${what} ${id} has been changed by somebody else`,
      typeof by === 'string' && typeof at === 'string' ? { by, at } : undefined,
    )
  }
}
