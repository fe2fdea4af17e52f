import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Action, type Actor, type Relation } from '../../access/index.ts'
import { InvalidVariablesError } from '../../errors.ts'
import type { Unit } from '../../store/unit.ts'
import { fromMillis, toMillis, type Instant } from '../../values/instant.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import type { Runtime } from '../runtime.ts'

/** Minutes for which a restricted case stays open to whoever broke the glass, and names to whom they were revealed. */
export const OPEN_MINUTES = 60
/** Hours for which a reason counts that an auditor gave. */
export const REASON_HOURS = 8

/** For how long something is open to the actor. */
export interface OpenedAccess {
  readonly caseId: string
  readonly until: Instant
}

/**
 * Opens a restricted case to somebody who is not named in it, for 60 minutes. The reason stands in the audit trail and the
 * complaints team is told, by reference alone.
 *
 * It opens nothing to those whom another rule keeps out: the person complained about, say.
 *
 * @throws MoreNeededError when the role needs a second person: then it is to be proposed (`propose`).
 */
export async function breakGlass(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  reason: string,
): Promise<OpenedAccess> {
  mustGiveReason(reason)
  return open(runtime, actor, {
    caseId,
    action: 'break-glass',
    relation: 'glass-broken',
    minutes: OPEN_MINUTES,
    reason,
  })
}

/**
 * Puts on record why an auditor looks at a case: it is open to them then, with names and words masked, for 8 hours. The
 * complaints manager reads it in the case's history.
 */
export async function giveReason(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  reason: string,
): Promise<OpenedAccess> {
  mustGiveReason(reason)
  const minutes = REASON_HOURS * 60
  return open(runtime, actor, { caseId, action: 'give-reason', relation: 'reason-given', minutes, reason })
}

interface Opening {
  readonly caseId: string
  readonly action: Action
  readonly relation: Relation
  readonly minutes: number
  readonly reason: string
}

async function open(runtime: Runtime, actor: Actor, opening: Opening): Promise<OpenedAccess> {
  const { caseId, action } = opening
  mustBeAllowed(actor, action)
  return recordingDenials(runtime, actor, action, () =>
    runtime.store.command(async (unit) => {
      const seen = await sightOf(runtime, unit, actor, caseId)
      mustSee(actor, { caseId, action, given: ['reason'] }, seen, unit.now)
      return openTo(runtime, unit, actor, opening)
    }),
  )
}

/** Within a command that has asked whether it may be. @param by - Of two people, the one who approved it. */
export async function openTo(
  runtime: Runtime,
  unit: Unit,
  actor: Pick<Actor, 'id' | 'role'>,
  { caseId, relation, minutes, reason }: Opening,
  by?: string,
): Promise<OpenedAccess> {
  const until = fromMillis(toMillis(unit.now) + minutes * 60_000)
  unit.saveAccess({ caseId, who: actor.id, relation, part: '', untilAt: until })
  unit.audit({
    caseId,
    actor: actor.id,
    role: actor.role,
    type: relation,
    body: { until, ...(by !== undefined && { approvedBy: by }) },
    payload: reason,
  })
  if (relation === 'glass-broken') await tellTheTeam(runtime, unit, caseId)
  return { caseId, until }
}

/** Neither who, nor why: that stands in the case's history, for those who may read it. */
async function tellTheTeam(runtime: Runtime, unit: Unit, caseId: string): Promise<void> {
  const { council } = runtime
  const team = council.roleTeams['complaints-manager'] ?? 'complaints-team'
  const id = `${caseId}.glass-broken.${randomUUID()}`
  await unit.queueMessage({
    id,
    caseId,
    key: id,
    channel: 'staff-notification',
    toAddress: council.teams[team]?.email ?? council.complaintsTeam.email,
    subject: `Restricted case ${caseId} was opened in an emergency`,
    body: `Somebody who is not named in the restricted case ${caseId} has opened it for ${OPEN_MINUTES} minutes.\n\nWho it was, and why, stands in the history of the case. If you do not know of it, ask them today.\n`,
    details: { to: { kind: 'team', team }, contents: ['glass-broken'] },
  })
}

export function mustGiveReason(reason: string): void {
  if (reason.trim() !== '' && reason.length <= 2_000) return
  throw new InvalidVariablesError('The reason', [{ at: '/reason', message: 'must say why, in at most 2,000 signs' }])
}
