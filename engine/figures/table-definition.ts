import type { CountedCase } from './counted-case.ts'
import { dayOfView, type Counted, type Seen } from './definitions.ts'
import type { DateBasis, Figure } from './figure.ts'
import { titleOf } from './in-words.ts'
import type { ReportDays, ReportPeriod } from './period.ts'
import type { Count } from './select.ts'
import type { FigureSource } from './sources.ts'
import type { FigureTable, Heading, TableRow } from './table.ts'

/** How a table is counted. */
export interface TableDefinition {
  readonly id: string
  readonly title: string
  readonly graph?: number
  /** `count` when left out. */
  readonly unit?: FigureTable['unit']
  readonly population: string
  readonly basis: DateBasis
  readonly seen: Seen
  readonly breaksDown: string
  readonly rowsAre: string
  readonly columnsAre?: string
  /** Shown in this order, also where nothing was counted; rows besides come after them, the largest first. */
  readonly rows?: readonly string[]
  /** `code`: such rows come in the order of their codes. */
  readonly order?: 'size' | 'code'
  readonly columns?: readonly string[]
  /** Titles of rows and columns that are not those of the codes. */
  readonly words?: Readonly<Record<string, string>>
  readonly entries: (each: CountedCase, period: ReportPeriod) => readonly Entry[]
  readonly requiredBy?: readonly FigureSource[]
  readonly about?: Figure['about']
}

/** What one case adds to one cell. */
export interface Entry {
  readonly row: string
  /** Left out where there is one column alone. */
  readonly column?: string
  readonly amount: number
}

/** Of a cell where nobody said. */
export const NOT_RECORDED = 'not-recorded'

/** Whatever the count gives of a case, in that row, and that column where there are several. */
export function brokenDown(
  count: Count,
  rowOf: (each: CountedCase) => string | undefined,
  columnOf?: (each: CountedCase) => string | undefined,
): TableDefinition['entries'] {
  return (each, period) => {
    const amount = count(each, period)
    if (amount === 0) return []
    return [{ row: codeOf(rowOf(each)), ...(columnOf !== undefined && { column: codeOf(columnOf(each)) }), amount }]
  }
}

/** Codes are what can stand in an address; anything else that was recorded, words above all, is `other`. */
export function codeOf(said: string | undefined): string {
  if (said === undefined || said === '') return NOT_RECORDED
  const code = said.toLowerCase()
  return /^[a-z0-9][a-z0-9-]{0,59}$/.test(code) && code !== 'total' ? code : 'other'
}

/** Ids of the cell and of the totals to which an entry adds. */
export function idsOf(table: string, { row, column }: Entry): readonly string[] {
  const total = `${table}.total`
  if (column === undefined) return [`${table}.${row}`, total]
  return [`${table}.${row}.${column}`, `${table}.${row}.total`, `${table}.total.${column}`, total]
}

/** The table that a definition gives of what was counted, by id of cell. */
export function tableOf(
  definition: TableDefinition,
  counted: (id: string) => Counted,
  found: { readonly rows: ReadonlySet<string>; readonly columns: ReadonlySet<string> },
  days: ReportDays,
): FigureTable {
  const {
    id,
    title,
    graph,
    unit = 'count',
    rowsAre,
    columnsAre,
    breaksDown,
    words,
    order,
    requiredBy = [],
  } = definition
  const cell = makeCell(definition, counted, days)
  const amount = (of: string) => counted(of).numerator
  const total = cell(`${id}.total`, 'Total')
  const inOrder = (known: readonly string[] = [], all: ReadonlySet<string>, size: (code: string) => number) => [
    ...known,
    ...[...all]
      .filter((code) => !known.includes(code))
      .sort((a, b) => last(a) - last(b) || (order === 'code' ? 0 : size(b) - size(a)) || (a < b ? -1 : 1)),
  ]
  const heading = (code: string): Heading => ({ code, title: words?.[code] ?? titleOf(code) })
  const common = { id, title, graph, unit, rowsAre, columnsAre, total, breaksDown, requiredBy }
  if (columnsAre === undefined) {
    const rows = inOrder(definition.rows, found.rows, (code) => amount(`${id}.${code}`)).map((code): TableRow => {
      const { title: words } = heading(code)
      const only = cell(`${id}.${code}`, words)
      return { code, title: words, cells: [only], total: only }
    })
    return {
      ...common,
      columns: [{ code: 'total', title: unit === 'pence' ? 'Amount' : 'Number' }],
      rows,
      totals: [total],
    }
  }
  const columns = inOrder(definition.columns, found.columns, (code) => amount(`${id}.total.${code}`)).map(heading)
  const rows = inOrder(definition.rows, found.rows, (code) => amount(`${id}.${code}.total`))
    .map(heading)
    .map((row): TableRow => ({
      ...row,
      cells: columns.map((column) => cell(`${id}.${row.code}.${column.code}`, `${row.title}: ${column.title}`)),
      total: cell(`${id}.${row.code}.total`, row.title),
    }))
  const totals = columns.map((column) => cell(`${id}.total.${column.code}`, column.title))
  return { ...common, columns, rows, totals }
}

/** What nobody said comes last. */
function last(code: string): number {
  return code === NOT_RECORDED ? 1 : 0
}

function makeCell(
  { id, unit = 'count', population, basis, seen, requiredBy = [], about = 'people' }: TableDefinition,
  counted: (id: string) => Counted,
  days: ReportDays,
): (cell: string, title: string) => Figure {
  const denominator = counted(`${id}.total`).numerator
  const common = {
    unit,
    denominator,
    population,
    of: population,
    basis,
    from: days.period.from,
    to: days.period.to,
    asAt: dayOfView(seen, days),
    knownAt: days.knownAt,
    requiredBy,
    about,
  }
  return (cell, title) => {
    const { numerator, cases } = counted(cell)
    return { id: cell, title, value: numerator, numerator, cases, ...common }
  }
}
