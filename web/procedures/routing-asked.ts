import type { PageParts } from '../../api/index.ts'
import { NotFoundError, tableIn, type DecisionTable, type DraftTable } from '../../engine/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'

export const TABLE = `${DRAFT}/routing/:table`

/** A decision table of a draft that an address names. */
export interface TableAsked {
  readonly asked: DraftAsked
  readonly table: DraftTable
  readonly path: string
  readonly text: string
  readonly at: string
}

/** @throws NotFoundError when the draft has no such table. */
export async function withTable(parts: PageParts, ask: StaffAsk): Promise<TableAsked> {
  const asked = await withDraft(parts, ask)
  const name = ask.params['table'] ?? ''
  const path = `${name}.dmn`
  const text = asked.draft.files.find((file) => file.path === path)?.text ?? ''
  return { asked, table: await tableIn(asked.draft.files, name), path, text, at: `${asked.frame.base}/routing/${name}` }
}

/** @throws NotFoundError where the file cannot be read as a table. */
export function readable({ table }: TableAsked): DecisionTable {
  if (table.table === undefined) throw new NotFoundError('table that can be read', table.name)
  return table.table
}
