import { addDays, isLocalDate } from '../../values/local-date.ts'
import type { CellTest, CellValue, TableInput, TableRow } from './table.ts'
import { testHolds } from './test-holds.ts'

/** A row that can never be the first to match, and why. Rows count from 0. */
export type DeadRow =
  /** No value passes its test of that input. */
  | { readonly row: number; readonly why: 'impossible'; readonly input: string }
  /** Whatever it matches, that earlier row matches already. */
  | { readonly row: number; readonly why: 'hidden'; readonly by: number }
  /** Whatever it matches, one of the earlier rows matches already. */
  | { readonly row: number; readonly why: 'hidden-by-several' }

/** Combinations of values that are told apart at most. Beyond it rows are compared two by two only. */
const MOST_COMBINATIONS = 50_000

/**
 * The rows that can never be taken.
 *
 * For each input the values fall into few classes: two values are the same when every row treats them the same. A set of
 * rows is a bit pattern, row 0 the lowest bit; the patterns that the combinations of classes can give say which row comes
 * first. Exact up to `MOST_COMBINATIONS`; above that some dead rows may not be found, and none is ever found wrongly.
 */
export function deadRows(inputs: readonly TableInput[], rows: readonly TableRow[]): readonly DeadRow[] {
  const classes = inputs.map((input, index) =>
    classesOf(
      input,
      rows.map(({ tests }) => tests[index] ?? 'any'),
    ),
  )
  const taken = takenFirst(classes, rows.length)
  return rows.flatMap((_row, row): readonly DeadRow[] => {
    const impossible = inputs.find((_input, index) => !(classes[index] ?? []).some((pattern) => has(pattern, row)))
    if (impossible !== undefined) return [{ row, why: 'impossible', input: impossible.name }]
    const by = rows.findIndex((_other, other) => other < row && hides(classes, other, row))
    if (by !== -1) return [{ row, why: 'hidden', by }]
    return taken === undefined || has(taken, row) ? [] : [{ row, why: 'hidden-by-several' }]
  })
}

/** The rows that are the first to match somewhere; undefined where there are too many combinations to try. */
function takenFirst(classes: readonly (readonly bigint[])[], rows: number): bigint | undefined {
  let patterns = new Set([(1n << BigInt(rows)) - 1n])
  for (const column of classes) {
    const next = new Set<bigint>()
    for (const pattern of patterns) {
      for (const one of column) next.add(pattern & one)
      if (next.size > MOST_COMBINATIONS) return undefined
    }
    patterns = next
  }
  let taken = 0n
  for (const pattern of patterns) taken |= pattern & -pattern
  return taken
}

function hides(classes: readonly (readonly bigint[])[], earlier: number, later: number): boolean {
  return classes.every((column) => column.every((pattern) => !has(pattern, later) || has(pattern, earlier)))
}

function has(pattern: bigint, row: number): boolean {
  return ((pattern >> BigInt(row)) & 1n) === 1n
}

/** Which rows' tests hold, for each class of values. */
function classesOf(input: TableInput, tests: readonly CellTest[]): readonly bigint[] {
  const distinct = new Map<string, { readonly test: CellTest; rows: bigint }>()
  for (const [row, test] of tests.entries()) {
    const key = JSON.stringify(test)
    const known = distinct.get(key) ?? { test, rows: 0n }
    known.rows |= 1n << BigInt(row)
    distinct.set(key, known)
  }
  const groups = [...distinct.values()]
  const patterns = samplesOf(input, tests).map((value) =>
    groups.reduce((pattern, { test, rows }) => (testHolds(test, value) ? pattern | rows : pattern), 0n),
  )
  return [...new Set(patterns)]
}

/** Values of which every other one is treated like one of them. */
function samplesOf({ type, options }: TableInput, tests: readonly CellTest[]): readonly CellValue[] {
  const named = [...new Set(tests.flatMap(valuesIn))]
  switch (type) {
    case 'boolean':
      return [true, false]
    case 'string':
      return options ?? [...named, OTHER]
    case 'date':
      return named.length === 0 ? ['2026-01-01'] : named.flatMap(daysAround)
    case 'number':
      return numbersAround(named.filter((value) => typeof value === 'number'))
  }
}

/** A text that no cell can hold: XML has no such sign. */
const OTHER = '\u0000'

function valuesIn(test: CellTest): readonly CellValue[] {
  if (test === 'any') return []
  return test.items.flatMap((item) =>
    'value' in item ? [item.value] : [item.from?.value, item.to?.value].filter((value) => value !== undefined),
  )
}

function daysAround(value: CellValue): readonly CellValue[] {
  return isLocalDate(value) ? [addDays(value, -1), value, addDays(value, 1)] : []
}

function numbersAround(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return [0]
  const between = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? value)) / 2)
  return [-Number.MAX_VALUE, ...sorted, ...between, Number.MAX_VALUE]
}
