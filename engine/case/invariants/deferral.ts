import { refused } from '../refusal.ts'
import { oneYearAfter, type Invariants } from './parts.ts'
import { unknownPoint } from './points.ts'

/** Concurrent proceedings: a reasoned decision, and the right to come back (SI 2006/1738 reg 8). */
export const DEFERRAL_INVARIANTS: Invariants = {
  'consideration-deferred': (state, { data: { ground, proceedings, scope, points, reason } }) => {
    if ([ground, proceedings, reason].some((text) => text.trim() === '')) {
      return refused(
        'deferral-not-reasoned',
        'Say which proceedings, on which ground, and why they would be prejudiced',
      )
    }
    if (state.status === 'deferred') return refused('already-deferred', 'The whole complaint is put off already')
    if (scope === 'all') return undefined
    if (points.length === 0) return refused('no-points-named', 'Say which points of the complaint are put off')
    return unknownPoint(state, points)
  },
  'proceedings-concluded': ({ deferrals }, { on, data: { proceedings } }) => {
    const waiting = deferrals.filter(
      (deferral) => deferral.proceedings === proceedings && deferral.concludedOn === undefined,
    )
    if (waiting.length === 0) {
      return refused('no-such-deferral', 'The complaint does not wait for those proceedings')
    }
    return waiting.some((deferral) => on < deferral.on)
      ? refused('before-deferral', `Proceedings that ended on ${on} were over when the complaint was put off`)
      : undefined
  },
  'complaint-resubmitted': ({ deferrals }, { on }) => {
    const waiting = deferrals.filter(({ resubmittedOn }) => resubmittedOn === undefined)
    if (waiting.length === 0) return refused('not-deferred', 'No part of this complaint was put off')
    const concluded = waiting.flatMap(({ concludedOn }) => (concludedOn === undefined ? [] : [concludedOn]))
    const last = concluded.toSorted().at(-1)
    if (last === undefined) {
      return refused('proceedings-not-concluded', 'Record first on which day the proceedings ended')
    }
    return on > oneYearAfter(last)
      ? refused('resubmitted-too-late', `The proceedings ended on ${last}: more than a year before ${on} (reg 8)`)
      : undefined
  },
}
