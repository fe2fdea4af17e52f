import type { Actor, Instant } from '../../../engine/index.ts'

/*
 * A state of a page: who looks, where they go, and what they do there until the page stands as it is to be looked at.
 */

/** What somebody does on a page: fields by name, then the button or the link with these words. */
export interface Act {
  /** Radios and checkboxes by the value that is chosen, everything else by what is written into it. */
  readonly set?: Readonly<Record<string, string | readonly string[]>>
  /** Words of a button, from their beginning; the first one that is shown. */
  readonly press?: string
  /** Words of a link, from their beginning. */
  readonly follow?: string
  /** Words of what is folded away, from their beginning. */
  readonly open?: string
  /** What asks whether somebody is still there is shown at once. */
  readonly dialog?: true
}

export interface PageState {
  /** Unique among all. */
  readonly name: string
  readonly as: Who
  /** `{name}` stands for what the played cases have of that name. Left out: goes on from the state before. */
  readonly at?: string
  readonly does?: readonly Act[]
  /** Where that leads, from the beginning of the path; for states whose name would lie if it led elsewhere. */
  readonly ends?: string
}

/** People in the browser, each with a window of their own. */
export const PEOPLE = {
  manager: { id: 'synthetic-complaints-manager', role: 'complaints-manager' },
  caseworker: { id: 'synthetic-caseworker', role: 'caseworker' },
  responder: { id: 'synthetic-responding-manager', role: 'responding-manager' },
  investigator: { id: 'io1', role: 'investigating-officer' },
  clerk: { id: 'synthetic-panel-clerk', role: 'panel-clerk' },
  learner: { id: 'synthetic-principal-social-worker', role: 'principal-social-worker' },
  owner: { id: 'synthetic-process-owner', role: 'process-owner' },
  link: { id: 'synthetic-ombudsman-link-officer', role: 'ombudsman-link-officer' },
  auditor: { id: 'synthetic-auditor', role: 'auditor' },
  /** Another, who reviews what the first has signed. */
  reviewer: { id: 'synthetic-second-auditor', role: 'auditor' },
  /** An auditor who has just proved who they are. */
  examiner: { id: 'synthetic-auditor', role: 'auditor', steppedUpAt: '2026-03-02T09:00:00.000Z' as Instant },
  monitor: { id: 'synthetic-monitoring-officer', role: 'monitoring-officer' },
  keeper: { id: 'synthetic-system-admin', role: 'system-admin' },
  newcomer: { id: 'newcomer', role: 'caseworker' },
} as const satisfies Readonly<Record<string, Actor>>

/** Those who come in as everybody does: by a form, a code, a link, or a password. */
export type Who =
  | keyof typeof PEOPLE
  | 'visitor'
  | 'child'
  | 'adult'
  | 'self'
  | 'thankful'
  | 'complainant'
  | 'answered'
  | 'recorded'
  | 'partner'
  | 'invited'
  | 'admin'
