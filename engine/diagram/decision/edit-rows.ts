import { childrenOf, type ModdleElement } from '../moddle.ts'
import { fresh, make, write } from './dmn-elements.ts'
import type { CellTest, DecisionTable, TableRow, ValueType } from './table.ts'
import { placeOf, rulesOf, type Editing, type RowContent, type TableOperation } from './table-operation.ts'
import { testText, valueText } from './write-cell.ts'

/* Each says why not, where it cannot be done. */

export function addRow(
  editing: Editing,
  { content, after }: Extract<TableOperation, { do: 'add-row' }>,
): string | undefined {
  const { table, ids } = editing
  const misfit = misfitOf(table, content)
  if (misfit !== undefined) return misfit
  const before = after === undefined ? table.rows.length - 2 : placeOf(table, after)
  if (typeof before === 'string') return before
  if (before === table.rows.length - 1) return 'No row can stand below the last one, which takes everything.'
  const id = fresh(ids, 'row', table.rows.length + 1)
  const rule = make('dmn:DecisionRule', { id }, editing.logic)
  const entries = (kind: string, type: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      make(type, { id: fresh(ids, `${id}${kind}`, index + 1), text: '-' }, rule),
    )
  write(rule, 'inputEntry', entries('', 'dmn:UnaryTests', table.inputs.length))
  write(rule, 'outputEntry', entries('_out', 'dmn:LiteralExpression', table.outputs.length))
  fill(rule, table, content)
  rulesOf(editing).splice(before + 1, 0, rule)
  return undefined
}

export function changeRow(
  editing: Editing,
  { row, content }: Extract<TableOperation, { do: 'change-row' }>,
): string | undefined {
  const { table } = editing
  const at = placeOf(table, row)
  if (typeof at === 'string') return at
  const misfit = misfitOf(table, content)
  if (misfit !== undefined) return misfit
  if (at === table.rows.length - 1 && content.tests.some((test) => test !== 'any')) {
    return 'The last row matches everything, so that the table always has an answer. Add a row above it.'
  }
  const rule = rulesOf(editing)[at]
  if (rule !== undefined) fill(rule, table, content, table.rows[at])
  return undefined
}

export function moveRow(
  editing: Editing,
  { row, to }: Extract<TableOperation, { do: 'move-row' }>,
): string | undefined {
  const { table } = editing
  const at = placeOf(table, row)
  if (typeof at === 'string') return at
  const last = table.rows.length - 1
  if (at === last) return 'The last row stays where it is: it takes what no other row does.'
  const next = to === 'up' ? at - 1 : at + 1
  if (next < 0) return 'It is the first row already.'
  if (next === last) return 'No row can stand below the last one, which takes everything.'
  const rules = rulesOf(editing)
  const [moved] = rules.splice(at, 1)
  if (moved !== undefined) rules.splice(next, 0, moved)
  return undefined
}

function misfitOf({ inputs, outputs }: DecisionTable, { tests, outputs: given }: RowContent): string | undefined {
  if (tests.length === inputs.length && given.length === outputs.length) return undefined
  return `A row of this table has ${inputs.length} tests and ${outputs.length} results.`
}

/** Cells that say the same as before keep the text that they have. */
function fill(rule: ModdleElement, { inputs, outputs }: DecisionTable, content: RowContent, before?: TableRow): void {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  for (const [index, cell] of childrenOf(rule, 'inputEntry').entries()) {
    const [test, column] = [content.tests[index], inputs[index]]
    if (test === undefined || column === undefined || (before && same(test, before.tests[index]))) continue
    write(cell, 'text', shortest(test, column.type, column.options))
  }
  for (const [index, cell] of childrenOf(rule, 'outputEntry').entries()) {
    const [value, column] = [content.outputs[index], outputs[index]]
    if (value === undefined || column === undefined || (before && same(value, before.outputs[index]))) continue
    write(cell, 'text', valueText(value, column.type))
  }
  const annotation = content.annotation.trim()
  if (before?.annotation === annotation) return
  write(rule, 'description', annotation === '' ? undefined : annotation)
  for (const entry of childrenOf(rule, 'annotationEntry')) write(entry, 'text', '')
}

/** Characters of a cell that are read. */
const LONGEST_CELL = 500

/** Where a long list does not fit, those that are left out. */
function shortest(test: CellTest, type: ValueType, options: readonly string[] | undefined): string {
  const text = testText(test, type)
  if (text.length <= LONGEST_CELL || test === 'any' || options === undefined) return text
  const named = new Set(test.items.flatMap((item) => ('value' in item ? [item.value] : [])))
  const others = options.filter((option) => !named.has(option))
  if (others.length === 0) return text
  return testText({ not: !test.not, items: others.map((value) => ({ value })) }, type)
}

export function removeRow(editing: Editing, row: string): string | undefined {
  const { table } = editing
  const at = placeOf(table, row)
  if (typeof at === 'string') return at
  if (at === table.rows.length - 1) return 'The last row stays: it takes what no other row does.'
  rulesOf(editing).splice(at, 1)
  return undefined
}
