import type { FigureDefinition } from './definitions.ts'
import { closed, inGroup, received, summed } from './select.ts'
import { OF_ADULTS, OF_CHILDREN } from './sources.ts'

const STATUTORY = ['adult', 'children'] as const
const CLOSED =
  'statutory complaints closed with an outcome: adults’ by the end of the period, children’s by the day of writing'
const requiredBy = [...OF_CHILDREN, ...OF_ADULTS]

const allClosed = closed(STATUTORY)
/** The report looks at adults' cases at the end of the period and at children's when it was written. */
const closedBasis = { seen: 'asReported', basis: 'closed', population: CLOSED, requiredBy } as const

/** Figures over both statutory procedures. */
export const STATUTORY_FIGURES: readonly FigureDefinition[] = [
  {
    id: 'statutory.received',
    title: 'Statutory complaints received',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'received',
    population: 'complaints under the two statutory procedures, for adults and for children',
    numerator: received(STATUTORY),
    requiredBy,
  },
  {
    id: 'statutory.closed',
    title: 'Statutory complaints closed with an outcome',
    unit: 'count',
    ...closedBasis,
    numerator: allClosed,
  },
  ...(
    [
      ['statutory.not-upheld-share', 'not upheld, share', 'not-upheld'],
      ['statutory.upheld-share', 'upheld or partly upheld, share', 'upheld-or-partly'],
      ['statutory.without-finding-share', 'resolved early, withdrawn or signposted, share', 'without-finding'],
    ] as const
  ).map(([id, title, group]): FigureDefinition => ({
    id,
    title,
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: closed(STATUTORY, inGroup(group)),
    denominator: allClosed,
  })),
  {
    id: 'adult.costs',
    title: 'Spent on investigations for adults',
    unit: 'pence',
    seen: 'atPeriodEnd',
    basis: 'happened',
    about: 'council',
    population: 'costs recorded in complaints about adult social care',
    numerator: summed('cost-recorded', ({ data }, { countedAs }) => (countedAs === 'adult' ? data.pence : 0)),
  },
]
