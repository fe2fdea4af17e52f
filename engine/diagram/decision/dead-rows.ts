import { classesOf } from './segments.ts'
import type { TableInput, TableRow } from './table.ts'

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
    ).map(({ pattern }) => pattern),
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
