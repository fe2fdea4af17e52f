import type { ComplaintCase } from '../complaint-case.ts'
import type { PointDecision } from '../fact-data.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** Outcomes after which a point is no longer considered. */
const ENDED: ReadonlySet<string> = new Set(['withdrawn', 'excluded', 'signposted', 'deferred'])

export const POINT_INVARIANTS: Invariants = {
  'point-recorded': ({ points }, { data: { point } }) =>
    points.some(({ id }) => id === point)
      ? refused('point-exists', `There is a point ${point} already: amend it, or give the new one another number`)
      : undefined,
  'point-amended': (state, { data: { point } }) => unknownPoint(state, [point]),
  'point-decided': (state, { data }) => unknownPoint(state, [data.point]) ?? paymentFault(data),
  'investigation-report-received': (state, { data: { points } }) => findingFaults(state, points),
  'complaint-adjudicated': (state, { data: { person, points } }) => {
    const officers = state.people.filter(({ role, until }) => role === 'adjudicating-officer' && until === undefined)
    if (officers.length > 0 && !officers.some((officer) => officer.person === person)) {
      return refused('not-the-adjudicating-officer', 'Somebody else was appointed to adjudicate')
    }
    const missing = state.points.filter(
      ({ id, decisions }) => !points.some(({ point }) => point === id) && !ENDED.has(decisions.at(-1)?.outcome ?? ''),
    )
    if (missing.length > 0) {
      return refused('points-undecided', `The adjudication leaves out point ${missing.map(({ id }) => id).join(', ')}`)
    }
    return findingFaults(state, points)
  },
}

function findingFaults(state: ComplaintCase, decisions: readonly PointDecision[]): Refusal | undefined {
  const ids = decisions.map(({ point }) => point)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) return refused('point-decided-twice', `Point ${twice} has two findings`)
  const unknown = unknownPoint(state, ids)
  if (unknown !== undefined) return unknown
  for (const decision of decisions) {
    const fault = paymentFault(decision)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** Names no point of the case. */
export function unknownPoint({ points }: ComplaintCase, ids: readonly string[]): Refusal | undefined {
  const unknown = ids.find((id) => !points.some((point) => point.id === id))
  return unknown === undefined ? undefined : refused('no-such-point', `There is no point ${unknown} in this complaint`)
}

function paymentFault({ point, remedy, payment }: PointDecision): Refusal | undefined {
  if (remedy === 'payment' && (payment ?? 0) === 0) {
    return refused('payment-missing', `Point ${point} is remedied by a payment, and no sum is given`)
  }
  if (remedy !== 'payment' && payment !== undefined && payment > 0) {
    return refused('payment-without-remedy', `Point ${point} gives a sum, and its remedy is ${remedy}`)
  }
  return undefined
}
