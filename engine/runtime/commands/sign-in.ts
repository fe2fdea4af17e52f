import { RefusedError } from '../../errors.ts'
import type { UserRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import { secretOf } from '../secrets.ts'
import type { Runtime } from '../runtime.ts'
import { knownRoles } from './users.ts'

/** Wrong tries for one account, and from one address, after which both wait. */
const PER_ACCOUNT = 10
const PER_ADDRESS = 100
const MINUTES = 15

export type SignInTry =
  /** Too many went wrong; the same for accounts that are none. */
  | { readonly kind: 'wait'; readonly until: Instant }
  /** `user`: whose password is to be looked at; none: the password is looked at all the same. */
  | { readonly kind: 'go'; readonly user: UserRow | undefined }

/**
 * Begins a sign-in with a password, and counts it as a wrong one until `recordSignIn` says otherwise.
 *
 * @param name - A user's id, or the e-mail address of exactly one of them.
 * @param address - Where the request comes from.
 */
export async function beginSignIn(runtime: Runtime, name: string, address: string): Promise<SignInTry> {
  const { store } = runtime
  const typed = name.trim()
  const user = (await store.read.user(typed)) ?? (await onlyOneWith(runtime, typed))
  return store.command(async (unit) => {
    const account = await unit.countAttempt(accountKey(user?.id ?? typed), MINUTES)
    if (account.n > PER_ACCOUNT) return { kind: 'wait', until: account.until }
    const from = await unit.countAttempt(addressKey(address), MINUTES)
    if (from.n > PER_ADDRESS) return { kind: 'wait', until: from.until }
    return { kind: 'go', user: user?.status === 'active' && knownRoles(user).length > 0 ? user : undefined }
  })
}

async function onlyOneWith({ store }: Runtime, email: string): Promise<UserRow | undefined> {
  if (!email.includes('@')) return undefined
  const [user, another] = (await store.read.usersByEmail(email)).filter(({ status }) => status === 'active')
  return another === undefined ? user : undefined
}

/** How somebody showed who they are. */
export type SignInWay = 'password' | 'password-and-code' | 'provider' | 'invitation' | 'confirmed'

/** They signed in: what was tried before is forgiven. */
export async function recordSignIn(
  runtime: Runtime,
  { id, roles, caseId }: UserRow,
  way: SignInWay,
  address: string,
): Promise<void> {
  await runtime.store.command((unit) => {
    unit.forgetAttempts(accountKey(id))
    unit.forgetAttempts(addressKey(address))
    unit.audit({
      actor: id,
      role: roles[0] ?? 'none',
      type: way === 'confirmed' ? 'confirmed-identity' : 'signed-in',
      ...(caseId !== null && { caseId }),
      body: { way },
    })
    return Promise.resolve()
  })
}

/** They did not. What was typed stands nowhere: it may be a password in the wrong field. */
export async function recordSignInRefused(runtime: Runtime, user: UserRow | undefined, why: string): Promise<void> {
  await runtime.store.command((unit) => {
    unit.audit({
      actor: user?.id ?? 'unknown',
      role: user?.roles[0] ?? 'none',
      type: 'sign-in-refused',
      outcome: why,
      body: {},
    })
    return Promise.resolve()
  })
}

export async function recordSignOut(runtime: Runtime, id: string, role: string): Promise<void> {
  await runtime.store.command((unit) => {
    unit.audit({ actor: id, role, type: 'signed-out', body: {} })
    return Promise.resolve()
  })
}

/** What an authenticator app shares with us; worked out from the council's key. */
export function totpSecretOf(runtime: Runtime, { totpSecret }: Pick<UserRow, 'totpSecret'>): Buffer {
  if (totpSecret === null) throw new RefusedError('no-authenticator', 'This user has no authenticator app')
  return secretOf(runtime, `totp.${totpSecret}`).subarray(0, 20)
}

/**
 * Counts a try of a user's code from their app.
 *
 * @returns false once more than five were tried in a quarter of an hour.
 */
export async function beginTotp({ store }: Runtime, { id }: UserRow): Promise<boolean> {
  return store.command(async (unit) => (await unit.countAttempt(`totp:${id}`, MINUTES)).n <= 5)
}

/** Uses a code up. @param step - The half minute that it belongs to. @returns false when it was used before. */
export async function useTotp({ store }: Runtime, { id }: UserRow, step: number): Promise<boolean> {
  return store.command(async (unit) => {
    const first = (await unit.countAttempt(`totp-used:${id}:${step}`, MINUTES)).n === 1
    if (first) unit.forgetAttempts(`totp:${id}`)
    return first
  })
}

function accountKey(name: string): string {
  return `sign-in:account:${name.toLowerCase()}`
}

function addressKey(address: string): string {
  return `sign-in:address:${address}`
}
