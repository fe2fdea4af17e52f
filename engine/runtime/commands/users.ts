import { isRole, mustBeAllowed, ROLES, type Actor, type Role } from '../../access/index.ts'
import { isEmailAddress } from '../../case/email-address.ts'
import { ConflictError, InvalidVariablesError, NotFoundError, type Fault } from '../../errors.ts'
import { compileSchema } from '../../schema.ts'
import type { UserRow } from '../../store/rows.ts'
import type { Unit } from '../../store/unit.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { userView, type UserView } from '../queries/users.ts'
import type { Runtime } from '../runtime.ts'
import { askForRoles, mayGiveAtOnce } from './grant-roles.ts'

/** What can be said of a user; `null` takes it away. */
export interface UserDetails {
  readonly name?: string
  readonly email?: string | null
  /** Codes of the council's teams. */
  readonly teams?: readonly string[]
  readonly lineManager?: string | null
  /** Who stands in for them, from the first day to the last: they see no complaint about whom they stand in for. */
  readonly delegate?: string | null
  readonly delegateFrom?: LocalDate | null
  readonly delegateUntil?: LocalDate | null
  /** First and last day away. */
  readonly absentFrom?: LocalDate | null
  readonly absentUntil?: LocalDate | null
  readonly weeklyHours?: number | null
}

export interface NewUser extends UserDetails {
  readonly id: string
  readonly name: string
  /** Given at once by the command line; else they wait for a second person. */
  readonly roles?: readonly Role[]
  /** Why they are to have them. */
  readonly reason?: string
}

/** Roles of people who sign in as officers; those from outside are invited to one case. */
export const STAFF_ROLES: readonly Role[] = ROLES.filter(
  (role) => !['complainant', 'advocate', 'partner', 'system'].includes(role),
)

/** Roles that steps of a procedure can be given: those that people hold who deal with complaints. */
export const ROLES_OF_STEPS: readonly string[] = STAFF_ROLES.filter(
  (role) => !['auditor', 'system-admin', 'process-owner'].includes(role),
)

/** As in a case's people; `p1`, `p2` … are those who complain. */
const ID = { type: 'string', pattern: '^(?!p[0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' } as const
/** Who stands in the audit trail without being a person. */
const RESERVED = new Set(['system', 'command-line', 'mailer', 'web'])
const LINE = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const
const DAY = { type: ['string', 'null'], format: 'date' } as const
const DETAILS = {
  name: LINE,
  email: { type: ['string', 'null'] },
  teams: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 20 },
  lineManager: { type: ['string', 'null'], maxLength: 64 },
  delegate: { type: ['string', 'null'], maxLength: 64 },
  delegateFrom: DAY,
  delegateUntil: DAY,
  absentFrom: DAY,
  absentUntil: DAY,
  weeklyHours: { type: ['integer', 'null'], minimum: 1, maximum: 60 },
} as const

const checkNew = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name'],
  properties: {
    id: ID,
    ...DETAILS,
    roles: { type: 'array', items: { enum: STAFF_ROLES }, uniqueItems: true },
    reason: { type: 'string', minLength: 1, maxLength: 1000 },
  },
})
const checkChange = compileSchema({
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: DETAILS,
})

/**
 * Adds somebody who can sign in. Roles wait for a second person, unless the command line gives them.
 *
 * @throws InvalidVariablesError with every fault.
 * @throws ConflictError when somebody has that id.
 */
export async function createUser(runtime: Runtime, actor: Actor, request: NewUser): Promise<UserView> {
  mustBeAllowed(actor, 'manage-users')
  const { id, name, roles = [], reason = '', ...details } = request
  await mustFitUser(runtime, checkNew(request), { ...details, id })
  return runtime.store.command(async (unit) => {
    if ((await unit.user(id)) !== undefined) throw new ConflictError(`There is a user ${id} already`)
    const atOnce = mayGiveAtOnce(actor)
    const row = { ...emptyUser(id, name, actor.id, unit), ...details, roles: atOnce ? roles : [] }
    unit.saveUser(row)
    audit(unit, actor, 'user-created', { user: id, roles: row.roles, teams: row.teams })
    if (!atOnce && roles.length > 0) askForRoles(unit, actor, row, roles, reason)
    return userView(row)
  })
}

/**
 * Changes what is said of a user; sessions that are open end, so that nobody goes on under what no longer holds.
 *
 * @param expectedVersion - The version that the asker has seen.
 * @throws ConflictError when the user has changed since.
 */
export async function changeUser(
  runtime: Runtime,
  actor: Actor,
  id: string,
  change: UserDetails,
  expectedVersion?: number,
): Promise<UserView> {
  mustBeAllowed(actor, 'manage-users')
  const seen = await runtime.store.read.user(id)
  if (seen === undefined) throw new NotFoundError('user', id)
  await mustFitUser(runtime, checkChange(change), { ...change, id }, seen)
  return saveChanged(runtime, id, expectedVersion, (row, unit) => {
    audit(unit, actor, 'user-changed', { user: id, changed: Object.keys(change).sort() })
    return { ...row, ...change }
  })
}

/** Lets a user sign in no more, and ends their sessions; or lets them in again. */
export async function setUserStatus(
  runtime: Runtime,
  actor: Actor,
  id: string,
  status: UserRow['status'],
  expectedVersion?: number,
): Promise<UserView> {
  mustBeAllowed(actor, 'manage-users')
  if (id === actor.id) throw invalid('/id', 'is your own; somebody else has to do that')
  return saveChanged(runtime, id, expectedVersion, (row, unit) => {
    audit(unit, actor, status === 'disabled' ? 'user-disabled' : 'user-enabled', { user: id })
    return { ...row, status }
  })
}

