import { addDays, localDate } from '../../../engine/index.ts'
import { officeDaysAfter } from '../days.ts'
import type { Seeded } from '../seeded.ts'
import { draw, monthsAfter, scaled, settled, shares, type Window } from './draw.ts'
import type { Ending, Finding, PlannedComplaint } from './planned.ts'

const FIRST = localDate('2020-04-01')
const QUIET_UNTIL = localDate('2020-06-30')
/** Answered by then, a complaint is closed by the end of the year. */
const ANSWERED_BY = localDate('2021-03-12')
const NEVER = localDate('2022-03-31')
const until = (to: string): Window => ({ from: FIRST, to: localDate(to) })

interface Class {
  readonly name: string
  readonly count: number
  readonly investigatedBy: PlannedComplaint['investigatedBy']
  readonly ending: (place: number) => Ending
  /** Working days from receipt to the end, or over 6 months by so many days. */
  readonly takes: { readonly days: readonly [number, number] } | { readonly overSixMonths: readonly [number, number] }
  readonly window: Window
  /** Received before the year: not among the year's 420. */
  readonly earlier?: true
}

const decided = (outcome: Finding): Ending => ({ kind: 'decided', outcome })
const found = (place: number) => decided(place % 3 === 0 ? 'upheld' : 'partly-upheld')
const partly = () => decided('partly-upheld')
const not = () => decided('not-upheld')
const early = (): Ending => ({ kind: 'resolved-early' })

/**
 * The 420 complaints about adult social care, and ten joint ones from the year before.
 *
 * 416 closed: 159 before an investigation, 243 investigated by the council (139 upheld or partly, 26 ended on the way,
 * 78 not), and the 14 that remain (7.2, I10 to I12): here 10 with the NHS and 4 that a provider answered; the report does
 * not say which. 70 of the 243 took longer than 6 months (I13). Joint ones (I27): 14 received, 14 closed and 10 open at
 * the end of the year can only be if 10 came from the year before.
 */
const CLASSES: readonly Class[] = [
  {
    name: 'early',
    count: 139,
    investigatedBy: 'nobody',
    ending: early,
    takes: { days: [1, 6] },
    window: until('2021-03-12'),
  },
  {
    name: 'withdrawn-early',
    count: 12,
    investigatedBy: 'nobody',
    ending: () => ({ kind: 'withdrawn' }),
    takes: { days: [2, 3] },
    window: until('2021-03-12'),
  },
  {
    name: 'signposted',
    count: 8,
    investigatedBy: 'nobody',
    ending: () => ({ kind: 'signposted' }),
    takes: { days: [2, 3] },
    window: until('2021-03-12'),
  },
  {
    name: 'withdrawn-investigated',
    count: 26,
    investigatedBy: 'council',
    ending: () => ({ kind: 'withdrawn' }),
    takes: { days: [15, 40] },
    window: until('2021-01-15'),
  },
  {
    name: 'upheld',
    count: 98,
    investigatedBy: 'council',
    ending: found,
    takes: { days: [18, 80] },
    window: until('2021-01-29'),
  },
  {
    name: 'upheld-over-6-months',
    count: 41,
    investigatedBy: 'council',
    ending: found,
    takes: { overSixMonths: [3, 25] },
    window: until('2020-08-07'),
  },
  {
    name: 'not-upheld',
    count: 49,
    investigatedBy: 'council',
    ending: not,
    takes: { days: [18, 80] },
    window: until('2021-01-29'),
  },
  {
    name: 'not-upheld-over-6-months',
    count: 29,
    investigatedBy: 'council',
    ending: not,
    takes: { overSixMonths: [3, 25] },
    window: until('2020-08-07'),
  },
  {
    name: 'joint',
    count: 10,
    investigatedBy: 'nhs-and-council',
    ending: partly,
    takes: { days: [50, 100] },
    window: until('2020-09-30'),
  },
  {
    name: 'provider',
    count: 4,
    investigatedBy: 'provider',
    ending: not,
    takes: { days: [25, 50] },
    window: until('2020-12-31'),
  },
  {
    name: 'joint-open',
    count: 4,
    investigatedBy: 'nhs-and-council',
    ending: () => ({ kind: 'open' }),
    takes: { days: [1, 1] },
    window: { from: localDate('2020-11-02'), to: localDate('2021-03-31') },
  },
  {
    name: 'joint-earlier',
    count: 4,
    investigatedBy: 'nhs-and-council',
    ending: (place) => (place === 0 ? not() : partly()),
    takes: { days: [110, 160] },
    window: { from: localDate('2019-12-02'), to: localDate('2020-03-31') },
    earlier: true,
  },
  {
    name: 'joint-earlier-open',
    count: 6,
    investigatedBy: 'nhs-and-council',
    ending: () => ({ kind: 'open' }),
    takes: { days: [1, 1] },
    window: { from: localDate('2019-12-02'), to: localDate('2020-03-31') },
    earlier: true,
  },
]

/** Support planning as the report has it (I14); the other services are by our choice. */
const SERVICES = {
  'support-planning': 100,
  assessment: 64,
  safeguarding: 38,
  'rehabilitation-and-reablement': 34,
  'equipment-and-adaptations': 28,
  'direct-payments': 26,
  'complaints-communication': 42,
  'social-work-practice': 48,
  'carers-assessment': 12,
  'home-care': 28,
}

/** Complaints about adult social care. */
export function adultsComplaints(chance: Seeded, number: () => number, scale: number): readonly PlannedComplaint[] {
  const ofYear = CLASSES.filter(({ earlier }) => earlier !== true)
  const total = ofYear.reduce((sum, { count }) => sum + scaled(count, scale), 0)
  const services = shares(chance, total, scale, SERVICES)
  let next = 0
  return CLASSES.flatMap(({ name, count, investigatedBy, ending, takes, window, earlier }) =>
    Array.from({ length: scaled(count, scale) }, (_, place): PlannedComplaint => {
      const { receivedOn, channel, oral, letters } = draw(chance, window, QUIET_UNTIL)
      const end = ending(place)
      const settleOn =
        'days' in takes
          ? settled(chance, receivedOn, takes.days, ANSWERED_BY)
          : officeDaysAfter(addDays(monthsAfter(receivedOn, 6), chance.between(...takes.overSixMonths)), 0)
      return {
        key: `adult-${name}-${String(place + 1).padStart(3, '0')}`,
        number: number(),
        route: 'adult',
        receivedOn,
        channel,
        oral,
        byChild: false,
        letters,
        service: earlier === true ? 'support-planning' : (services[next++] ?? ''),
        ending: end,
        investigatedBy,
        settleOn: end.kind === 'open' ? NEVER : settleOn,
      }
    }),
  )
}
