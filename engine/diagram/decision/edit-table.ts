import { childOf, childrenOf } from '../moddle.ts'
import { idsIn, readDmn, write, writeDmn } from './dmn-elements.ts'
import { addInput, addOutput, removeInput, removeOutput, renameColumn, setOptions } from './edit-columns.ts'
import { addRow, changeRow, moveRow, removeRow } from './edit-rows.ts'
import { readTable } from './read-decision.ts'
import type { DecisionTable } from './table.ts'
import type { Editing, TableOperation } from './table-operation.ts'

export type TableEdit =
  | { readonly xml: string; readonly table: DecisionTable }
  /** Why not, as a sentence. */
  | { readonly refused: string }

/**
 * Does one thing to a table and writes the file anew, always in the same way; where things are drawn stays. An edit that
 * changes nothing leaves the file as it is.
 *
 * @param file - its path, of which the table has its name
 */
export async function editTable(xml: string, file: string, operation: TableOperation): Promise<TableEdit> {
  const before = await readTable(xml, { file })
  if (before.table === undefined) {
    return { refused: `The table cannot be read, and so not be changed: ${before.findings[0]?.message ?? ''}` }
  }
  const rootElement = await readDmn(xml)
  const [decision] = childrenOf(rootElement, 'drgElement')
  const logic = decision && childOf(decision, 'decisionLogic')
  if (decision === undefined || logic === undefined) return { refused: 'The file holds no table.' }
  const refused = apply({ decision, logic, table: before.table, ids: idsIn(rootElement) }, operation)
  if (refused !== undefined) return { refused }
  const written = await writeDmn(rootElement)
  const after = await readTable(written, { file })
  const fault = after.findings.find(({ level, rule }) => level === 'error' && !MAY_STAND.has(rule))
  if (after.table === undefined || fault !== undefined) {
    return { refused: `${fault?.message ?? 'The table could not be read again.'} ${fault?.remedy ?? ''}`.trim() }
  }
  return after.table.hash === before.table.hash ? { xml, table: before.table } : { xml: written, table: after.table }
}

/** The same table in the one way in which we write them. @throws Error for a file that is no DMN. */
export async function canonicalTable(xml: string): Promise<string> {
  return writeDmn(await readDmn(xml))
}

/** What an owner may leave for a while; publishing refuses it. */
const MAY_STAND: ReadonlySet<string> = new Set(['admission/dead-row'])

/** Why not, where it cannot be done. */
function apply(editing: Editing, operation: TableOperation): string | undefined {
  const { decision } = editing
  switch (operation.do) {
    case 'add-row':
      return addRow(editing, operation)
    case 'change-row':
      return changeRow(editing, operation)
    case 'move-row':
      return moveRow(editing, operation)
    case 'remove-row':
      return removeRow(editing, operation.row)
    case 'rename':
      if (operation.title.trim() === '') return 'A table needs a title.'
      write(decision, 'name', operation.title.trim())
      write(decision, 'description', operation.description.trim() === '' ? undefined : operation.description.trim())
      return undefined
    case 'rename-column':
      return renameColumn(editing, operation)
    case 'add-input':
      return addInput(editing, operation)
    case 'remove-input':
      return removeInput(editing, operation.name)
    case 'add-output':
      return addOutput(editing, operation)
    case 'remove-output':
      return removeOutput(editing, operation.name)
    case 'set-options':
      return setOptions(editing, operation)
  }
}
