import { mayDo, mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidValueError, NotFoundError, NotPermittedError } from '../../errors.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

/** Somebody is away from one day to another, both included; without days they are there. */
export interface SetAbsence {
  readonly user: string
  readonly from?: LocalDate
  readonly until?: LocalDate
}

export interface Absence {
  readonly user: string
  readonly from?: LocalDate
  readonly until?: LocalDate
}

/**
 * Records when somebody is away: their own, or that of others by those who give out tasks. Their tasks stay with them.
 *
 * @throws InvalidValueError when the days are not a first and a last one.
 * @throws NotFoundError when there is no such user.
 */
export async function setAbsence(
  runtime: Runtime,
  actor: Actor,
  { user: id, from, until }: SetAbsence,
): Promise<Absence> {
  mustBeAllowed(actor, 'work-tasks')
  if (id !== actor.id && !mayDo(actor, 'assign-tasks')) {
    throw new NotPermittedError('Only those who give out tasks may say when somebody else is away')
  }
  if ((from === undefined) !== (until === undefined) || (from !== undefined && until !== undefined && until < from)) {
    throw new InvalidValueError('last day that is not before the first', `${from ?? ''} to ${until ?? ''}`)
  }
  return runtime.store.command(async (unit) => {
    const user = await unit.user(id)
    if (user?.caseId !== null) throw new NotFoundError('user', id)
    // The version stays: being away ends nobody's session.
    unit.saveUser({ ...user, absentFrom: from ?? null, absentUntil: until ?? null })
    const days = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
    unit.audit({ actor: actor.id, role: actor.role, type: 'absence-recorded', body: { user: id, ...days } })
    return { user: id, ...days }
  })
}