/** Sets how a user signs in with a password; `hash` is what was made of it, the password itself goes nowhere. */
export async function setPasswordHash(runtime: Runtime, actor: Actor, id: string, hash: string): Promise<UserView> {
  if (actor.id !== id) mustBeAllowed(actor, 'manage-users')
  if (!hash.startsWith('$argon2id$')) throw invalid('/passwordHash', 'is not one of argon2id')
  return saveChanged(runtime, id, undefined, (row, unit) => {
    audit(unit, actor, 'password-set', { user: id })
    return { ...row, passwordHash: hash }
  })
}

/**
 * Changes how somebody signs in, by themselves; every session of theirs ends but the one that goes on with the new version.
 *
 * @param user - As the asker has just proved to be.
 * @throws ConflictError when the user has changed since.
 */
export async function changeOwnPassword(
  runtime: Runtime,
  { id, roles, version }: Pick<UserRow, 'id' | 'roles' | 'version'>,
  hash: string,
): Promise<UserView> {
  if (!hash.startsWith('$argon2id$')) throw invalid('/passwordHash', 'is not one of argon2id')
  return saveChanged(runtime, id, version, (row, unit) => {
    unit.audit({ actor: id, role: roles[0] ?? 'none', type: 'password-changed', body: { user: id } })
    return { ...row, passwordHash: hash }
  })
}

/** Takes roles away at once: that waits for nobody. */
export async function takeRoles(
  runtime: Runtime,
  actor: Actor,
  id: string,
  roles: readonly string[],
  expectedVersion?: number,
): Promise<UserView> {
  mustBeAllowed(actor, 'manage-users')
  return saveChanged(runtime, id, expectedVersion, (row, unit) => {
    audit(unit, actor, 'roles-taken', { user: id, roles: [...roles] })
    return { ...row, roles: row.roles.filter((role) => !roles.includes(role)) }
  })
}

export function emptyUser(id: string, name: string, createdBy: string, { now }: Pick<Unit, 'now'>): UserRow {
  return {
    id,
    name,
    email: null,
    roles: [],
    teams: [],
    status: 'active',
    lineManager: null,
    delegate: null,
    delegateFrom: null,
    delegateUntil: null,
    absentFrom: null,
    absentUntil: null,
    weeklyHours: null,
    caseId: null,
    passwordHash: null,
    subject: null,
    totpSecret: null,
    version: 1,
    createdAt: now,
    createdBy,
  }
}

/** @throws NotFoundError, ConflictError */
export async function saveChanged(
  runtime: Runtime,
  id: string,
  expectedVersion: number | undefined,
  change: (row: UserRow, unit: Unit) => UserRow,
): Promise<UserView> {
  return runtime.store.command(async (unit) => {
    const row = await unit.user(id)
    if (row === undefined) throw new NotFoundError('user', id)
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw new ConflictError(`The user ${id} has changed: version ${row.version}, not ${expectedVersion}`)
    }
    const changed = { ...change(row, unit), version: row.version + 1 }
    unit.saveUser(changed)
    return userView(changed)
  })
}

function audit(unit: Unit, actor: Actor, type: string, body: Readonly<Record<string, unknown>>): void {
  unit.audit({ actor: actor.id, role: actor.role, type, body })
}

/** @throws InvalidVariablesError with every fault. */
async function mustFitUser(
  runtime: Runtime,
  faults: readonly Fault[],
  details: UserDetails & { readonly id: string },
  before?: UserRow,
): Promise<void> {
  const { id, email, teams = [] } = details
  const now = { ...before, ...details }
  const { absentFrom: away, absentUntil: back, delegate, delegateFrom: first, delegateUntil: last } = now
  const found = [
    ...faults,
    ...(RESERVED.has(id) ? [{ at: '/id', message: 'is taken by Redress itself' }] : []),
    ...(email == null || isEmailAddress(email) ? [] : [{ at: '/email', message: 'is not one e-mail address' }]),
    ...teams
      .filter((team) => !Object.hasOwn(runtime.council.teams, team))
      .map((team) => ({ at: '/teams', message: `names no team of the council: ${team}` })),
    ...(await faultsOfPerson(runtime, details, 'lineManager')),
    ...(await faultsOfPerson(runtime, details, 'delegate')),
    ...(away != null && back != null && away > back
      ? [{ at: '/absentUntil', message: 'is before the first day away' }]
      : []),
    ...(back != null && away == null ? [{ at: '/absentFrom', message: 'is missing' }] : []),
    ...(delegate != null && first == null ? [{ at: '/delegateFrom', message: 'is missing' }] : []),
    ...(first != null && last != null && first > last
      ? [{ at: '/delegateUntil', message: 'is before the first day' }]
      : []),
  ]
  if (found.length > 0) throw new InvalidVariablesError('The user', found)
}

async function faultsOfPerson(
  { store }: Runtime,
  details: UserDetails & { readonly id: string },
  which: 'lineManager' | 'delegate',
): Promise<readonly Fault[]> {
  const other = details[which]
  if (other == null) return []
  if (other === details.id) return [{ at: `/${which}`, message: 'is the user' }]
  return (await store.read.user(other)) === undefined ? [{ at: `/${which}`, message: 'is no user' }] : []
}

function invalid(at: string, message: string): InvalidVariablesError {
  return new InvalidVariablesError('The user', [{ at, message }])
}

/** The roles that stand in a row and that this release knows. */
export function knownRoles({ roles }: Pick<UserRow, 'roles'>): readonly Role[] {
  return roles.filter(isRole)
}
