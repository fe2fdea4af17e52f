import { fromMillis, toMillis, type Instant } from '../values/instant.ts'
import { OUTSIDE_ROLES, rolesOf, type Actor, type Role } from './actor.ts'
import { rowOf, type Action, type Need } from './matrix.ts'
import type { CaseInView, Relation, Standing } from './relation.ts'

/*
 * Rules that are asked last and always win, whatever the matrix gives. Each stands alone, so that it can be read,
 * tested and (in a test) switched off alone.
 */

export interface Question {
  readonly user: Actor
  readonly action: Action
  readonly theCase: CaseInView | undefined
  readonly standing: Standing
  readonly now: Instant
}

export interface DenyRule {
  readonly id: 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'restricted'
  /** In words, for whoever may see that the case is there. */
  readonly reason: string
  /** The case is to them as if it did not exist. */
  readonly hidden: boolean
  readonly denies: (question: Question) => boolean
  /** What, put on record, makes the rule let the asker through. */
  readonly unless?: Need
}

/** Days after a case has ended for which people from outside still see it. */
export const OUTSIDERS_DAYS = 30
const DAY_MS = 86_400_000

/** Who writes what, and nobody in their place. */
export const RESERVED: ReadonlyMap<Action, string> = new Map([
  ['write-investigation-report', 'investigating-officer'],
  ['write-independent-report', 'independent-person'],
  ['adjudicate', 'adjudicating-officer'],
])
/** Parts in the consideration of one complaint that different people hold. */
const SEPARATE: ReadonlySet<string> = new Set([
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'stage-1-responder',
])

export const DENY_RULES: readonly DenyRule[] = [
  {
    id: 'D1',
    reason: 'The complaint is about you',
    hidden: true,
    denies: ({ standing: { relations } }) => relations.has('subject') || relations.has('delegate'),
  },
  {
    id: 'D2',
    reason: 'Only the person who was appointed to it may do that, and nobody who holds another part in the complaint',
    hidden: false,
    denies({ action, theCase, standing: { parts } }) {
      const part = RESERVED.get(action)
      if (part === undefined || theCase === undefined) return false
      return !parts.has(part) || [...parts].some((other) => other !== part && SEPARATE.has(other))
    },
  },
  {
    id: 'D3',
    reason: 'Nobody decides on a complaint about somebody who answers to them',
    hidden: false,
    denies: ({ action, standing: { relations } }) => action === 'adjudicate' && relations.has('subjects-manager'),
  },
  {
    id: 'D3',
    reason: 'Nobody handles a complaint about their own manager',
    hidden: true,
    denies: ({ standing: { relations } }) => relations.has('subjects-report'),
  },
  {
    id: 'D4',
    reason: 'You declared a conflict of interest',
    hidden: true,
    denies: ({ standing: { relations } }) => relations.has('declared-conflict'),
  },
  {
    id: 'D5',
    reason: 'People from outside see the one case in which they take part, until 30 days after it has ended',
    hidden: true,
    denies: (question) => isBeyondOutsiders(question),
  },
  {
    id: 'D6',
    reason: 'The person who complains has not said yes to that, or has taken it back',
    hidden: true,
    denies: ({ standing: { relations } }) => relations.has('consent-withdrawn') || relations.has('consent-missing'),
  },
  {
    id: 'D7',
    reason: 'Who runs the service or draws its procedures sees no content',
    hidden: false,
    denies: ({ user, action, standing: { relations } }) =>
      rowOf(action).content && !relations.has('glass-broken') && action !== 'break-glass' && only(user, CONTENTLESS),
  },
  {
    id: 'restricted',
    reason: 'This case is restricted to the people who are named in it',
    hidden: true,
    denies({ action, theCase, standing: { relations } }) {
      if (theCase?.restricted !== true || action === 'break-glass') return false
      return !NAMED.some((relation) => relations.has(relation))
    },
  },
  {
    id: 'D8',
    reason: 'An auditor says why before a case is opened; that is recorded, and shown to the complaints manager',
    hidden: false,
    denies: ({ user, action, theCase, standing: { relations } }) =>
      theCase !== undefined && only(user, AUDITORS) && READS.has(action) && !relations.has('reason-given'),
    unless: 'reason',
  },
]

/** Ties to a complaint that keep somebody from having anything to do with it. */
export const TIES: ReadonlySet<string> = new Set<Relation>([
  'subject',
  'delegate',
  'subjects-report',
  'declared-conflict',
])

/** Relations that let somebody into a restricted case. */
export const NAMED = ['assigned', 'party', 'named', 'glass-broken'] as const

const CONTENTLESS: ReadonlySet<Role> = new Set(['system-admin', 'process-owner'])
const AUDITORS: ReadonlySet<Role> = new Set(['auditor'])
/** What an auditor reads of a case's content. */
const READS: ReadonlySet<Action> = new Set(['see-case-file', 'see-child-identity'])

function only(user: Actor, roles: ReadonlySet<Role>): boolean {
  return rolesOf(user).every((role) => roles.has(role))
}

/** Somebody whose roles are all from outside, or who is bound to one case. */
export function isOutsider(user: Actor): boolean {
  return user.boundTo !== undefined || only(user, OUTSIDE_ROLES) || user.role === 'complainant'
}

/** The moment before which a case must not have ended for people from outside to see it now. */
export function outsidersSince(now: Instant): Instant {
  return fromMillis(toMillis(now) - OUTSIDERS_DAYS * DAY_MS)
}

function isBeyondOutsiders({ user, action, theCase, standing, now }: Question): boolean {
  if (!isOutsider(user)) return false
  if (OUTSIDERS_NEVER.has(action)) return true
  if (theCase === undefined) return false
  // Whoever complains is known to their own case alone, where another `p1` may stand in any other.
  const mustBeBound = rolesOf(user).includes('complainant') || user.boundTo !== undefined
  if (mustBeBound && user.boundTo !== theCase.caseId) return true
  if (rolesOf(user).includes('complainant')) return false
  const ended = theCase.endedAt !== undefined && theCase.endedAt < outsidersSince(now)
  return ended || standing.relations.has('expired-outsider')
}

/** No search, nothing across cases, nothing in bulk. */
const OUTSIDERS_NEVER: ReadonlySet<Action> = new Set([
  'search-cases',
  'search-by-name',
  'export-log',
  'read-learning',
  'read-operations',
  'assign-tasks',
])
