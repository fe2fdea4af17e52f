import type { FigureDefinition } from './definitions.ts'
import type { CountedCase } from './counted-case.ts'
import { closed, closedWithin, isClosed, ofService, received, standing, type Test } from './select.ts'
import { OF_ADULTS } from './sources.ts'

const ADULTS = ['adult'] as const
const RECEIVED = 'complaints about adult social care, those with the NHS included'
const CLOSED = 'complaints about adult social care received in the period and closed by its end, with an outcome'
const INVESTIGATED = `${CLOSED}, that the council itself investigated`

const early = (each: CountedCase) => each.settledAt === 'early' && !each.investigatedInternally
const internal = (each: CountedCase) => each.investigatedInternally
const joint = (each: CountedCase) => each.joint
const upheld = (each: CountedCase) => each.group === 'upheld-or-partly'
const notUpheld = (each: CountedCase) => each.group === 'not-upheld'
const withoutFinding = (each: CountedCase) => each.group === 'without-finding'

const allReceived = received(ADULTS)
const allClosed = closed(ADULTS)
const investigated = closed(ADULTS, internal)

/** Joint complaints are counted by when they were closed, or are still open: they take longer than a year. */
const jointClosed = (...tests: readonly Test[]) => closedWithin(joint, ...tests)

const atPeriodEnd = { seen: 'atPeriodEnd', requiredBy: OF_ADULTS } as const
const receivedBasis = { ...atPeriodEnd, basis: 'received', population: RECEIVED } as const
const closedBasis = { ...atPeriodEnd, basis: 'closed', population: CLOSED } as const

/** Complaints about adult social care (SI 2009/309), with those that the NHS shares. */
export const ADULT_FIGURES: readonly FigureDefinition[] = [
  { id: 'adult.received', title: 'Complaints received', unit: 'count', ...receivedBasis, numerator: allReceived },
  {
    id: 'adult.joint-received',
    title: 'of which joint with the NHS',
    unit: 'count',
    ...receivedBasis,
    numerator: received(ADULTS, joint),
  },
  {
    id: 'adult.support-planning',
    title: 'about support planning',
    unit: 'count',
    ...receivedBasis,
    numerator: received(ADULTS, ofService('support-planning')),
  },
  {
    id: 'adult.support-planning-share',
    title: 'about support planning, share',
    unit: 'percent',
    ...receivedBasis,
    of: RECEIVED,
    numerator: received(ADULTS, ofService('support-planning')),
    denominator: allReceived,
  },
  { id: 'adult.closed', title: 'Closed with an outcome', unit: 'count', ...closedBasis, numerator: allClosed },
  {
    id: 'adult.closed-without-finding',
    title: 'resolved early, withdrawn or signposted',
    unit: 'count',
    ...closedBasis,
    numerator: closed(ADULTS, withoutFinding),
  },
  {
    id: 'adult.closed-upheld',
    title: 'at least one point upheld',
    unit: 'count',
    ...closedBasis,
    numerator: closed(ADULTS, upheld),
  },
  {
    id: 'adult.closed-not-upheld',
    title: 'not upheld',
    unit: 'count',
    ...closedBasis,
    numerator: closed(ADULTS, notUpheld),
  },
  {
    id: 'adult.resolved-early-share',
    title: 'Resolved before an investigation (“stage 0”), share',
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: closed(ADULTS, early),
    denominator: allClosed,
  },
  {
    id: 'adult.investigated-share',
    title: 'Resolved by an investigation of the council’s own, share',
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: investigated,
    denominator: allClosed,
  },
  {
    id: 'adult.otherwise-share',
    title: 'Resolved in another way (with the NHS, or by the provider), share',
    unit: 'percent',
    ...closedBasis,
    of: CLOSED,
    numerator: closed(ADULTS, (each) => !early(each) && !internal(each)),
    denominator: allClosed,
  },
  {
    id: 'adult.investigations',
    title: 'Internal investigations',
    unit: 'count',
    ...closedBasis,
    population: INVESTIGATED,
    numerator: investigated,
  },
  {
    id: 'adult.investigations-upheld',
    title: 'upheld or partly upheld',
    unit: 'count',
    ...closedBasis,
    population: INVESTIGATED,
    numerator: closed(ADULTS, internal, upheld),
  },
  {
    id: 'adult.investigations-without-finding',
    title: 'withdrawn, resolved or signposted while they were investigated',
    unit: 'count',
    ...closedBasis,
    population: INVESTIGATED,
    numerator: closed(ADULTS, internal, withoutFinding),
  },
  {
    id: 'adult.investigations-not-upheld',
    title: 'not upheld',
    unit: 'count',
    ...closedBasis,
    population: INVESTIGATED,
    numerator: closed(ADULTS, internal, notUpheld),
  },
  {
    id: 'adult.investigations-upheld-share',
    title: 'upheld or partly upheld, share',
    unit: 'percent',
    ...closedBasis,
    population: INVESTIGATED,
    of: INVESTIGATED,
    numerator: closed(ADULTS, internal, upheld),
    denominator: investigated,
  },
  {
    id: 'adult.over-6-months',
    title: 'Took longer than 6 months',
    unit: 'count',
    ...closedBasis,
    population: INVESTIGATED,
    about: 'council',
    numerator: closed(ADULTS, internal, ({ limitMissed }) => limitMissed),
  },
  {
    id: 'adult.over-6-months-share',
    title: 'Took longer than 6 months, share',
    unit: 'percent',
    ...closedBasis,
    population: INVESTIGATED,
    of: INVESTIGATED,
    about: 'council',
    numerator: closed(ADULTS, internal, ({ limitMissed }) => limitMissed),
    denominator: investigated,
  },
  {
    id: 'adult.joint-closed',
    title: 'Joint complaints closed in the period, whenever received',
    unit: 'count',
    ...atPeriodEnd,
    basis: 'happened',
    about: 'council',
    population: 'complaints joint with the NHS',
    numerator: jointClosed(),
  },
  {
    id: 'adult.joint-closed-partly-upheld',
    title: 'of which upheld or partly upheld',
    unit: 'count',
    ...atPeriodEnd,
    basis: 'happened',
    about: 'council',
    population: 'complaints joint with the NHS',
    numerator: jointClosed(upheld),
  },
  {
    id: 'adult.joint-closed-not-upheld',
    title: 'of which not upheld',
    unit: 'count',
    ...atPeriodEnd,
    basis: 'happened',
    about: 'council',
    population: 'complaints joint with the NHS',
    numerator: jointClosed(notUpheld),
  },
  {
    id: 'adult.joint-closed-without-finding',
    title: 'of which resolved early, withdrawn or signposted',
    unit: 'count',
    ...atPeriodEnd,
    basis: 'happened',
    about: 'council',
    population: 'complaints joint with the NHS',
    numerator: jointClosed(withoutFinding),
  },
  {
    id: 'adult.joint-open',
    title: 'Joint complaints open at the end of the period, whenever received',
    unit: 'count',
    ...atPeriodEnd,
    basis: 'as-at',
    about: 'council',
    population: 'complaints joint with the NHS',
    numerator: standing(
      joint,
      ({ countedAs }) => countedAs === 'adult',
      (each) => !isClosed(each),
    ),
  },
]
