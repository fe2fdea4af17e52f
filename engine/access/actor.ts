import type { Instant } from '../values/instant.ts'

/** Who asks: a person who signed in, a program with a key, or Redress itself (timers, jobs). */
export interface Actor {
  /** Of a user: `users.id`, which is also the id by which a case names its officers. */
  readonly id: string
  /** In which they act: it stands in the audit trail. */
  readonly role: Role
  /** All roles of somebody who has several, `role` among them. */
  readonly roles?: readonly Role[]
  /** Codes of the council's teams; when left out, those to which the council gives the actor's roles. */
  readonly teams?: readonly string[]
  /** Complainants and people from outside: id of the one case that they may see. */
  readonly boundTo?: string
  /** When they last proved who they are. */
  readonly steppedUpAt?: Instant
}

/** Every role. The procedures' own, those of people outside, and those that run the service. */
export const ROLES = [
  'intake',
  'caseworker',
  'complaints-manager',
  'responding-manager',
  'senior-manager',
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'director',
  'panel-chair',
  'panel-member',
  'panel-clerk',
  'ombudsman-link-officer',
  'service-manager',
  'responsible-person',
  'corporate-manager',
  'corporate-reviewer',
  'principal-social-worker',
  'monitoring-officer',
  'finance-officer',
  'complainant',
  'advocate',
  'partner',
  'process-owner',
  'auditor',
  'system-admin',
  'system',
] as const
export type Role = (typeof ROLES)[number]

/** What Redress does by itself. */
export const SYSTEM: Actor = { id: 'system', role: 'system' }

/** People outside the council: they see the one case in which they take part, until some days after it has ended. */
export const OUTSIDE_ROLES: ReadonlySet<Role> = new Set([
  'independent-person',
  'panel-chair',
  'panel-member',
  'advocate',
  'partner',
])

/**
 * Roles that a key can stand for. Complainants, advocates, panel members and partners come in by a code, an invitation
 * or a link that is bound to one case, and Redress itself needs no key.
 */
export const KEY_ROLES: readonly Role[] = ROLES.filter(
  (role) => !['complainant', 'advocate', 'panel-member', 'partner', 'system'].includes(role),
)

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

export function rolesOf({ role, roles = [] }: Actor): readonly Role[] {
  return roles.includes(role) ? roles : [role, ...roles]
}

/** The actor's own teams; of one who has none, those to which the council gives their roles. */
export function teamsOf(actor: Actor, roleTeams: Readonly<Record<string, string>>): readonly string[] {
  if (actor.teams !== undefined && actor.teams.length > 0) return actor.teams
  return [...new Set(rolesOf(actor).flatMap((role) => roleTeams[role] ?? []))]
}
