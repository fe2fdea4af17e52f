/** The figures and tables of a report, worked out from facts. */
export { COMPLAINTS, countedCase, type CaseFacts, type CountedAs, type CountedCase } from './counted-case.ts'
export { wholePercent, type DateBasis, type Figure, type Unit } from './figure.ts'
export type { Heading, FigureTable, TableRow } from './table.ts'
export {
  periodBefore,
  quartersOf,
  reportDays,
  reportPeriod,
  reportYear,
  type ReportDays,
  type ReportPeriod,
} from './period.ts'
export { REPORT_CITATIONS, type FigureSource } from './sources.ts'
export type { SaidOfThemselves } from './people.ts'
export { countedReport, makeTally, type CountedReport, type Tally } from './tally.ts'
export { reconciliations, type Reconciliation } from './reconciliation.ts'
export { behindFigure, type BehindFigure } from './behind-figure.ts'
export { SMALLEST_SHOWN, withheldFigures } from './withheld-figures.ts'
export { withheld, type Adding, type Printed } from './withhold.ts'
export { reportFaults } from './report-faults.ts'
export { IDENTITIES, type Identity } from './identities.ts'
export * from './process/index.ts'
export * from './report/index.ts'
