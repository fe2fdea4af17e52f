import { dayInWords } from '../../values/day-in-words.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Figure } from '../figure.ts'
import type { FigureTable } from '../table.ts'
import type { ReportContent } from './content.ts'
import type { Cell, Column, Edition, Graph, NarrativeBox, Paragraph, Run, Table } from './document.ts'
import { amountInWords, basisInWords, changeInWords, periodInWords } from './print.ts'

/** Puts figures into sentences, tables and graphs, and remembers which it has used. */
export interface Writer {
  readonly content: ReportContent
  readonly edition: Edition
  /** Words for this period and the one before, `2020-21`. */
  readonly now: string
  readonly before: string
  /** The number of a figure, leading to its cases. */
  number(id: string): Cell
  /** The same, followed by that of the year before and the change, where both are known. */
  compared(id: string): readonly Run[]
  /** Rows of figures, each beside the year before. */
  table(id: string, caption: string, figures: readonly (readonly [id: string, words?: string])[]): Table
  /** A table of figures as it was counted; undefined where the report has none of that id. */
  breakdown(id: string): Table | Paragraph | undefined
  /** The graph of that number; undefined where the report has none. */
  graph(number: number): Graph | Paragraph | undefined
  box(id: string, title: string, hint: string): NarrativeBox
  /** Figures and tables that nothing has used so far. */
  unused(): { readonly figures: readonly Figure[]; readonly tables: readonly FigureTable[] }
}

/** A paragraph of words and numbers. */
export function paragraph(...runs: readonly (Run | readonly Run[])[]): Paragraph {
  return { kind: 'paragraph', runs: runs.flat() }
}

/** `1 April 2020`. */
export function dateInWords(day: LocalDate): string {
  return dayInWords(day).replace(/^\w+ /, '')
}

