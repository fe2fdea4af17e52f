import type { Instant } from '../../values/instant.ts'
import type { Figure } from '../figure.ts'
import { adultsSection } from './adults-section.ts'
import { childrenSection } from './children-section.ts'
import type { ReportContent, ReportKind } from './content.ts'
import {
  blocksOf,
  type Edition,
  type FigureNote,
  type NarrativeBox,
  type ReportDocument,
  type Section,
} from './document.ts'
import { hiddenIn } from './hidden.ts'
import { amountInWords, basisInWords, periodInWords } from './print.ts'
import { learningSections, quarterSections } from './quarter-report.ts'
import { requiredSection } from './required-section.ts'
import { introduction, summarySection } from './summary-section.ts'
import { dateInWords, makeWriter, type Writer } from './writer.ts'

const TITLES: Readonly<Record<ReportKind, string>> = {
  annual: 'Annual report on complaints and customer feedback',
  quarter: 'Quarterly summary of complaints and customer feedback',
  learning: 'Pack for the learning panel',
}

export interface Frozen {
  readonly id: string
  readonly frozenAt: Instant
  readonly frozenBy: string
}

/**
 * The report as it is read, from its content alone.
 *
 * @param frozen - Undefined for a draft.
 */
export function reportDocument(content: ReportContent, edition: Edition, frozen?: Frozen): ReportDocument {
  const { kind, council, days, synthetic } = content
  const hidden = hiddenIn(content, edition)
  const writer = makeWriter(content, edition, hidden)
  const { from, to } = days.period
  return {
    title: TITLES[kind],
    subtitle: `For the period ${dateInWords(from)} to ${dateInWords(to)}`,
    council,
    edition,
    ...(frozen !== undefined && { snapshot: frozen }),
    from,
    to,
    asAt: days.writtenOn,
    synthetic,
    sections: sectionsOf(kind, writer),
    notes: content.figures.map((figure) => noteOf(figure, hidden)),
  }
}

function sectionsOf(kind: ReportKind, writer: Writer): readonly Section[] {
  switch (kind) {
    case 'annual':
      return [
        introduction(writer),
        summarySection(writer),
        adultsSection(writer),
        childrenSection(writer),
        requiredSection(writer),
      ]
    case 'quarter':
      return quarterSections(writer)
    case 'learning':
      return learningSections(writer)
  }
}

/** The boxes that can be written in a report of that kind, in their order. */
export function boxesOf(document: ReportDocument): readonly NarrativeBox[] {
  return blocksOf(document.sections).filter((block) => block.kind === 'narrative')
}

function noteOf(figure: Figure, hidden: ReadonlySet<string>): FigureNote {
  const { id, title, value, unit, numerator, denominator, population, of, basis, asAt } = figure
  const shown = !hidden.has(id)
  return {
    figure: id,
    title,
    cell: shown ? { text: amountInWords(value, unit), ...(value !== undefined && { value }) } : { text: 'not shown' },
    numerator: shown ? amountInWords(numerator, unit === 'pence' ? 'pence' : 'count') : 'not shown',
    denominator:
      denominator === undefined
        ? ''
        : shown
          ? amountInWords(denominator, unit === 'pence' ? 'pence' : 'count')
          : 'not shown',
    population: of === undefined || of === population ? population : `${population}; of ${of}`,
    basis: basisInWords(basis),
    asAt,
  }
}

/** The period in words, for titles of pages. */
export function reportInWords({ kind, days }: Pick<ReportContent, 'kind' | 'days'>): string {
  return `${TITLES[kind]}, ${periodInWords(days.period)}`
}
