import type { NewFact } from '../fact.ts'
import type { ComplaintCase } from '../complaint-case.ts'
import { refused, type Refusal } from '../refusal.ts'
import { tieOf } from './appointments.ts'
import { isChildrensCase, type Invariants } from './parts.ts'

/** SI 2006/1738 regs 18 to 20. */
export const PANEL_INVARIANTS: Invariants = {
  'panel-requested': (state) =>
    !isChildrensCase(state) ||
    state.stages.some(({ stage, answeredOn }) => stage === 'stage-2' && answeredOn !== undefined)
      ? undefined
      : refused('stage-2-not-answered', 'A review panel can be asked for once Stage 2 is answered (reg 18)'),
  'panel-appointed': composition,
  'panel-date-set': (_state, { on, data: { meetsOn } }) =>
    meetsOn < on ? refused('panel-in-the-past', `The panel cannot be called for ${meetsOn}, before ${on}`) : undefined,
  'panel-met': ({ panel }) =>
    panel.members.length === 0 ? refused('no-panel', 'No panel has been appointed, so none can have met') : undefined,
}

/** Three independent people, one of whom chairs (reg 19(2)); not the independent person of Stage 2 (reg 19(3)). */
function composition(state: ComplaintCase, { data: { members } }: NewFact<'panel-appointed'>): Refusal | undefined {
  const people = new Set(members.map(({ person }) => person))
  if (members.length !== 3 || people.size !== 3) {
    return refused('not-three-members', 'A review panel has exactly three members (SI 2006/1738 reg 19(2))')
  }
  if (members.some(({ independent }) => !independent)) {
    return refused(
      'member-not-independent',
      'Each member of a review panel must be independent (SI 2006/1738 reg 19(2))',
    )
  }
  const chairs = members.filter(({ chairs }) => chairs)
  if (chairs.length !== 1) {
    return refused('not-one-chair', 'Exactly one member chairs the review panel (SI 2006/1738 reg 19(2))')
  }
  const appointed = state.people.filter(({ role, until }) => role === 'panel-chair' && until === undefined)
  if (appointed.length > 0 && !appointed.some(({ person }) => person === chairs[0]?.person)) {
    return refused('chair-differs', 'Somebody else was appointed to chair the panel: end that appointment first')
  }
  for (const { person } of members) {
    const tie = tieOf(state, person, 'panel-member', new Set(['panel-member', 'panel-chair']))
    if (tie !== undefined) return tie
  }
  return undefined
}
