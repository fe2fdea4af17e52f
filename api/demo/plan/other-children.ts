import { localDate } from '../../../engine/index.ts'
import type { Seeded } from '../seeded.ts'
import { draw, scaled, settled, shares, type Window } from './draw.ts'
import type { Ending, PlannedComplaint } from './planned.ts'

const YEAR: Window = { from: localDate('2020-04-01'), to: localDate('2021-03-31') }

/** 229 received, 139 of them about the Inclusion Service (7.2, I17); how they ended is by our choice: no figure says. */
const COUNT = 229
const SERVICES = { inclusion: 139, education: 34, send: 26, adoption: 10, fostering: 8, 'children-other': 12 }

/** Complaints about services for children outside of the statutory procedure. */
export function otherChildrensComplaints(
  chance: Seeded,
  number: () => number,
  scale: number,
): readonly PlannedComplaint[] {
  const total = scaled(COUNT, scale)
  const services = shares(chance, total, scale, SERVICES)
  return services.map((service, place): PlannedComplaint => {
    const { receivedOn, channel, oral, letters } = draw(chance, YEAR, localDate('2020-06-30'))
    return {
      key: `other-children-${String(place + 1).padStart(3, '0')}`,
      number: number(),
      route: 'other-children',
      receivedOn,
      channel,
      oral,
      byChild: false,
      letters,
      service,
      ending: endingOf(place),
      investigatedBy: 'council',
      settleOn: settled(chance, receivedOn, place % 5 === 0 ? [16, 24] : [6, 12], localDate('2021-06-11')),
    }
  })
}

function endingOf(place: number): Ending {
  if (place % 20 === 19) return { kind: 'withdrawn' }
  return { kind: 'decided', outcome: (['not-upheld', 'partly-upheld', 'upheld'] as const)[place % 3] ?? 'not-upheld' }
}
