import { randomBytes } from 'node:crypto'
import { mayDo, mustBeAllowed, type Actor, type Role } from '../../access/index.ts'
import { ConflictError, GoneError, NotFoundError, RefusedError } from '../../errors.ts'
import type { InvitationRow } from '../../store/sign-in.ts'
import type { UserRow } from '../../store/rows.ts'
import type { Unit } from '../../store/unit.ts'
import { fromMillis, toMillis, type Instant } from '../../values/instant.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import { peopleOf } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { invitationIn, SECRET, secretOf } from '../secrets.ts'
import { emptyUser } from './users.ts'

/** Hours in which an invitation can be accepted. */
const HOURS = 72

/** Who is invited to one case, by what they are to it. */
export const INVITED_ROLES = ['independent-person', 'advocate', 'panel-chair', 'panel-member', 'partner'] as const
export type InvitedRole = (typeof INVITED_ROLES)[number]

export interface InvitationView {
  readonly id: string
  readonly caseId: string
  /** Id among the people of the case. */
  readonly person: string
  readonly role: string
  readonly madeBy: string
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly standing: 'open' | 'accepted' | 'expired' | 'revoked'
}

/**
 * Invites somebody from outside to the one case in which they take part: a link by e-mail that works once, for 72 hours.
 * An earlier invitation of theirs that is still open counts no longer.
 *
 * @throws RefusedError when the person is not that to the case, or has no e-mail address.
 */
export async function inviteOutsider(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { person, role }: { readonly person: string; readonly role: InvitedRole },
): Promise<InvitationView> {
  secretOf(runtime, 'invitation')
  return within(runtime, actor, caseId, role, async (unit) => {
    const row = await unit.lockCase(caseId)
    if (row === undefined) throw new NotFoundError('case', caseId)
    const invited = (await peopleOf({ unit, row })).get(person)
    if (invited === undefined) throw new NotFoundError('person', person)
    if (invited.role !== role) throw new RefusedError('not-that-role', `In this case ${person} is no ${role}`)
    if (invited.email === undefined) {
      throw new RefusedError('no-email', 'An invitation goes by e-mail: record an address of theirs first')
    }
    const account = await unit.user(accountOf(caseId, person))
    if (account?.status === 'active') throw new ConflictError('They have accepted an invitation to this case already')
    for (const earlier of await unit.openInvitations(caseId, person)) {
      unit.saveInvitation({ ...earlier, revokedAt: unit.now, revokedBy: actor.id })
    }
    const invitation: InvitationRow = {
      id: randomBytes(12).toString('base64url'),
      caseId,
      person,
      role,
      madeBy: actor.id,
      madeAt: unit.now,
      expiresAt: fromMillis(toMillis(unit.now) + HOURS * 3_600_000),
      acceptedAt: null,
      revokedAt: null,
      revokedBy: null,
    }
    unit.saveInvitation(invitation)
    await queueInvitation(runtime, unit, invitation, invited.email)
    audit(unit, actor, 'outsider-invited', invitation)
    return invitationView(invitation, unit.now)
  })
}

/** Takes an invitation back; of one that was accepted the account is disabled, and its sessions end. */
export async function revokeInvitation(runtime: Runtime, actor: Actor, invitationId: string): Promise<InvitationView> {
  if (!mayDo(actor, 'appoint') && !mayDo(actor, 'share-section')) mustBeAllowed(actor, 'appoint')
  const seen = await runtime.store.read.invitation(invitationId)
  if (seen === undefined) throw new NotFoundError('invitation', invitationId)
  return within(runtime, actor, seen.caseId, seen.role, async (unit) => {
    const row = await unit.invitation(invitationId)
    if (row === undefined) throw new NotFoundError('invitation', invitationId)
    if (row.revokedAt !== null) throw new ConflictError('This invitation was taken back already')
    const revoked = { ...row, revokedAt: unit.now, revokedBy: actor.id }
    unit.saveInvitation(revoked)
    const account = row.acceptedAt === null ? undefined : await unit.user(accountOf(row.caseId, row.person))
    if (account !== undefined) unit.saveUser({ ...account, status: 'disabled', version: account.version + 1 })
    audit(unit, actor, 'invitation-revoked', revoked)
    return invitationView(revoked, unit.now)
  })
}

/** Those of one case, or of all, the newest first. */
export async function listInvitations(
  runtime: Runtime,
  actor: Actor,
  { caseId }: { readonly caseId?: string } = {},
): Promise<{ readonly invitations: readonly InvitationView[] }> {
  mustBeAllowed(actor, 'appoint')
  const rows = await runtime.store.read.invitations(caseId === undefined ? {} : { caseId })
  const seen = await Promise.all(
    rows.map(async (row) => ({ row, sight: await sightOf(runtime, runtime.store.read, actor, row.caseId) })),
  )
  const now = runtime.clock.now()
  const visible = seen.filter(({ row, sight }) => maySee(actor, row.caseId, sight, now))
  return { invitations: visible.map(({ row }) => invitationView(row, now)) }
}

