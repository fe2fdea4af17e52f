import type { Instant } from '../values/instant.ts'
import type { Page, PageRequest } from './page.ts'
import type { JsonObject } from './rows.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** What somebody asked to take out as a file. Never changed: the same bytes can be made of it again. */
export interface ExportRow {
  readonly id: string
  readonly format: string
  /** Days and codes by which cases are chosen. */
  readonly selection: JsonObject
  /** With references and ids in place of pseudonyms. */
  readonly named: boolean
  /** The export whose pseudonyms it has: itself, or an earlier one. */
  readonly pseudonymsOf: string
  /** The last row of the audit trail that is in it. */
  readonly upToRow: number
  readonly askedAt: Instant
  readonly askedBy: string
  readonly askedRole: string
  /** Of a second person, where there must be one. */
  readonly approval: string | null
}

/** Once that it was taken, to the end. */
export interface ExportTakingRow {
  readonly exportId: string
  /** From 1, within the export. */
  readonly n: number
  readonly at: Instant
  readonly takenBy: string
  readonly cases: number
  readonly events: number
  readonly bytes: number
  /** Of the whole file, hex. */
  readonly sha256: string
}

export interface ExportReads {
  export(id: string): Promise<ExportRow | undefined>
  /** The newest first. */
  exports(request?: PageRequest): Promise<Page<ExportRow>>
  /** The oldest first. */
  exportTakings(id: string): Promise<readonly ExportTakingRow[]>
}

export interface ExportWrites {
  addExport(row: ExportRow): void
  addExportTaking(row: Omit<ExportTakingRow, 'n' | 'at'>): Promise<void>
}

export const EXPORTS = defineTable<ExportRow>('exports', ['id'], {
  id: 'text',
  format: 'text',
  selection: 'json',
  named: 'flag',
  pseudonymsOf: 'text',
  upToRow: 'integer',
  askedAt: 'text',
  askedBy: 'text',
  askedRole: 'text',
  approval: 'text',
})

export const EXPORT_TAKINGS = defineTable<ExportTakingRow>('export_takings', ['exportId', 'n'], {
  exportId: 'text',
  n: 'integer',
  at: 'text',
  takenBy: 'text',
  cases: 'integer',
  events: 'integer',
  bytes: 'integer',
  sha256: 'text',
})

export function exportPart({ now, read, writes, forUpdate }: UnitContext): ExportWrites {
  return {
    addExport(row) {
      writes.insert(EXPORTS, row)
    },
    async addExportTaking(row) {
      // Held, so that two takings at once do not get the same number.
      await read(EXPORTS, `where id = ?${forUpdate}`, [row.exportId])
      const earlier = await read(EXPORT_TAKINGS, 'where export_id = ?', [row.exportId])
      writes.insert(EXPORT_TAKINGS, { ...row, n: earlier.length + 1, at: now })
    },
  }
}
