import { stringify } from 'csv-stringify/sync'
import { figuresShown, type Edition, type Frozen, type ReportContent, type ShownFigure } from '../../engine/index.ts'

/** The report's figures for a spreadsheet: a line each, cells of tables among them. What begins like a formula is made harmless. */
export function reportCsv(content: ReportContent, edition: Edition): string {
  const records = figuresShown(content, edition).map((figure) => COLUMNS.map(([, of]) => of(figure) ?? ''))
  return stringify(records, {
    header: true,
    columns: COLUMNS.map(([heading]) => heading),
    escape_formulas: true,
    bom: true,
  })
}

const COLUMNS: readonly (readonly [heading: string, of: (figure: ShownFigure) => string | number | undefined])[] = [
  ['Figure', ({ id }) => id],
  ['Table', ({ table }) => table],
  ['Title', ({ title }) => title],
  ['Unit', ({ unit }) => unit],
  ['Value', ({ shown, value }) => (shown ? value : 'not shown')],
  ['Numerator', ({ shown, numerator }) => (shown ? numerator : 'not shown')],
  ['Denominator', ({ shown, denominator }) => (shown ? denominator : denominator === undefined ? '' : 'not shown')],
  ['What it counts', ({ population }) => population],
  ['Share of', ({ of }) => of],
  ['Counted by', ({ basis }) => basis],
  ['From', ({ from }) => from],
  ['To', ({ to }) => to],
  ['As at', ({ asAt }) => asAt],
  ['Year before', ({ before }) => before],
  ['Asked for by', ({ requiredBy }) => requiredBy.map(({ clause }) => clause).join('; ')],
]

/** The report as data; `report.schema.json` beside this file says what each part is. */
export function reportData(content: ReportContent, edition: Edition, frozen?: Frozen): object {
  const { kind, council, days, before, narratives, mismatches, law, synthetic } = content
  return {
    format: content.format,
    kind,
    edition,
    snapshot: frozen ?? null,
    council,
    synthetic,
    period: { id: days.period.id, from: days.period.from, to: days.period.to },
    asAt: days.writtenOn,
    knownAt: days.knownAt,
    law,
    before: { period: before.period, sources: before.sources },
    mismatches,
    narratives,
    figures: figuresShown(content, edition).map(figureJson),
  }
}

/** The same as the text of a file. */
export function reportJson(content: ReportContent, edition: Edition, frozen?: Frozen): string {
  return `${JSON.stringify(reportData(content, edition, frozen), null, 2)}\n`
}

/** What is not shown has neither its number nor its parts. */
function figureJson({
  shown,
  value,
  numerator,
  denominator,
  table,
  of,
  before,
  cases,
  ...figure
}: ShownFigure): object {
  return {
    ...figure,
    table: table ?? null,
    of: of ?? null,
    shown,
    value: shown ? (value ?? null) : null,
    numerator: shown ? numerator : null,
    denominator: shown ? (denominator ?? null) : null,
    cases: shown ? (cases ?? null) : null,
    before: shown ? (before ?? null) : null,
  }
}
