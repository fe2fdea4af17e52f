import type { Instant } from '../values/instant.ts'

/** What somebody is to a case. */
export type Relation =
  /** They have a task of it, or had one. */
  | 'assigned'
  /** They hold a role in it, by its facts. */
  | 'party'
  /** The case had a task for one of their teams. */
  | 'team'
  /** A task for their role is open, and nobody has it. */
  | 'candidate'
  /** They restricted it, or were named when it was restricted. */
  | 'named'
  /** They held a role in it and have left. */
  | 'former'
  /** The complaint is about them. */
  | 'subject'
  /** They stand in for the person whom the complaint is about. */
  | 'delegate'
  /** The person whom the complaint is about answers to them. */
  | 'subjects-manager'
  /** They answer to the person whom the complaint is about. */
  | 'subjects-report'
  /** A tie to the complaint stands in the way: family, friendship, an own child. */
  | 'declared-conflict'
  /** They speak for a child or an adult who has taken that back. */
  | 'consent-withdrawn'
  /** They would speak for a child who has not said yes to it. */
  | 'consent-missing'
  /** From outside, and the case ended too long ago. */
  | 'expired-outsider'
  /** They opened a restricted case in an emergency, less than an hour ago. */
  | 'glass-broken'
  /** They said why they look at it. */
  | 'reason-given'
  /** Names that are masked were opened to them. */
  | 'identity-revealed'

/** What somebody is to one case, and which roles they hold in it (`investigating-officer`). */
export interface Standing {
  readonly relations: ReadonlySet<Relation>
  readonly parts: ReadonlySet<string>
}

/** Somebody who has nothing to do with the case. */
export const STRANGER: Standing = { relations: new Set(), parts: new Set() }

/** As much of a case as decides who may do what with it. */
export interface CaseInView {
  readonly caseId: string
  /** Only people who are named in it may see it. */
  readonly restricted: boolean
  readonly endedAt?: Instant
}
