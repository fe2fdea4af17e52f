import type { FigureDefinition } from './definitions.ts'
import { closed, happened, has, inGroup, ofService, received, summed } from './select.ts'
import { OF_CHILDREN, OF_CODE } from './sources.ts'

const CHILDREN = ['children'] as const
const OTHERS = ['other-children'] as const
const RECEIVED = 'complaints under the children’s statutory procedure'
const CLOSED =
  'complaints under the children’s statutory procedure received in the period and closed by the day of writing'
const OTHER = 'complaints about services for children outside of the statutory procedure'

const allReceived = received(CHILDREN)
const allClosed = closed(CHILDREN)
const receivedBasis = { seen: 'atPeriodEnd', basis: 'received', population: RECEIVED, requiredBy: OF_CHILDREN } as const
/** The report counts outcomes “at the time of writing”. */
const closedBasis = { seen: 'whenWritten', basis: 'closed', population: CLOSED, requiredBy: OF_CHILDREN } as const
const otherBasis = { seen: 'atPeriodEnd', basis: 'received', population: OTHER, requiredBy: OF_CODE } as const

/** Complaints about services for children: the statutory procedure (SI 2006/1738), and those outside of it. */
export const CHILDREN_FIGURES: readonly FigureDefinition[] = [
  { id: 'children.received', title: 'Complaints received', unit: 'count', ...receivedBasis, numerator: allReceived },
  {
    id: 'children.by-children',
    title: 'of which made by children',
    unit: 'count',
    ...receivedBasis,
    numerator: received(CHILDREN, ({ byChild }) => byChild),
  },
  {
    id: 'children.with-advocate',
    title: 'of which made by children who had an advocate',
    unit: 'count',
    ...receivedBasis,
    numerator: received(CHILDREN, ({ byChild }) => byChild, has('advocate-appointed')),
  },
  {
    id: 'children.social-work-practice-share',
    title: 'about social work practice, share',
    unit: 'percent',
    ...receivedBasis,
    of: RECEIVED,
    numerator: received(CHILDREN, ofService('social-work-practice')),
    denominator: allReceived,
  },
  { id: 'children.closed', title: 'Closed with an outcome', unit: 'count', ...closedBasis, numerator: allClosed },
  {
    id: 'children.closed-not-upheld',
    title: 'not upheld',
    unit: 'count',
    ...closedBasis,
    numerator: closed(CHILDREN, inGroup('not-upheld')),
  },
  {
    id: 'children.closed-upheld',
    title: 'upheld or partly upheld',
    unit: 'count',
    ...closedBasis,
    numerator: closed(CHILDREN, inGroup('upheld-or-partly')),
  },
  {
    id: 'children.closed-without-finding',
    title: 'resolved early, withdrawn or signposted',
    unit: 'count',
    ...closedBasis,
    numerator: closed(CHILDREN, inGroup('without-finding')),
  },
  ...(
    [
      ['not-upheld', 'not upheld'],
      ['upheld-or-partly', 'upheld or partly upheld'],
      ['without-finding', 'resolved early, withdrawn or signposted'],
    ] as const
  ).map(([group, words]): FigureDefinition => ({
    id: `children.closed-${group}-share`,
    title: `${words}, share`,
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: closed(CHILDREN, inGroup(group)),
    denominator: allClosed,
  })),
  {
    id: 'children.resolved-early-share',
    title: 'Resolved early (“stage 0”), share',
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: closed(CHILDREN, ({ outcome }) => outcome === 'resolved-early'),
    denominator: allClosed,
  },
  {
    id: 'children.stage-2',
    title: 'Stage 2 investigations commissioned',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    population: RECEIVED,
    requiredBy: OF_CHILDREN,
    numerator: happened('stage-opened', ({ data }) => data.stage === 'stage-2'),
  },
  {
    id: 'children.settled-at-stage-2',
    title: 'Resolved by a Stage 2 investigation',
    unit: 'count',
    ...closedBasis,
    numerator: closed(CHILDREN, ({ settledAt }) => settledAt === 'stage-2'),
  },
  {
    id: 'children.panels',
    title: 'Review panels held',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    population: RECEIVED,
    requiredBy: OF_CHILDREN,
    numerator: happened('panel-met'),
  },
  {
    id: 'children.over-20-working-days',
    title: 'Took longer than 20 working days',
    unit: 'count',
    ...closedBasis,
    about: 'council',
    numerator: closed(CHILDREN, ({ limitMissed }) => limitMissed),
  },
  {
    id: 'children.over-20-working-days-share',
    title: 'Took longer than 20 working days, share',
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    about: 'council',
    numerator: closed(CHILDREN, ({ limitMissed }) => limitMissed),
    denominator: allClosed,
  },
  {
    id: 'children.costs',
    title: 'Spent on investigations and panels',
    unit: 'pence',
    seen: 'atPeriodEnd',
    basis: 'happened',
    about: 'council',
    population: 'costs recorded in cases about services for children',
    numerator: summed('cost-recorded', ({ data }, { area }) => (area === 'children' ? data.pence : 0)),
  },
  {
    id: 'other-children.received',
    title: 'Complaints received',
    unit: 'count',
    ...otherBasis,
    numerator: received(OTHERS),
  },
  {
    id: 'other-children.inclusion',
    title: 'of which about the Inclusion Service',
    unit: 'count',
    ...otherBasis,
    numerator: received(OTHERS, ofService('inclusion')),
  },
  {
    id: 'other-children.inclusion-share',
    title: 'of which about the Inclusion Service, share',
    unit: 'percent',
    ...otherBasis,
    of: OTHER,
    numerator: received(OTHERS, ofService('inclusion')),
    denominator: received(OTHERS),
  },
]
