import { NotPermittedError } from '../errors.ts'

/** Who asks: a person or a program with a key, or Redress itself (timers, jobs). */
export interface Actor {
  readonly id: string
  readonly role: Role
}

/** Roles a key can hold. The procedure's own roles, and those that run the service. */
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
  'panel-clerk',
  'ombudsman-link-officer',
  'service-manager',
  'responsible-person',
  'corporate-manager',
  'corporate-reviewer',
  'principal-social-worker',
  'monitoring-officer',
  'finance-officer',
  'process-owner',
  'auditor',
  'system-admin',
  'system',
] as const

/** `partner`: a body outside, through a signed link to one complaint. No key holds that role. */
export type Role = (typeof ROLES)[number] | 'partner'

export type Action =
  | 'submit-complaint'
  | 'read-cases'
  | 'read-history'
  | 'work-tasks'
  | 'print-letters'
  | 'assign-tasks'
  | 'record-facts'
  | 'change-clocks'
  | 'move-tokens'
  | 'cancel-case'
  | 'read-procedures'
  | 'deploy-procedures'
  | 'activate-procedures'
  | 'read-operations'
  | 'read-learning'
  | 'retry-incidents'
  | 'skip-incidents'
  | 'set-clock'

const CASEWORK: readonly Role[] = ['caseworker', 'complaints-manager']
const TASK_ROLES: readonly Role[] = [
  ...CASEWORK,
  'responding-manager',
  'senior-manager',
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'director',
  'panel-chair',
  'panel-clerk',
  'ombudsman-link-officer',
  'service-manager',
  'responsible-person',
  'corporate-manager',
  'corporate-reviewer',
  'principal-social-worker',
  'monitoring-officer',
  'finance-officer',
]
const EVERYONE: readonly Role[] = ROLES

/** Who may do what. What is not listed is denied. */
const PERMITTED: Readonly<Record<Action, readonly Role[]>> = {
  'submit-complaint': ['intake', ...CASEWORK, 'responding-manager'],
  'read-cases': [...TASK_ROLES, 'auditor'],
  'read-history': ['complaints-manager', 'auditor'],
  'work-tasks': TASK_ROLES,
  'assign-tasks': CASEWORK,
  'print-letters': CASEWORK,
  'record-facts': TASK_ROLES,
  'change-clocks': [...CASEWORK, 'responding-manager'],
  'move-tokens': ['complaints-manager'],
  'cancel-case': ['complaints-manager'],
  'read-procedures': EVERYONE,
  'deploy-procedures': ['process-owner', 'system-admin', 'system'],
  'activate-procedures': ['complaints-manager', 'system-admin', 'system'],
  'read-operations': ['complaints-manager', 'system-admin', 'auditor'],
  // What complaints taught and what they cost, across cases; the panel's chair and those who answer for it
  'read-learning': [
    ...CASEWORK,
    'senior-manager',
    'director',
    'responsible-person',
    'principal-social-worker',
    'finance-officer',
    'auditor',
  ],
  'retry-incidents': ['complaints-manager', 'system-admin'],
  'skip-incidents': ['complaints-manager'],
  'set-clock': ['system-admin'],
}

/** What Redress does by itself. */
export const SYSTEM: Actor = { id: 'system', role: 'system' }

export function mayDo(actor: Actor, action: Action): boolean {
  return PERMITTED[action].includes(actor.role)
}

/** @throws NotPermittedError naming the role and the action. */
export function mustBeAllowed(actor: Actor, action: Action): void {
  if (!mayDo(actor, action)) throw new NotPermittedError(`The role ${actor.role} may not ${action.replace('-', ' ')}`)
}

/**
 * Whether the actor may work a task of that role: the role itself, and the complaints manager for any.
 *
 * Which *person* may (separation of duties on one case) is decided from the case's facts, not here.
 */
export function mayWorkTaskOf(actor: Actor, role: string): boolean {
  return mayDo(actor, 'work-tasks') && (actor.role === role || actor.role === 'complaints-manager')
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}
