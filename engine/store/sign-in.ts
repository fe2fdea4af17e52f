import type { Instant } from '../values/instant.ts'
import type { UserRow } from './rows.ts'
import { defineTable } from './table.ts'

/** What a browser's session remembers. */
export interface SessionRow {
  /** SHA-256 of the session's id, hex: who reads the database takes over no session. */
  readonly id: string
  /** Null before anybody signed in. */
  readonly userId: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly startedAt: Instant
  /** The last request, to the minute. */
  readonly seenAt: Instant
}

/** Somebody from outside who was asked to take part in one case. Its link is worked out when it is sent, and not kept. */
export interface InvitationRow {
  readonly id: string
  readonly caseId: string
  /** Id among the people of the case. */
  readonly person: string
  readonly role: string
  readonly madeBy: string
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | null
  readonly revokedAt: Instant | null
  readonly revokedBy: string | null
}

/** A code with which a complainant can open their own case once. The code itself is worked out when it is sent. */
export interface OneTimeCodeRow {
  readonly id: string
  /** As it was asked for; there may be no such case. */
  readonly reference: string
  /** Null where nobody can have this code: it is there so that asking for it takes as long. */
  readonly person: string | null
  readonly channel: 'email' | 'letter'
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly tries: number
  /** Used, tried too often, or followed by another. */
  readonly endedAt: Instant | null
}

/** Roles that somebody asked to be given to a user, and what a second person said. */
export interface RoleGrantRow {
  readonly id: string
  readonly userId: string
  readonly roles: readonly string[]
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly outcome: 'granted' | 'refused' | null
}

export const SESSIONS = defineTable<SessionRow>('sessions', ['id'], {
  id: 'text',
  userId: 'text',
  data: 'json',
  startedAt: 'text',
  seenAt: 'text',
})

export const INVITATIONS = defineTable<InvitationRow>('invitations', ['id'], {
  id: 'text',
  caseId: 'text',
  person: 'text',
  role: 'text',
  madeBy: 'text',
  madeAt: 'text',
  expiresAt: 'text',
  acceptedAt: 'text',
  revokedAt: 'text',
  revokedBy: 'text',
})

export const ONE_TIME_CODES = defineTable<OneTimeCodeRow>('one_time_codes', ['id'], {
  id: 'text',
  reference: 'text',
  person: 'text',
  channel: 'text',
  issuedAt: 'text',
  expiresAt: 'text',
  tries: 'integer',
  endedAt: 'text',
})

export const ROLE_GRANTS = defineTable<RoleGrantRow>('role_grants', ['id'], {
  id: 'text',
  userId: 'text',
  roles: 'json',
  reason: 'text',
  askedBy: 'text',
  askedAt: 'text',
  decidedBy: 'text',
  decidedAt: 'text',
  outcome: 'text',
})

/** How users and sessions are read, outside of commands. */
export interface SignInReads {
  /** Whatever the case of its letters. */
  usersByEmail(email: string): Promise<readonly UserRow[]>
  userBySubject(subject: string): Promise<UserRow | undefined>
  session(id: string): Promise<SessionRow | undefined>
  /** Of one case, or all; the newest first. */
  invitations(filter?: { readonly caseId?: string }): Promise<readonly InvitationRow[]>
  invitation(id: string): Promise<InvitationRow | undefined>
  /** The newest first. */
  roleGrants(filter?: { readonly userId?: string; readonly open?: boolean }): Promise<readonly RoleGrantRow[]>
}

/** How often something was tried since when, and until when that is counted. */
export interface Counted {
  readonly n: number
  readonly until: Instant
}

export interface SignInWrites {
  /** Sessions without a request since then go. */
  endSessions(idleSince: Instant): void
  saveSession(row: SessionRow): void
  /** The same of one that was there before: when it has ended meanwhile, nothing happens. */
  changeSession(row: SessionRow): void
  /** Nothing happens when the session has ended meanwhile. */
  touchSession(id: string): void
  endSession(id: string): void

  invitation(id: string): Promise<InvitationRow | undefined>
  /** Neither accepted nor taken back. */
  openInvitations(caseId: string, person: string): Promise<readonly InvitationRow[]>
  saveInvitation(row: InvitationRow): void

  /** Those of that reference that have not ended, the newest first; held until the end of the command. */
  liveCodes(reference: string): Promise<readonly OneTimeCodeRow[]>
  saveCode(row: OneTimeCodeRow): void
  /** What was sent before of that reference and channel counts no more. */
  endCodes(reference: string, channel: OneTimeCodeRow['channel']): void

  roleGrant(id: string): Promise<RoleGrantRow | undefined>
  saveRoleGrant(row: RoleGrantRow): void

  /** Counts one more of that kind; the count begins anew `minutes` after its first. */
  countAttempt(what: string, minutes: number): Promise<Counted>
  /** As it stands, without another. */
  attempts(what: string): Promise<Counted | undefined>
  forgetAttempts(what: string): void
}
