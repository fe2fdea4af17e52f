import type { CountedCase } from './counted-case.ts'
import type { Cases, FigureDefinition } from './definitions.ts'
import { figureOf, type ReportDays } from './definitions.ts'
import { wholePercent, type Figure } from './figure.ts'
import { closed, received, summed } from './select.ts'

const ADULTS = ['adult'] as const
const CHILDREN = ['children'] as const
const inGroup = (group: CountedCase['group']) => (each: CountedCase) => each.group === group
const CLOSED =
  'statutory complaints closed with an outcome: adults’ by the end of the year, children’s by the day of writing'

/** Figures over both statutory procedures whose cases are seen on one day. */
export const STATUTORY_FIGURES: readonly FigureDefinition[] = [
  {
    id: 'statutory.received',
    title: 'Statutory complaints received',
    unit: 'count',
    seen: 'atYearEnd',
    basis: 'received',
    population: 'complaints under the two statutory procedures, for adults and for children',
    numerator: received(['adult', 'children']),
  },
  {
    id: 'adult.costs',
    title: 'Spent on investigations for adults',
    unit: 'pence',
    seen: 'atYearEnd',
    basis: 'happened',
    population: 'costs recorded in complaints about adult social care',
    numerator: summed('cost-recorded', ({ data }, { countedAs }) => (countedAs === 'adult' ? data.pence : 0)),
  },
]

/**
 * Figures over both, where the report looks at adults' cases at the end of the year and at children's when it was
 * written. Both days are in the population's words; `asAt` is the later one.
 */
export function bothProcedures(cases: Cases, days: ReportDays): readonly Figure[] {
  const count = (...tests: readonly ((each: CountedCase) => boolean)[]): number =>
    closed(ADULTS, ...tests)(cases.atYearEnd, days.year) + closed(CHILDREN, ...tests)(cases.whenWritten, days.year)
  const all = count()
  const base = figureOf(
    {
      id: 'statutory.closed',
      title: 'Statutory complaints closed with an outcome',
      unit: 'count',
      seen: 'whenWritten',
      basis: 'closed',
      population: CLOSED,
      numerator: () => all,
    },
    cases,
    days,
  )
  const share = (id: string, title: string, group: CountedCase['group']): Figure => {
    const numerator = count(inGroup(group))
    return {
      ...base,
      id,
      title,
      unit: 'percent',
      value: wholePercent(numerator, all),
      numerator,
      denominator: all,
      of: CLOSED,
    }
  }
  return [
    base,
    share('statutory.not-upheld-share', 'not upheld, share', 'not-upheld'),
    share('statutory.upheld-share', 'upheld or partly upheld, share', 'upheld-or-partly'),
    share('statutory.without-finding-share', 'resolved early, withdrawn or signposted, share', 'without-finding'),
  ]
}
