import type { Figure } from '../figure.ts'
import type { ReportDays } from '../period.ts'
import type { FigureTable } from '../table.ts'
import type { Narrative } from './document.ts'

/** `annual`: the whole report; `quarter`: its summary for managers; `learning`: what a learning panel looks at. */
export type ReportKind = 'annual' | 'quarter' | 'learning'

export const REPORT_KINDS: readonly ReportKind[] = ['annual', 'quarter', 'learning']

/** Everything that a report says: the same content gives the same document. This is what is frozen. */
export interface ReportContent {
  /** Changes with what stands here. */
  readonly format: 1
  readonly kind: ReportKind
  /** Name of the council. */
  readonly council: string
  readonly days: ReportDays
  readonly figures: readonly Figure[]
  readonly tables: readonly FigureTable[]
  /** The same days of the year before, from an imported aggregate. */
  readonly before: Before
  readonly learning: readonly LearningPoint[]
  readonly narratives: readonly Narrative[]
  /** Ids of the figures that the public edition leaves out. */
  readonly withheld: readonly string[]
  /** Which sums do not come out, a sentence each: a report with any of these cannot be frozen. */
  readonly mismatches: readonly string[]
  /** Hash of the rules of law by which it was counted. */
  readonly law: string
  /** The data is made up. */
  readonly synthetic: boolean
}

export interface Before {
  /** `2019-20`. */
  readonly period: string
  /** By the figure's id. */
  readonly values: Readonly<Record<string, number>>
  /** Where they were read; none: nothing was imported. */
  readonly sources: readonly string[]
}

/** What complaints taught: the same words of several cases once. */
export interface LearningPoint {
  readonly about: 'adult' | 'children' | 'other'
  readonly area: string
  readonly rootCause: string
  readonly text: string
  /** Cases that taught it. */
  readonly cases: number
}
