import { childOf, childrenOf, idOf, type ModdleElement } from '../moddle.ts'
import { fresh, listOf, make, write } from './dmn-elements.ts'
import { rulesOf, type Editing, type TableOperation } from './table-operation.ts'

/* Each says why not, where it cannot be done. */

export function renameColumn(
  editing: Editing,
  { column: name, label }: Extract<TableOperation, { do: 'rename-column' }>,
): string | undefined {
  const column = columnOf(editing, name)
  if (column === undefined) return noColumn(name)
  if (label.trim() === '') return 'A column needs a name.'
  write(column, 'label', label.trim())
  return undefined
}

export function addInput(
  editing: Editing,
  { name, label, type, options }: Extract<TableOperation, { do: 'add-input' }>,
): string | undefined {
  const { table, logic, ids } = editing
  const refused = misnamed(editing, name, label)
  if (refused !== undefined) return refused
  const input = make('dmn:InputClause', { id: fresh(ids, `input_${name}`), label: label.trim() }, logic)
  const id = fresh(ids, `expression_${name}`)
  const expression = make('dmn:LiteralExpression', { id, text: name }, input)
  write(expression, 'typeRef', type)
  write(input, 'inputExpression', expression)
  if (type === 'string' && options !== undefined) writeOptions(input, 'inputValues', name, options, ids)
  listOf(logic, 'input').push(input)
  for (const rule of rulesOf(editing)) {
    const cell = fresh(ids, idOf(rule), table.inputs.length + 1)
    listOf(rule, 'inputEntry').push(make('dmn:UnaryTests', { id: cell, text: '-' }, rule))
  }
  return undefined
}

function misnamed({ table }: Editing, name: string, label: string): string | undefined {
  if ([...table.inputs, ...table.outputs].some((column) => column.name === name)) {
    return `The table has a column about “${name}” already.`
  }
  if (!/^[A-Za-z]\w{0,99}$/.test(name)) return `“${name}” cannot be the name of a variable.`
  return label.trim() === '' ? 'A column needs a name.' : undefined
}

export function addOutput(
  editing: Editing,
  { name, label, type, options = [] }: Extract<TableOperation, { do: 'add-output' }>,
): string | undefined {
  const { table, logic, ids } = editing
  const refused = misnamed(editing, name, label)
  if (refused !== undefined) return refused
  const [first] = options
  if (type === 'string' && first === undefined) return 'Say what it can give.'
  const column = { id: fresh(ids, `output_${name}`), label: label.trim(), name }
  const output = make('dmn:OutputClause', column, logic)
  write(output, 'typeRef', type)
  if (type === 'string') writeOptions(output, 'outputValues', name, options, ids)
  listOf(logic, 'output').push(output)
  const text = type === 'string' ? JSON.stringify(first) : 'false'
  for (const rule of rulesOf(editing)) {
    const cell = fresh(ids, `${idOf(rule)}_out`, table.outputs.length + 1)
    listOf(rule, 'outputEntry').push(make('dmn:LiteralExpression', { id: cell, text }, rule))
  }
  return undefined
}

export function removeOutput(editing: Editing, name: string): string | undefined {
  const { table, logic } = editing
  const at = table.outputs.findIndex((output) => output.name === name)
  if (at === -1) return noColumn(name)
  if (table.outputs.length === 1) return 'A table needs something to give.'
  listOf(logic, 'output').splice(at, 1)
  for (const rule of rulesOf(editing)) listOf(rule, 'outputEntry').splice(at, 1)
  return undefined
}

export function removeInput(editing: Editing, name: string): string | undefined {
  const { table, logic } = editing
  const at = table.inputs.findIndex((input) => input.name === name)
  if (at === -1) return noColumn(name)
  if (table.inputs.length === 1) return 'A table needs something to decide by.'
  const using = table.rows.flatMap(({ tests }, index) => (tests[at] === 'any' ? [] : [index + 1]))
  if (using.length > 0) {
    const rows = `${using.length === 1 ? 'Row' : 'Rows'} ${using.join(', ')}`
    return `${rows} still ask about it. Set those cells to “Anything” first.`
  }
  listOf(logic, 'input').splice(at, 1)
  for (const rule of rulesOf(editing)) listOf(rule, 'inputEntry').splice(at, 1)
  return undefined
}

export function setOptions(
  editing: Editing,
  { column: name, options }: Extract<TableOperation, { do: 'set-options' }>,
): string | undefined {
  const { table, ids } = editing
  const column = columnOf(editing, name)
  const is = [...table.inputs, ...table.outputs].find((each) => each.name === name)
  if (column === undefined || is === undefined) return noColumn(name)
  if (is.type !== 'string') return `“${is.label}” has no list of values.`
  if (options.length === 0) return 'The list needs at least one value.'
  const isInput = table.inputs.some((each) => each.name === name)
  writeOptions(column, isInput ? 'inputValues' : 'outputValues', name, options, ids)
  return undefined
}

function writeOptions(
  column: ModdleElement,
  property: 'inputValues' | 'outputValues',
  name: string,
  options: readonly string[],
  ids: Set<string>,
): void {
  const text = options.map((option) => JSON.stringify(option)).join(', ')
  const known = childOf(column, property)
  if (known !== undefined) write(known, 'text', text)
  else write(column, property, make('dmn:UnaryTests', { id: fresh(ids, `values_${name}`), text }, column))
}

function columnOf({ table, logic }: Editing, name: string): ModdleElement | undefined {
  const input = table.inputs.findIndex((each) => each.name === name)
  if (input !== -1) return childrenOf(logic, 'input')[input]
  return childrenOf(logic, 'output')[table.outputs.findIndex((each) => each.name === name)]
}

function noColumn(name: string): string {
  return `The table has no column about “${name}”.`
}