/** @param hidden - Ids of figures that this edition does not show. */
export function makeWriter(content: ReportContent, edition: Edition, hidden: ReadonlySet<string>): Writer {
  const { days, before } = content
  const figures = new Map(content.figures.map((figure) => [figure.id, figure]))
  const tables = new Map(content.tables.map((table) => [table.id, table]))
  const used = new Set<string>()
  const now = periodInWords(days.period)
  const labels = labelsOf(content)
  const sameAs = new Map([...SAME_AS, ...content.tables.map((table) => [table.total.id, table.breaksDown] as const)])

  const cellOf = (figure: Figure): Cell => {
    if (hidden.has(figure.id)) return { text: 'not shown' }
    const { id, unit, value, cases } = figure
    const text = amountInWords(value, unit)
    const label = labels.get(id)
    // What people said of themselves leads to no case, and nothing that could not be counted does.
    const leads = cases !== undefined && value !== undefined
    return {
      text,
      ...(leads && { figure: id, ...(label !== undefined && { label }) }),
      ...(value !== undefined && { value }),
    }
  }
  const valueBefore = (id: string): number | undefined =>
    hidden.has(id) ? undefined : (before.values[id] ?? before.values[sameAs.get(id) ?? ''])
  const beforeCell = (figure: Figure): Cell => {
    const value = valueBefore(figure.id)
    return value === undefined ? { text: 'not known' } : { text: amountInWords(value, figure.unit), value }
  }
  const hasBefore = (ids: readonly string[]) => ids.some((id) => valueBefore(id) !== undefined)

  const number = (id: string): Cell => {
    used.add(id)
    const figure = figures.get(id)
    return figure === undefined ? { text: '–' } : cellOf(figure)
  }
  const notesOf = (figure: Figure) => [noteOf(figure, now)]

  /** In place of a table that would be empty. */
  const noneOf = ({ id, title, rows, total }: FigureTable, graph?: number): Paragraph | undefined => {
    if (total.numerator !== 0 || rows.some((row) => hasBefore([row.total.id]))) return undefined
    used.add(id)
    const what = graph === undefined ? title : `Graph ${graph}, ${title}`
    return paragraph(`${what}: there is nothing to count in this period.`)
  }
  const breakdownOf = (table: FigureTable): Table => {
    used.add(table.id)
    const { id, title, rowsAre, columns, columnsAre, rows, totals, total } = table
    const isOne = columnsAre === undefined
    const cells = [...rows.flatMap((row) => row.cells), ...totals]
    const withBefore = isOne && hasBefore(cells.map((cell) => cell.id))
    const line = (title: string, own: readonly Figure[], sum: Figure): readonly Cell[] => [
      { text: title },
      ...(isOne
        ? [...(withBefore ? [beforeCell(sum)] : []), cellOf(sum), shareOf(sum, total, hidden)]
        : [...own.map(cellOf), cellOf(sum)]),
    ]
    const headings = isOne
      ? [
          ...(withBefore ? [periodBefore] : []),
          withBefore ? now : table.unit === 'pence' ? 'Amount' : 'Number',
          'Share',
        ]
      : [...columns.map((column) => column.title), 'All']
    return {
      kind: 'table',
      id: `table-${id.replaceAll('.', '-')}`,
      caption: title,
      columns: columnsOf(rowsAre, headings),
      rows: [...rows.map((row) => line(row.title, row.cells, row.total)), line('All', totals, total)],
      notes: notesOf(total),
    }
  }
  const periodBefore = before.period

  return {
    content,
    edition,
    now,
    before: periodBefore,
    number,
    compared(id) {
      const figure = figures.get(id)
      const cell = number(id)
      const then = valueBefore(id)
      if (figure === undefined || then === undefined || cell.value === undefined) return [cell]
      const change = changeInWords(figure.unit, figure.value, then)
      const rest = change === undefined ? '' : `, ${change}`
      return [cell, ` (${amountInWords(then, figure.unit)} in ${periodBefore}${rest})`]
    },
    table(id, caption, asked) {
      const rows = asked.flatMap(([figureId, words]) => {
        used.add(figureId)
        const figure = figures.get(figureId)
        return figure === undefined ? [] : [{ figure, words: words ?? figure.title }]
      })
      const withBefore = hasBefore(rows.map(({ figure }) => figure.id))
      const notes = [...new Set(rows.map(({ figure }) => noteOf(figure, now)))]
      // So many different ones below a table would be read by nobody: each row says what it counts.
      const isMixed = notes.length > 2
      return {
        kind: 'table',
        id: `table-${id}`,
        caption,
        columns: columnsOf('Figure', [...(withBefore ? [periodBefore] : []), now, 'Counted']),
        rows: rows.map(({ figure, words }) => [
          { text: words },
          ...(withBefore ? [beforeCell(figure)] : []),
          cellOf(figure),
          { text: countedInWords(figure, hidden, isMixed) },
        ]),
        notes: isMixed
          ? ['By which day each is counted, and as at which, stands in “How each figure was counted”.']
          : notes,
      }
    },
    breakdown(id) {
      const table = tables.get(id)
      return table === undefined ? undefined : (noneOf(table) ?? breakdownOf(table))
    },
    graph(wanted) {
      const table = content.tables.find(({ graph }) => graph === wanted)
      if (table === undefined) return undefined
      return (
        noneOf(table, wanted) ??
        graphOf(wanted, table, breakdownOf(table), { cellOf, beforeCell, hasBefore, now, before: periodBefore })
      )
    },
    box(id, title, hint) {
      const written = content.narratives.find(({ box }) => box === id)
      return { kind: 'narrative', id, title, hint, ...(written !== undefined && { written }) }
    },
    unused() {
      return {
        figures: content.figures.filter(({ id }) => !used.has(id)),
        tables: content.tables.filter(({ id }) => !used.has(id)),
      }
    },
  }
}

/** Cells of tables that count the same as a single figure, by which the year before may have been imported. */
const SAME_AS: readonly (readonly [cell: string, figure: string])[] = [
  ['complaints.by-group.adult', 'adult.received'],
  ['complaints.by-group.children', 'children.received'],
  ['complaints.by-group.other-children', 'other-children.received'],
  ['complaints.by-group.corporate', 'corporate.received'],
  ['complaints.by-group.public-health', 'public-health.received'],
  ['compliments.by-area.adult', 'compliments.adult'],
  ['compliments.by-area.children', 'compliments.children'],
  ['adult.by-feedback-type.comment', 'comments.adult'],
  ['adult.by-feedback-type.complaint', 'adult.received'],
  ['adult.by-feedback-type.compliment', 'compliments.adult'],
  ['adult.by-service.support-planning', 'adult.support-planning'],
  ['children.by-feedback-type.comment', 'comments.children'],
  ['children.by-feedback-type.complaint', 'children.received'],
  ['children.by-feedback-type.compliment', 'compliments.children'],
  ['other-children.by-service.inclusion', 'other-children.inclusion'],
]

