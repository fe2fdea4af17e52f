import type { Instant } from '../values/instant.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** What somebody who left a case wrote for whoever has it next. Never changed. */
export interface HandoverNoteRow {
  readonly caseId: string
  /** From 1, within the case. */
  readonly n: number
  readonly fromUser: string
  readonly toUser: string
  readonly note: string
  readonly at: Instant
  readonly byUser: string
}

export interface HandoverReads {
  /** The newest first. */
  handoverNotes(caseId: string): Promise<readonly HandoverNoteRow[]>
}

export interface HandoverWrites {
  addHandoverNote(row: Omit<HandoverNoteRow, 'n' | 'at'>): Promise<void>
}

export const HANDOVER_NOTES = defineTable<HandoverNoteRow>('handover_notes', ['caseId', 'n'], {
  caseId: 'text',
  n: 'integer',
  fromUser: 'text',
  toUser: 'text',
  note: 'text',
  at: 'text',
  byUser: 'text',
})

/** Within a command that holds the case, so that two notes do not get the same number. */
export function handoverPart({ now, read, writes }: UnitContext): HandoverWrites {
  return {
    async addHandoverNote(row) {
      const earlier = await read(HANDOVER_NOTES, 'where case_id = ?', [row.caseId])
      writes.insert(HANDOVER_NOTES, { ...row, n: earlier.length + 1, at: now })
    },
  }
}
