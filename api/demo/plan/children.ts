import { localDate } from '../../../engine/index.ts'
import { officeDaysAfter } from '../days.ts'
import type { Seeded } from '../seeded.ts'
import { draw, scaled, settled, shares, type Window } from './draw.ts'
import type { Ending, PlannedComplaint } from './planned.ts'

const YEAR: Window = { from: localDate('2020-04-01'), to: localDate('2021-03-31') }
const QUIET_UNTIL = localDate('2020-06-30')
/** So that what is answered then is closed when the report is written. */
const ANSWERED_BY = localDate('2021-06-11')
const NEVER = localDate('2022-03-31')

interface Class {
  readonly name: string
  readonly count: number
  readonly byChildren: number
  readonly ending: (place: number) => Ending
  /** Working days from receipt to the end; more than 20 is late. */
  readonly days: readonly [number, number]
  readonly window?: Window
}

const decided = (outcome: 'upheld' | 'partly-upheld' | 'not-upheld'): Ending => ({ kind: 'decided', outcome })
const found = (place: number) => decided(place % 3 === 0 ? 'upheld' : 'partly-upheld')
/** In pence; with the one of `to-panel` below they make £7,297.03, the figure of the report (domain.md 7.2, I25). */
const COSTS = [402_150, 327_553]

/**
 * The 226 complaints received under the children's procedure: 205 closed (107 early, 6 withdrawn or signposted, 73 upheld
 * or partly, 19 not), 140 of these later than 20 working days; 21 open when the report is written (7.2, I03 and I08).
 */
const CLASSES: readonly Class[] = [
  { name: 'early', count: 47, byChildren: 20, ending: () => ({ kind: 'resolved-early' }), days: [3, 8] },
  { name: 'early-late', count: 60, byChildren: 4, ending: () => ({ kind: 'resolved-early' }), days: [23, 40] },
  { name: 'withdrawn', count: 3, byChildren: 0, ending: () => ({ kind: 'withdrawn' }), days: [4, 8] },
  { name: 'signposted', count: 3, byChildren: 0, ending: () => ({ kind: 'signposted' }), days: [2, 4] },
  { name: 'upheld', count: 9, byChildren: 4, ending: found, days: [5, 8] },
  { name: 'upheld-late', count: 62, byChildren: 0, ending: found, days: [23, 45] },
  { name: 'not-upheld', count: 3, byChildren: 2, ending: () => decided('not-upheld'), days: [5, 8] },
  { name: 'not-upheld-late', count: 16, byChildren: 0, ending: () => decided('not-upheld'), days: [23, 45] },
  {
    name: 'to-panel',
    count: 2,
    byChildren: 0,
    ending: (place) => ({ kind: 'to-panel', outcome: 'partly-upheld', costs: COSTS[place] ?? 0 }),
    days: [23, 26],
    window: { from: localDate('2020-04-06'), to: localDate('2020-05-29') },
  },
  {
    name: 'deferred',
    count: 8,
    byChildren: 0,
    ending: () => ({ kind: 'deferred' }),
    days: [5, 9],
    window: { from: localDate('2020-10-01'), to: YEAR.to },
  },
  {
    name: 'open',
    count: 13,
    byChildren: 0,
    ending: () => ({ kind: 'open' }),
    days: [5, 9],
    window: { from: localDate('2021-03-15'), to: YEAR.to },
  },
]

/** 66 % of the complaints received are about social work practice; the other services are by our choice. */
const SERVICES = {
  'social-work-practice': 149,
  fostering: 22,
  residential: 12,
  'family-time': 14,
  'assessment-planning': 19,
  'child-protection-documents': 10,
}

/** Complaints under the children's statutory procedure. */
export function childrensComplaints(chance: Seeded, number: () => number, scale: number): readonly PlannedComplaint[] {
  const total = CLASSES.reduce((sum, { count }) => sum + scaled(count, scale), 0)
  const services = shares(chance, total, scale, SERVICES)
  let next = 0
  return CLASSES.flatMap(({ name, count, byChildren, ending, days, window = YEAR }) =>
    Array.from({ length: scaled(count, scale) }, (_, place): PlannedComplaint => {
      const { receivedOn, channel, oral, letters } = draw(chance, window, QUIET_UNTIL)
      const end = ending(place)
      const byChild = place < (byChildren === 0 ? 0 : scaled(byChildren, scale))
      return {
        key: `children-${name}-${String(place + 1).padStart(3, '0')}`,
        number: number(),
        route: 'children',
        receivedOn,
        channel,
        oral,
        byChild,
        letters,
        service: services[next++] ?? '',
        ending: end,
        investigatedBy: 'council',
        settleOn: end.kind === 'open' ? NEVER : settled(chance, receivedOn, days, officeDaysAfter(ANSWERED_BY, 0)),
      }
    }),
  )
}
