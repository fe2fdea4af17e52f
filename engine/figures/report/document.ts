import type { LocalDate } from '../../values/local-date.ts'
import type { Instant } from '../../values/instant.ts'

/*
 * A report as plain data: what stands in which section, and which figure each number is. Whatever prints it, as a page,
 * a file or a line of CSV, reads this and counts nothing itself.
 */

/** `public`: small numbers are left out. */
export type Edition = 'internal' | 'public'

/** A number as it is printed, and the figure whose cases it leads to; words without a figure lead nowhere. */
export interface Cell {
  readonly text: string
  /** Id of the figure. Undefined for words, and for what came from another year's aggregate. */
  readonly figure?: string
  /** What the number is, for those who hear links one after another; with a figure. */
  readonly label?: string
  /** Counts, whole percent or pence; undefined for words, for what nothing says, and for what is left out. */
  readonly value?: number
}

/** Words with numbers among them. */
export type Run = string | Cell

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly runs: readonly Run[]
}

export interface Table {
  readonly kind: 'table'
  /** Unique in the report. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly Column[]
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Cell[])[]
  /** What the numbers count, and by which day. */
  readonly notes: readonly string[]
}

export interface Column {
  readonly heading: string
  readonly numeric: boolean
}

/** Bars, and the table that says the same. */
export interface Graph {
  readonly kind: 'graph'
  /** `graph-1`. */
  readonly id: string
  readonly number: number
  readonly title: string
  /** What somebody sees in it, in a sentence or two. */
  readonly description: string
  /** One or two: the year before comes first. */
  readonly series: readonly string[]
  readonly bars: readonly { readonly label: string; readonly cells: readonly Cell[] }[]
  readonly table: Table
}

/** Words that somebody writes beside the figures: why they moved. */
export interface NarrativeBox {
  readonly kind: 'narrative'
  /** `adult.timeliness`. */
  readonly id: string
  readonly title: string
  /** What belongs here, for whoever writes it. */
  readonly hint: string
  readonly written?: Narrative
}

export interface Narrative {
  readonly box: string
  readonly text: string
  /** Id of who wrote it, and their name if it is known. */
  readonly author: string
  readonly writtenAt: Instant
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly (readonly Run[])[]
}

export type Block = Paragraph | Table | Graph | NarrativeBox | List

export interface Section {
  /** `1.2`; it is the anchor too. */
  readonly id: string
  readonly number: string
  readonly title: string
  readonly blocks: readonly Block[]
  readonly sections: readonly Section[]
}

/** How a figure was counted, for the notes at the end. */
export interface FigureNote {
  readonly figure: string
  readonly title: string
  readonly cell: Cell
  readonly numerator: string
  readonly denominator: string
  readonly population: string
  readonly basis: string
  readonly asAt: LocalDate
}

export interface ReportDocument {
  readonly title: string
  readonly subtitle: string
  readonly council: string
  readonly edition: Edition
  /** Undefined for a draft, which may still change. */
  readonly snapshot?: { readonly id: string; readonly frozenAt: Instant; readonly frozenBy: string }
  readonly from: LocalDate
  readonly to: LocalDate
  readonly asAt: LocalDate
  /** The data is made up. */
  readonly synthetic: boolean
  readonly sections: readonly Section[]
  readonly notes: readonly FigureNote[]
}

/** Every block of the sections and of those within them, in order. */
export function blocksOf(sections: readonly Section[]): readonly Block[] {
  return sections.flatMap(({ blocks, sections: within }) => [...blocks, ...blocksOf(within)])
}
