/** The figures of an annual report, worked out from facts. */
export { annualFigures, casesOf, reconciliations, type Reconciliation } from './annual-figures.ts'
export { countedCase, type CaseFacts, type CountedAs, type CountedCase } from './counted-case.ts'
export type { Cases, ReportDays } from './definitions.ts'
export { wholePercent, type DateBasis, type Figure, type ReportYear, type Unit } from './figure.ts'
export { reportYear, yearBefore } from './report-year.ts'
