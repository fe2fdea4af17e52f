import type { Instant } from '../values/instant.ts'
import { rolesOf, teamsOf, type Actor } from './actor.ts'
import { isOutsider, NAMED, outsidersSince } from './deny-rules.ts'
import { rowOf, SATISFIES, type Action } from './matrix.ts'
import type { Relation } from './relation.ts'
import { askerOf, complaintsTeam } from './standings.ts'

/** Relations that take a case away from lists. */
const BARRED = ['subject', 'delegate', 'declared-conflict', 'consent-withdrawn', 'consent-missing'] as const

/**
 * Which cases an actor may see in a list: the matrix and the deny rules once more, as a condition on many cases. A test
 * holds it to `decide`, case by case.
 *
 * @returns undefined for what Redress does by itself.
 */
export function visibilityOf(
  actor: Actor,
  roleTeams: Readonly<Record<string, string>>,
  now: Instant,
  action: Action = 'read-cases',
) {
  if (actor.role === 'system') return undefined
  const { cells } = rowOf(action)
  const roles = rolesOf(actor).filter((role) => cells.has(role))
  const relations = new Set<Relation>(['glass-broken'])
  // Every case is the complaints team's (`standingsOf`): nothing is to be looked up for those who belong to it.
  const isOfTheTeam = teamsOf(actor, roleTeams).includes(complaintsTeam(roleTeams))
  for (const role of roles) for (const relation of SATISFIES.get(role) ?? []) relations.add(relation)
  return {
    ...askerOf(actor, roleTeams),
    everything: roles.some(
      (role) => cells.get(role)?.reach === 'any' || (isOfTheTeam && SATISFIES.get(role)?.has('team') === true),
    ),
    relations: [...relations] as readonly string[],
    named: NAMED as readonly string[],
    barred: BARRED as readonly string[],
    ...(actor.boundTo !== undefined && { boundTo: actor.boundTo }),
    ...(isOutsider(actor) && { endedSince: outsidersSince(now) }),
    now,
  }
}