/**
 * The invitation of a link, for whoever follows it.
 *
 * @throws NotFoundError for a link that we did not send.
 * @throws GoneError when it was used, taken back or is too old.
 */
export async function readInvitation(runtime: Runtime, token: string): Promise<InvitationView> {
  const id = invitationIn(runtime, token)
  const row = id === undefined ? undefined : await runtime.store.read.invitation(id)
  return invitationView(mustBeOpen(row, runtime.clock.now()), runtime.clock.now())
}

/**
 * Accepts an invitation: from now on they sign in with a password and a code from their app. The link is used up.
 *
 * @throws NotFoundError, GoneError as `readInvitation`.
 */
export async function acceptInvitation(runtime: Runtime, token: string, passwordHash: string): Promise<UserRow> {
  const id = invitationIn(runtime, token) ?? ''
  return runtime.store.command(async (unit) => {
    const invitation = mustBeOpen(await unit.invitation(id), unit.now)
    const { caseId, person, role } = invitation
    const row = await unit.lockCase(caseId)
    const invited = row && (await peopleOf({ unit, row })).get(person)
    if (invited === undefined) throw new GoneError('The council has no record of you in this case any more')
    const before = await unit.user(accountOf(caseId, person))
    const user: UserRow = {
      ...(before ?? emptyUser(accountOf(caseId, person), invited.name, invitation.madeBy, unit)),
      name: invited.name,
      email: invited.email ?? null,
      roles: [role],
      caseId,
      status: 'active',
      passwordHash,
      totpSecret: id,
      version: (before?.version ?? 0) + 1,
    }
    unit.saveUser(user)
    unit.saveInvitation({ ...invitation, acceptedAt: unit.now })
    audit(unit, { id: person, role: role as Role }, 'invitation-accepted', invitation)
    return user
  })
}

/** The account of somebody from outside: the same person in two cases has two. */
export function accountOf(caseId: string, person: string): string {
  return `${caseId}:${person}`
}

function mustBeOpen(row: InvitationRow | undefined, now: Instant): InvitationRow {
  if (row === undefined) throw new NotFoundError('invitation', 'of that kind')
  switch (standingOf(row, now)) {
    case 'open':
      return row
    case 'accepted':
      throw new GoneError('This link was used already. Sign in with the password that you chose')
    case 'expired':
      throw new GoneError('This link has run out. Ask the council for a new one')
    case 'revoked':
      throw new GoneError('The council has taken this invitation back. Ask them if you think that is wrong')
  }
}

function standingOf({ acceptedAt, revokedAt, expiresAt }: InvitationRow, now: Instant): InvitationView['standing'] {
  if (revokedAt !== null) return 'revoked'
  if (acceptedAt !== null) return 'accepted'
  return expiresAt <= now ? 'expired' : 'open'
}

function invitationView(row: InvitationRow, now: Instant): InvitationView {
  const { id, caseId, person, role, madeBy, madeAt, expiresAt } = row
  return { id, caseId, person, role, madeBy, madeAt, expiresAt, standing: standingOf(row, now) }
}

/** Whoever shares the file invites an advocate or a partner; whoever appoints, the others. */
function actionFor(role: string) {
  return role === 'advocate' || role === 'partner' ? 'share-section' : 'appoint'
}

async function within<T>(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  role: string,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  const action = actionFor(role)
  mustBeAllowed(actor, action)
  return recordingDenials(runtime, actor, action, () =>
    runtime.store.command(async (unit) => {
      mustSee(actor, { caseId, action }, await sightOf(runtime, unit, actor, caseId), unit.now)
      return work(unit)
    }),
  )
}

function maySee(actor: Actor, caseId: string, sight: Parameters<typeof mustSee>[2], now: Instant): boolean {
  try {
    mustSee(actor, { caseId, action: 'appoint' }, sight, now)
    return true
  } catch {
    return false
  }
}

function audit(unit: Unit, { id, role }: Pick<Actor, 'id' | 'role'>, type: string, invitation: InvitationRow): void {
  const { caseId, person } = invitation
  unit.audit({ caseId, actor: id, role, type, body: { invitation: invitation.id, person, role: invitation.role } })
}

/** The reference and nothing else of the case. */
async function queueInvitation(
  { council }: Runtime,
  unit: Unit,
  { id, caseId, person }: InvitationRow,
  email: string,
): Promise<void> {
  await unit.queueMessage({
    id: `invitation-${id}`,
    key: `invitation-${id}`,
    channel: 'email',
    caseId,
    toAddress: email,
    subject: `Reference ${caseId}`,
    body: [
      'Hello,',
      `${council.name} invites you to take part in the case ${caseId}. To see it, open this link and choose a password:`,
      SECRET,
      'The link works once, in the next 72 hours. You need an authenticator app on a telephone or a computer.',
      `If you did not expect this, do not open the link, and call us on ${council.complaintsTeam.phone}.`,
      `${council.complaintsTeam.name}\n${council.name}`,
    ].join('\n\n'),
    details: { to: { kind: 'person', person }, contents: ['invitation'], secret: { kind: 'invitation', id } },
  })
}
