import { InvalidVariablesError, type Fault } from '../../errors.ts'
import { isLocalDate } from '../../values/local-date.ts'
import { testHolds } from './test-holds.ts'
import type { CellValue, DecisionTable, TableInput } from './table.ts'

/** Which row matched, on what, and what it gave. */
export interface Decided {
  readonly decision: string
  readonly hash: string
  /** From 1. */
  readonly row: number
  readonly rule: string
  readonly annotation: string
  readonly inputs: Readonly<Record<string, CellValue>>
  readonly outputs: Readonly<Record<string, CellValue>>
}

/**
 * Asks a table. The same variables always give the same row; nothing but the table's inputs is looked at.
 *
 * @throws InvalidVariablesError when an input has no value, one of another type, or one that the table does not know: no
 * row is then taken, not even the last, because nobody can have meant it.
 */
export function applyDecision(table: DecisionTable, variables: Readonly<Record<string, unknown>>): Decided {
  const faults = table.inputs.flatMap((input) => faultIn(input, variables))
  if (faults.length > 0) throw new InvalidVariablesError(`What the table '${table.name}' was asked`, faults)
  const values = table.inputs.map(({ name }) => variables[name] as CellValue)
  const index = table.rows.findIndex(({ tests }) =>
    tests.every((test, at) => {
      const value = values[at]
      return value !== undefined && testHolds(test, value)
    }),
  )
  const row = table.rows[index]
  if (row === undefined) throw new RangeError(`No row of the table ${table.name} matched; its last one should have`)
  return {
    decision: table.name,
    hash: table.hash,
    row: index + 1,
    rule: row.id,
    annotation: row.annotation,
    inputs: named(table.inputs, values),
    outputs: named(table.outputs, row.outputs),
  }
}

/** Says which input and what it should be; never the value itself. */
function faultIn({ name, type, options }: TableInput, variables: Readonly<Record<string, unknown>>): readonly Fault[] {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (value === undefined || value === null) return [{ at: `/${name}`, message: 'has no value yet' }]
  if (!isOf(type, value)) return [{ at: `/${name}`, message: `is not a ${type}` }]
  if (options !== undefined && (typeof value !== 'string' || !options.includes(value))) {
    return [{ at: `/${name}`, message: `is none of ${options.join(', ')}` }]
  }
  return []
}

function isOf(type: TableInput['type'], value: unknown): boolean {
  if (type === 'date') return typeof value === 'string' && isLocalDate(value)
  return typeof value === type && (typeof value !== 'number' || Number.isFinite(value))
}

function named(
  columns: readonly { readonly name: string }[],
  values: readonly CellValue[],
): Readonly<Record<string, CellValue>> {
  return Object.fromEntries(
    columns.flatMap(({ name }, index) => {
      const value = values[index]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
