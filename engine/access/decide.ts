import { NotPermittedError } from '../errors.ts'
import { toMillis, type Instant } from '../values/instant.ts'
import { rolesOf, type Actor, type Role } from './actor.ts'
import { DENY_RULES, type DenyRule } from './deny-rules.ts'
import { rowOf, SATISFIES, type Action, type Cell, type Need } from './matrix.ts'
import type { CaseInView, Relation, Standing } from './relation.ts'

export type Decision =
  | { readonly kind: 'allow'; readonly reach: Cell['reach'] }
  | {
      readonly kind: 'deny'
      /** In words. */
      readonly reason: string
      /** The asker must not learn that the case exists. */
      readonly hidden: boolean
      readonly rule?: DenyRule['id']
    }
  | { readonly kind: 'needs'; readonly what: readonly Need[] }

/** Minutes for which a proof of who asks is fresh. */
export const STEP_UP_MINUTES = 5

/**
 * Whether a user may do something, to one case or to the service.
 *
 * The matrix says what a role may; then the deny rules are asked, which always win. Pure: relations must have been read
 * in the transaction that acts.
 *
 * @param given - What the asker brings besides: a reason, a second person's yes. A step-up is read from the user.
 * @param rules - Left out but in tests, which switch one off.
 */
export function decide(
  user: Actor,
  action: Action,
  theCase: CaseInView | undefined,
  standing: Standing,
  now: Instant,
  given: readonly Need[] = [],
  rules: readonly DenyRule[] = DENY_RULES,
): Decision {
  if (user.role === 'system') return { kind: 'allow', reach: 'any' }
  const question = { user, action, theCase, standing, now }
  const denial = rules.find((rule) => rule.denies(question))
  if (denial?.unless !== undefined) return { kind: 'needs', what: [denial.unless] }
  if (denial !== undefined) {
    const { reason, id: rule } = denial
    return { kind: 'deny', reason, rule, hidden: denial.hidden || !sees(user, theCase, standing) }
  }
  const cells = cellsOf(user, action, theCase, standing)
  const [best] = cells
    .map(({ reach, needs }) => ({ reach, missing: needs.filter((need) => !has(need)) }))
    .sort((one, other) => one.missing.length - other.missing.length)
  if (best === undefined) {
    const hidden = mayDo(user, action) && !sees(user, theCase, standing)
    return { kind: 'deny', reason: `${asTheyAre(user)} may not ${inWords(action)}`, hidden }
  }
  if (best.missing.length > 0) return { kind: 'needs', what: best.missing }
  return { kind: 'allow', reach: best.reach }

  function has(need: Need): boolean {
    if (need !== 'step-up') return given.includes(need) || (need === 'reason' && standing.relations.has('reason-given'))
    return isFresh(user, now)
  }
}

/** Whether the user proved who they are just now. */
export function isFresh({ steppedUpAt }: Actor, now: Instant): boolean {
  if (steppedUpAt === undefined) return false
  const age = toMillis(now) - toMillis(steppedUpAt)
  return age >= 0 && age <= STEP_UP_MINUTES * 60_000
}

/** Whether any of the user's roles has that at all, in some case or other. What is not listed is denied. */
export function mayDo(user: Actor, action: Action): boolean {
  const { cells } = rowOf(action)
  return rolesOf(user).some((role) => cells.has(role))
}

/** @throws NotPermittedError naming the role and what was asked. */
export function mustBeAllowed(user: Actor, action: Action): void {
  if (!mayDo(user, action)) throw new NotPermittedError(`${asTheyAre(user)} may not ${inWords(action)}`)
}

/**
 * Whether the user may work tasks of that role: the role itself, and the complaints manager for any.
 *
 * Which person may, on one case, is decided from the case's facts.
 */
export function mayWorkTaskOf(user: Actor, role: string): boolean {
  const roles: readonly string[] = rolesOf(user)
  return mayDo(user, 'work-tasks') && (roles.includes(role) || roles.includes('complaints-manager'))
}

/** Whether the user holds that role, beside others perhaps. */
export function hasRole(user: Actor, role: Role): boolean {
  return rolesOf(user).includes(role)
}

/** The cells of the user's roles that hold for this case; without a case, all of them. */
function cellsOf(
  user: Actor,
  action: Action,
  theCase: CaseInView | undefined,
  { relations }: Standing,
): readonly Cell[] {
  const { about, cells } = rowOf(action)
  return rolesOf(user).flatMap((role) => {
    const cell = cells.get(role)
    if (cell === undefined) return []
    if (cell.reach === 'any' || about === 'service' || theCase === undefined) return [cell]
    if (relations.has('glass-broken')) return [cell]
    const leads = SATISFIES.get(role)
    return leads !== undefined && [...relations].some((relation) => leads.has(relation)) ? [cell] : []
  })
}

/** What the user is to the case that leads them to it; undefined where their role sees every case, or nothing leads there. */
export function leadTo(user: Actor, { relations }: Standing): Relation | undefined {
  const leads = rolesOf(user).map((role) => SATISFIES.get(role))
  const found = [...relations].find((relation) => leads.some((each) => each?.has(relation) === true))
  return found ?? (relations.has('glass-broken') ? 'glass-broken' : undefined)
}

/** Whether the case is to be seen by the user at all, by their roles. */
function sees(user: Actor, theCase: CaseInView | undefined, standing: Standing): boolean {
  if (theCase === undefined) return true
  return (['read-cases', 'see-own-case'] as const).some((action) => cellsOf(user, action, theCase, standing).length > 0)
}

function asTheyAre(user: Actor): string {
  return `The role ${user.role}`
}

function inWords(action: Action): string {
  return action.replaceAll('-', ' ')
}
