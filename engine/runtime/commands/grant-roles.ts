import { randomUUID } from 'node:crypto'
import { decide, mustBeAllowed, rolesOf, STRANGER, type Actor, type Role } from '../../access/index.ts'
import { ConflictError, NotFoundError, NotPermittedError, RefusedError, StepUpNeededError } from '../../errors.ts'
import type { UserRow } from '../../store/rows.ts'
import type { RoleGrantRow } from '../../store/sign-in.ts'
import type { Unit } from '../../store/unit.ts'
import { userView, type UserView } from '../queries/users.ts'
import type { Runtime } from '../runtime.ts'

/** Who acts by hand on the machine itself, and so could change the database as well. */
export const COMMAND_LINE: Actor = { id: 'command-line', role: 'system-admin' }

/** Roles that run the service or look at it from outside; the command line alone gives `auditor`. */
export const OF_THE_SERVICE: ReadonlySet<string> = new Set([
  'system-admin',
  'complaints-manager',
  'process-owner',
  'auditor',
])

/** @returns whether the roles are given without a second person: the first account has to come from somewhere. */
export function mayGiveAtOnce(actor: Actor): boolean {
  return actor === COMMAND_LINE
}

/** Roles that wait for a second person. */
export type RoleGrantView = Pick<RoleGrantRow, 'id' | 'userId' | 'roles' | 'reason' | 'askedBy' | 'askedAt'>

function roleGrantView({ id, userId, roles, reason, askedBy, askedAt }: RoleGrantRow): RoleGrantView {
  return { id, userId, roles, reason, askedBy, askedAt }
}

/**
 * Asks that a user be given roles. They have them once a second person has said yes.
 *
 * @throws StepUpNeededError unless the asker has just proved who they are.
 */
export async function requestRoles(
  runtime: Runtime,
  actor: Actor,
  userId: string,
  roles: readonly Role[],
  reason: string,
): Promise<RoleGrantView> {
  mustBeAllowed(actor, 'grant-roles')
  return runtime.store.command(async (unit) => {
    const row = await unit.user(userId)
    if (row === undefined) throw new NotFoundError('user', userId)
    return roleGrantView(askForRoles(unit, actor, row, roles, reason))
  })
}

/** The same, within a command that is under way. */
export function askForRoles(
  unit: Unit,
  actor: Actor,
  { id: userId, roles: held, caseId }: UserRow,
  asked: readonly Role[],
  reason: string,
): RoleGrantRow {
  const roles = asked.filter((role) => !held.includes(role))
  if (caseId !== null)
    throw new RefusedError('outsider', 'Somebody from outside has the role of their invitation alone')
  if (roles.length === 0) throw new RefusedError('nothing-to-grant', 'They have these roles already')
  if (reason.trim() === '') throw new RefusedError('reason-missing', 'Say why they are to have these roles')
  mustBeAbleToGive(actor, userId, roles, unit)
  const row: RoleGrantRow = {
    id: randomUUID(),
    userId,
    roles,
    reason,
    askedBy: actor.id,
    askedAt: unit.now,
    decidedBy: null,
    decidedAt: null,
    outcome: null,
  }
  unit.saveRoleGrant(row)
  unit.audit({
    actor: actor.id,
    role: actor.role,
    type: 'roles-asked-for',
    body: { grant: row.id, user: userId, roles: [...roles] },
    payload: reason,
  })
  return row
}

/**
 * Says yes or no, as the second person, to roles that somebody asked for.
 *
 * @throws NotPermittedError to whoever asked, and to the user whose roles they would be.
 * @throws ConflictError when somebody was quicker.
 */
export async function decideRoles(
  runtime: Runtime,
  actor: Actor,
  grantId: string,
  outcome: 'granted' | 'refused',
): Promise<UserView> {
  mustBeAllowed(actor, 'grant-roles')
  return runtime.store.command(async (unit) => {
    const grant = await unit.roleGrant(grantId)
    const user = grant && (await unit.user(grant.userId))
    if (grant === undefined || user === undefined) throw new NotFoundError('request for roles', grantId)
    if (grant.outcome !== null) {
      const winner = { by: grant.decidedBy ?? '', at: grant.decidedAt ?? '' }
      throw new ConflictError('Somebody has decided on this already', winner)
    }
    if (outcome === 'granted') {
      if (grant.askedBy === actor.id) throw new NotPermittedError('A second person must say yes, not the one who asked')
      mustBeAbleToGive(actor, user.id, grant.roles, unit)
    }
    unit.saveRoleGrant({ ...grant, decidedBy: actor.id, decidedAt: unit.now, outcome })
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: outcome === 'granted' ? 'roles-granted' : 'roles-refused',
      body: { grant: grantId, user: user.id, roles: [...grant.roles], askedBy: grant.askedBy },
    })
    if (outcome === 'refused') return userView(user)
    const changed = { ...user, roles: [...new Set([...user.roles, ...grant.roles])], version: user.version + 1 }
    unit.saveUser(changed)
    return userView(changed)
  })
}

/** Roles that wait for a second person. */
export async function listRoleGrants(
  runtime: Runtime,
  actor: Actor,
): Promise<{ readonly grants: readonly RoleGrantView[] }> {
  mustBeAllowed(actor, 'manage-users')
  return { grants: (await runtime.store.read.roleGrants({ open: true })).map(roleGrantView) }
}

/** @throws NotPermittedError, StepUpNeededError */
function mustBeAbleToGive(actor: Actor, userId: string, roles: readonly string[], { now }: Pick<Unit, 'now'>): void {
  if (actor.id === userId) throw new NotPermittedError('Nobody gives roles to themselves')
  const refused = roles.find((role) => !mayGive(actor, role))
  if (refused !== undefined) throw new NotPermittedError(`The role ${actor.role} may not give the role ${refused}`)
  const decision = decide(actor, 'grant-roles', undefined, STRANGER, now, ['second-person'])
  if (decision.kind === 'deny') throw new NotPermittedError(decision.reason)
  if (decision.kind === 'needs') throw new StepUpNeededError('Confirm that it is you before you give roles')
}

/** A complaints manager gives the roles of casework; who runs the service any but the auditor's, who looks at them. */
function mayGive(actor: Actor, role: string): boolean {
  const roles = rolesOf(actor)
  if (role === 'auditor') return false
  return roles.includes('system-admin') || (roles.includes('complaints-manager') && !OF_THE_SERVICE.has(role))
}
