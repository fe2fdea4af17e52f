import { addDays, isLocalDate, localDate } from '../../values/local-date.ts'
import { testHolds } from './test-holds.ts'
import type { Bound, CellTest, CellValue, TableInput } from './table.ts'

/** Values of an input that no row of the table tells apart. */
export type Segment = { readonly sample: CellValue } & (
  | { readonly kind: 'value' }
  /** Whatever text no cell names; only where the input has no closed list. */
  | { readonly kind: 'other' }
  /** Between two values that cells name, neither included; open where one is missing. */
  | { readonly kind: 'range'; readonly from?: CellValue; readonly to?: CellValue }
)

/** Segments that all rows treat alike, and which rows' tests hold there: bit n for row n. */
export interface SegmentClass {
  readonly pattern: bigint
  readonly segments: readonly Segment[]
}

/** All values that the input can have, in their order: every one lies in exactly one segment. */
export function segmentsOf({ type, options }: TableInput, tests: readonly CellTest[]): readonly Segment[] {
  const named = [...new Set(tests.flatMap(valuesIn))]
  switch (type) {
    case 'boolean':
      return [true, false].map(valueOf)
    case 'string':
      return options === undefined ? [...named.map(valueOf), { kind: 'other', sample: OTHER }] : options.map(valueOf)
    case 'date':
      return ordered(named.filter(isLocalDate).toSorted(), {
        below: (day) => addDays(day, -1),
        above: (day) => addDays(day, 1),
        between: (day, next) => (addDays(day, 1) < next ? addDays(day, 1) : undefined),
        any: localDate('2026-01-01'),
      })
    case 'number':
      return ordered(
        named.filter((value) => typeof value === 'number').toSorted((one, other) => one - other),
        {
          below: (value) => (value > -Number.MAX_VALUE ? -Number.MAX_VALUE : undefined),
          above: (value) => (value < Number.MAX_VALUE ? Number.MAX_VALUE : undefined),
          between: (value, next) => {
            const middle = value / 2 + next / 2
            return middle > value && middle < next ? middle : undefined
          },
          any: 0,
        },
      )
  }
}

/** The segments in which the same rows' tests hold, together. */
export function classesOf(input: TableInput, tests: readonly CellTest[]): readonly SegmentClass[] {
  const distinct = new Map<string, { readonly test: CellTest; rows: bigint }>()
  for (const [row, test] of tests.entries()) {
    const key = JSON.stringify(test)
    const known = distinct.get(key) ?? { test, rows: 0n }
    known.rows |= 1n << BigInt(row)
    distinct.set(key, known)
  }
  const groups = [...distinct.values()]
  const classes = new Map<bigint, Segment[]>()
  for (const segment of segmentsOf(input, tests)) {
    const pattern = groups.reduce((all, { test, rows }) => (testHolds(test, segment.sample) ? all | rows : all), 0n)
    classes.set(pattern, [...(classes.get(pattern) ?? []), segment])
  }
  return [...classes].map(([pattern, segments]) => ({ pattern, segments }))
}

/** A text that no cell can hold: XML has no such sign. */
const OTHER = '\u0000'

interface Order<Value extends CellValue> {
  readonly below: (value: Value) => Value | undefined
  readonly above: (value: Value) => Value | undefined
  readonly between: (value: Value, next: Value) => Value | undefined
  /** One value, where no cell names any. */
  readonly any: Value
}

function ordered<Value extends CellValue>(
  sorted: readonly Value[],
  { below, above, between, any }: Order<Value>,
): readonly Segment[] {
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return [{ kind: 'range', sample: any }]
  const inner = sorted.flatMap((value, index): readonly Segment[] => {
    const next = sorted[index + 1]
    return [valueOf(value), ...(next === undefined ? [] : range(between(value, next), { from: value, to: next }))]
  })
  return [...range(below(first), { to: first }), ...inner, ...range(above(last), { from: last })]
}

function range(
  sample: CellValue | undefined,
  ends: { readonly from?: CellValue; readonly to?: CellValue },
): readonly Segment[] {
  return sample === undefined ? [] : [{ kind: 'range', sample, ...ends }]
}

function valueOf(sample: CellValue): Segment {
  return { kind: 'value', sample }
}

function valuesIn(test: CellTest): readonly CellValue[] {
  if (test === 'any') return []
  return test.items.flatMap((item) => ('value' in item ? [item.value] : [...end(item.from), ...end(item.to)]))
}

function end(bound: Bound | undefined): readonly CellValue[] {
  return bound === undefined ? [] : [bound.value]
}
