import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { UserRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

/** A user as those who look after users see them; neither hash nor secret. */
export interface UserView {
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly status: UserRow['status']
  readonly lineManager?: string
  /** Who stands in for them, and when. */
  readonly delegate?: string
  readonly delegateFrom?: LocalDate
  readonly delegateUntil?: LocalDate
  readonly absentFrom?: LocalDate
  readonly absentUntil?: LocalDate
  readonly weeklyHours?: number
  /** The one case of somebody from outside. */
  readonly caseId?: string
  readonly signsIn: 'password' | 'provider' | 'not-yet'
  readonly version: number
  readonly createdAt: Instant
}

/** Everybody who can sign in, in the order of their names. */
export async function listUsers(
  runtime: Runtime,
  actor: Actor,
  filter: { readonly status?: UserRow['status'] } = {},
): Promise<{ readonly users: readonly UserView[] }> {
  mustBeAllowed(actor, 'manage-users')
  return { users: (await runtime.store.read.users(filter)).map(userView) }
}

/** @throws NotFoundError when there is no such user. */
export async function readUser(runtime: Runtime, actor: Actor, id: string): Promise<UserView> {
  mustBeAllowed(actor, 'manage-users')
  const row = await runtime.store.read.user(id)
  if (row === undefined) throw new NotFoundError('user', id)
  return userView(row)
}

export function userView(row: UserRow): UserView {
  const {
    id,
    name,
    email,
    roles,
    teams,
    status,
    lineManager,
    delegate,
    delegateFrom,
    delegateUntil,
    absentFrom,
    absentUntil,
    weeklyHours,
    caseId,
  } = row
  return {
    id,
    name,
    roles,
    teams,
    status,
    signsIn: row.passwordHash !== null ? 'password' : row.subject !== null ? 'provider' : 'not-yet',
    version: row.version,
    createdAt: row.createdAt,
    ...(email !== null && { email }),
    ...(lineManager !== null && { lineManager }),
    ...(delegate !== null && { delegate }),
    ...(delegateFrom !== null && { delegateFrom }),
    ...(delegateUntil !== null && { delegateUntil }),
    ...(absentFrom !== null && { absentFrom }),
    ...(absentUntil !== null && { absentUntil }),
    ...(weeklyHours !== null && { weeklyHours }),
    ...(caseId !== null && { caseId }),
  }
}
