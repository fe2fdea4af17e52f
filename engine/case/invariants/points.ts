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
  'complaint-adjudicated': (state, { data: { person, points } }) => {
    const officers = state.people.filter(({ role, until }) => role === 'adjudicating-officer' && until === undefined)
    if (officers.length > 0 && !officers.some((officer) => officer.person === person)) {
      return refused('not-the-adjudicating-officer', 'Somebody else was appointed to adjudicate')
    }
    return leftOut(state, points, 'The adjudication') ?? findingFaults(state, points)
  },
}

/** A point that is still considered and on which nothing is found. */
export function leftOut(state: ComplaintCase, decisions: readonly PointDecision[], what: string): Refusal | undefined {
  const missing = state.points.filter(
    (point) => !decisions.some(({ point: id }) => id === point.id) && !ENDED.has(point.decisions.at(-1)?.outcome ?? ''),
  )
  return missing.length === 0
    ? undefined
    : refused('points-undecided', `${what} leaves out point ${missing.map(({ id }) => id).join(', ')}`)
}

export function findingFaults(state: ComplaintCase, decisions: readonly PointDecision[]): Refusal | undefined {
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