interface GraphParts {
  readonly cellOf: (figure: Figure) => Cell
  readonly beforeCell: (figure: Figure) => Cell
  readonly hasBefore: (ids: readonly string[]) => boolean
  readonly now: string
  readonly before: string
}

function graphOf(number: number, figures: FigureTable, table: Table, parts: GraphParts): Graph {
  const { title, rows, total } = figures
  const isCompared = parts.hasBefore(rows.map((row) => row.total.id))
  const bars = rows.map((row) => ({
    label: row.title,
    cells: [...(isCompared ? [parts.beforeCell(row.total)] : []), parts.cellOf(row.total)],
  }))
  const largest = [...rows].sort((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0))[0]
  const all = parts.cellOf(total)
  const most =
    largest === undefined || parts.cellOf(largest.total).value === undefined || total.value === 0
      ? ''
      : ` The most: ${largest.title}, ${parts.cellOf(largest.total).text}.`
  return {
    kind: 'graph',
    id: `graph-${number}`,
    number,
    title,
    description: `Bars for ${parts.now}${isCompared ? ` beside ${parts.before}` : ''}; ${all.text} in all.${most} The table below has every number.`,
    series: isCompared ? [parts.before, parts.now] : [parts.now],
    bars,
    table: { ...table, caption: `Graph ${number} in numbers: ${title}` },
  }
}

function columnsOf(first: string, others: readonly string[]): readonly Column[] {
  return [{ heading: first, numeric: false }, ...others.map((heading) => ({ heading, numeric: heading !== 'Counted' }))]
}

/** Share of the table's total; nothing where it would tell what is not shown. */
function shareOf({ id, value }: Figure, total: Figure, hidden: ReadonlySet<string>): Cell {
  if (hidden.has(id) || hidden.has(total.id) || value === undefined || !total.value) return { text: '–' }
  return { text: `${Math.round((100 * value) / total.value)}%` }
}

/** `140 of 205`, and whom it counts where that differs from row to row. */
function countedInWords(
  { id, unit, numerator, denominator, population }: Figure,
  hidden: ReadonlySet<string>,
  withPopulation: boolean,
): string {
  const isShare = unit === 'percent' && denominator !== undefined && !hidden.has(id)
  return [...(isShare ? [`${numerator} of ${denominator}`] : []), ...(withPopulation ? [population] : [])].join('; ')
}

/** What is counted and by which day, in one sentence below a table. */
function noteOf({ population, basis, asAt }: Figure, period: string): string {
  return `Counts ${population}, by ${basisInWords(basis)}; ${period}, as at ${dateInWords(asAt)}.`
}

/** What a number is, so that no two that lead elsewhere are called the same. */
function labelsOf({ figures, tables }: ReportContent): ReadonlyMap<string, string> {
  const said = [
    ...figures.map((figure) => ({ id: figure.id, label: `${figure.title}: ${figure.population}` })),
    ...tables.flatMap(({ title, rows, totals, total }) => [
      ...rows.flatMap((row) =>
        [...new Set([...row.cells, row.total])].map((cell) => ({ id: cell.id, label: `${title}: ${cell.title}` })),
      ),
      ...totals.map((cell) => ({ id: cell.id, label: `${title}: all, ${cell.title}` })),
      { id: total.id, label: `${title}: all` },
    ]),
  ]
  const labels = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const { id, label } of said) {
    if (labels.has(id)) continue
    const times = (taken.get(label) ?? 0) + 1
    taken.set(label, times)
    labels.set(id, times === 1 ? label : `${label} (${times})`)
  }
  return labels
}
