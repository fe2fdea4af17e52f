import { SYSTEM, type Role } from '../../access/index.ts'
import { isEmailAddress } from '../../case/email-address.ts'
import type { UserRow } from '../../store/rows.ts'
import type { Unit } from '../../store/unit.ts'
import type { Runtime } from '../runtime.ts'
import { OF_THE_SERVICE } from './grant-roles.ts'
import { emptyUser } from './users.ts'

/** Somebody as the council's provider of identities knows them. */
export interface ProvidedUser {
  /** Issuer and `sub`: the only thing that tells one person from another. */
  readonly subject: string
  /** What they type there, from which their id here is made. */
  readonly userName: string
  readonly name: string
  readonly email: string | undefined
  readonly roles: readonly Role[]
  readonly teams: readonly string[]
}

/**
 * The user with that subject, made when they come for the first time, with the roles and teams that the provider gives
 * them now. An account with the same e-mail address is another's until somebody says otherwise.
 *
 * @returns undefined when the user has been disabled here.
 */
export async function userFromProvider(runtime: Runtime, given: ProvidedUser): Promise<UserRow | undefined> {
  const known = await runtime.store.read.userBySubject(given.subject)
  if (known?.status === 'disabled') return undefined
  const teams = given.teams.filter((team) => Object.hasOwn(runtime.council.teams, team))
  return runtime.store.command(async (unit) => {
    const before = known === undefined ? undefined : await unit.user(known.id)
    const row = before ?? {
      ...emptyUser(await freeId(unit, given), given.name, SYSTEM.id, unit),
      subject: given.subject,
      version: 0,
    }
    const now: UserRow = {
      ...row,
      name: given.name.replace(/\p{Cc}/gu, ' ').slice(0, 200),
      email: isEmailAddress(given.email) ? given.email : row.email,
      roles: [...given.roles],
      teams: [...teams],
    }
    if (JSON.stringify(now) === JSON.stringify(row)) return row
    const saved = { ...now, version: row.version + 1 }
    unit.saveUser(saved)
    const powers = saved.roles.filter((role) => OF_THE_SERVICE.has(role) && !row.roles.includes(role))
    if (powers.length > 0) await tellOfPowers(runtime, unit, saved, powers)
    unit.audit({
      actor: SYSTEM.id,
      role: SYSTEM.role,
      type: before === undefined ? 'user-created' : 'user-changed',
      body: { user: saved.id, roles: [...saved.roles], teams: [...saved.teams], by: 'provider' },
    })
    return saved
  })
}

/**
 * The council's own directory gives these, and no second person here ([why](../../decisions/0008-roles-of-the-provider.md)):
 * the complaints team is told each time, so that nobody comes by them unseen.
 */
async function tellOfPowers(
  { council }: Runtime,
  unit: Unit,
  { id, version }: UserRow,
  powers: readonly string[],
): Promise<void> {
  const team = council.roleTeams['complaints-manager'] ?? 'complaints-team'
  const key = `user.${id}.${version}.powers`
  await unit.queueMessage({
    id: key,
    caseId: null,
    key,
    channel: 'staff-notification',
    toAddress: council.teams[team]?.email ?? council.complaintsTeam.email,
    subject: `The user ${id} has new powers in Redress`,
    body: `The council's sign-in now gives the user ${id}: ${powers.join(', ')}.\n\nIf you do not know of it, ask today whoever looks after the council's accounts, and disable the user in Redress.\n`,
    details: { to: { kind: 'team', team }, contents: ['powers-given'] },
  })
}

/** From `ian.osei@council.example` the id `ian.osei`; the next of that name is `ian.osei-2`. */
async function freeId(unit: Unit, { userName, email }: ProvidedUser): Promise<string> {
  const base = (userName || (email ?? ''))
    .split('@', 1)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 50)
  const wanted = base === '' || /^p\d+$/.test(base) ? `user-${base}` : base
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wanted : `${wanted}-${n}`
    if ((await unit.user(id)) === undefined) return id
  }
}
