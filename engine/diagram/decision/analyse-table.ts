import { deadRows, type DeadRow } from './dead-rows.ts'
import { classesOf, type Segment, type SegmentClass } from './segments.ts'
import type { CellValue, DecisionTable, TableRow } from './table.ts'

/** What all rows of a table show together. Rows count from 0. */
export interface TableAnalysis {
  readonly dead: readonly DeadRow[]
  readonly overlaps: readonly Overlap[]
  /** Parts of what can be asked that no row but the last takes; no two share anything. */
  readonly gaps: readonly Area[]
  /** The last row matches whatever it is asked. */
  readonly hasDefault: boolean
  /** False where the table is too large to be looked through to its end. */
  readonly isComplete: boolean
}

/** Two rows that match the same, so that their order decides. */
export interface Overlap {
  /** The one that is taken, because it stands above. */
  readonly row: number
  readonly other: number
  readonly isSameResult: boolean
  /** What both match. */
  readonly area: Area
  /** One question at which the first of them is taken and the other would be. */
  readonly example: readonly CellValue[]
}

/** For each input the values, or all of them. */
export type Area = readonly ('any' | readonly Segment[])[]

const MOST_PATTERNS = 50_000
const MOST_AREAS = 300
const MOST_STEPS = 200_000

/**
 * Looks through everything that a table can be asked, in classes of values that no row tells apart: rows that are never
 * taken, pairs of rows of which the order decides, and what only the last row takes.
 */
export function analyseTable({ inputs, rows }: Pick<DecisionTable, 'inputs' | 'rows'>): TableAnalysis {
  const classes = inputs.map((input, index) =>
    classesOf(
      input,
      rows.map(({ tests }) => tests[index] ?? 'any'),
    ),
  )
  const last = rows.at(-1)
  const hasDefault = last?.tests.every((test) => test === 'any') === true
  const own = hasDefault ? rows.length - 1 : rows.length
  const taken = asked(classes)
  const gaps = areasOfNone(classes, own)
  const overlaps = taken === undefined ? [] : overlapsIn(classes, taken, rows.slice(0, own))
  return {
    dead: deadRows(inputs, rows),
    overlaps,
    gaps: gaps ?? [],
    hasDefault,
    isComplete: taken !== undefined && gaps !== undefined,
  }
}

/** Every set of rows that match together somewhere, with one question that they match; undefined where there are too many. */
function asked(classes: readonly (readonly SegmentClass[])[]): ReadonlyMap<bigint, readonly CellValue[]> | undefined {
  let found = new Map<bigint, readonly CellValue[]>([[-1n, []]])
  for (const column of classes) {
    const next = new Map<bigint, readonly CellValue[]>()
    for (const [rows, values] of found) {
      for (const { pattern, segments } of column) {
        const [segment] = segments
        if (segment !== undefined && !next.has(rows & pattern)) next.set(rows & pattern, [...values, segment.sample])
      }
      if (next.size > MOST_PATTERNS) return undefined
    }
    found = next
  }
  return found
}

function overlapsIn(
  classes: readonly (readonly SegmentClass[])[],
  taken: ReadonlyMap<bigint, readonly CellValue[]>,
  rows: readonly TableRow[],
): readonly Overlap[] {
  const pairs = new Map<string, Overlap>()
  for (const [pattern, example] of taken) {
    const matching = rows.flatMap((_row, index) => (has(pattern, index) ? [index] : []))
    const [row, ...others] = matching
    if (row === undefined) continue
    for (const other of others) {
      const key = `${row} ${other}`
      if (pairs.has(key)) continue
      const isSameResult = JSON.stringify(rows[row]?.outputs) === JSON.stringify(rows[other]?.outputs)
      pairs.set(key, { row, other, isSameResult, area: shared(classes, row, other), example })
    }
  }
  return [...pairs.values()].sort((one, next) => one.row - next.row || one.other - next.other)
}

function shared(classes: readonly (readonly SegmentClass[])[], row: number, other: number): Area {
  return classes.map((column) =>
    areaOf(
      column.filter(({ pattern }) => has(pattern, row) && has(pattern, other)),
      column,
    ),
  )
}

function areaOf(some: readonly SegmentClass[], column: readonly SegmentClass[]): Area[number] {
  return some.length === column.length ? 'any' : some.flatMap(({ segments }) => segments)
}

/**
 * What none of the rows matches, as few areas: classes of a column behind which the same is left over are put together.
 * Undefined where it is too much to be told.
 */
function areasOfNone(classes: readonly (readonly SegmentClass[])[], rows: number): readonly Area[] | undefined {
  const known = new Map<string, readonly Area[]>()
  const ends = endsOf(classes)
  let steps = 0
  const left = (column: number, alive: bigint): readonly Area[] | undefined => {
    const own = classes[column]
    if (alive === 0n) return [classes.slice(column).map(() => 'any' as const)]
    if (own === undefined || (alive & (ends[column] ?? 0n)) !== 0n) return []
    const key = `${column} ${alive}`
    const before = known.get(key)
    if (before !== undefined) return before
    const groups = new Map<string, { readonly behind: readonly Area[]; readonly classes: SegmentClass[] }>()
    for (const each of own) {
      steps += 1
      const behind = steps > MOST_STEPS ? undefined : left(column + 1, alive & each.pattern)
      if (behind === undefined) return undefined
      const same = JSON.stringify(behind)
      const group = groups.get(same) ?? { behind, classes: [] }
      group.classes.push(each)
      groups.set(same, group)
    }
    const areas = [...groups.values()].flatMap(({ behind, classes: some }) =>
      behind.map((area): Area => [areaOf(some, own), ...area]),
    )
    if (areas.length > MOST_AREAS) return undefined
    known.set(key, areas)
    return areas
  }
  return left(0, (1n << BigInt(rows)) - 1n)
}

/** For each column the rows that from there on match everything. */
function endsOf(classes: readonly (readonly SegmentClass[])[]): readonly bigint[] {
  const always = classes.map((column) => column.reduce((all, { pattern }) => all & pattern, -1n))
  return always.map((_own, index) => always.slice(index).reduce((all, each) => all & each, -1n))
}

function has(pattern: bigint, row: number): boolean {
  return ((pattern >> BigInt(row)) & 1n) === 1n
}
