import { ADULT_FIGURES } from './adults.ts'
import { CHILDREN_FIGURES } from './children.ts'
import { countedCase, type CaseFacts, type CountedAs, type CountedCase } from './counted-case.ts'
import { figureOf, type Cases, type ReportDays } from './definitions.ts'
import { FEEDBACK_FIGURES } from './feedback.ts'
import type { Figure } from './figure.ts'
import { OMBUDSMAN_FIGURES } from './ombudsman.ts'
import { isWithin } from './report-year.ts'
import { bothProcedures, STATUTORY_FIGURES } from './statutory.ts'

/** Every figure that is worked out from facts, in the order of a report. */
const DEFINITIONS = [
  ...STATUTORY_FIGURES,
  ...ADULT_FIGURES,
  ...CHILDREN_FIGURES,
  ...FEEDBACK_FIGURES,
  ...OMBUDSMAN_FIGURES,
]

/** The cases as they stood at the end of the year and when the report was written. */
export function casesOf(all: readonly CaseFacts[], { year, writtenOn }: ReportDays): Cases {
  const seenOn = (day: typeof writtenOn) => all.flatMap((each) => countedCase(each, day) ?? [])
  return { atYearEnd: seenOn(year.to), whenWritten: seenOn(writtenOn) }
}

/** Every figure of the year, from facts alone. Pure: the same facts and days give the same figures. */
export function annualFigures(cases: Cases, days: ReportDays): readonly Figure[] {
  return [...DEFINITIONS.map((definition) => figureOf(definition, cases, days)), ...bothProcedures(cases, days)]
}

/** What was received in the year is closed or open: the check that a report should print. */
export interface Reconciliation {
  readonly countedAs: CountedAs
  readonly asAt: ReportDays['writtenOn']
  readonly received: number
  readonly closed: number
  readonly open: number
}

/** For each kind of case, how what was received in the year stands at the end of the year and when the report was written. */
export function reconciliations(cases: Cases, { year, writtenOn }: ReportDays): readonly Reconciliation[] {
  const seen = [
    [year.to, cases.atYearEnd],
    [writtenOn, cases.whenWritten],
  ] as const
  return seen.flatMap(([asAt, known]) => headingsOf(known).map((countedAs) => reconcile(countedAs, asAt, known, year)))
}

function reconcile(
  countedAs: CountedAs,
  asAt: ReportDays['writtenOn'],
  cases: readonly CountedCase[],
  year: ReportDays['year'],
): Reconciliation {
  const own = cases.filter((each) => each.countedAs === countedAs && isWithin(each.receivedOn, year))
  const closed = own.filter(({ closedOn }) => closedOn !== undefined).length
  return { countedAs, asAt, received: own.length, closed, open: own.length - closed }
}

function headingsOf(cases: readonly CountedCase[]): readonly CountedAs[] {
  return [...new Set(cases.map(({ countedAs }) => countedAs))].sort()
}
