import type { Permission } from '../../engine/index.ts'

/** Where people go, in the order in which it stands at the top of each page, for those whose role has it. */
export const NAVIGATION: readonly {
  readonly text: string
  readonly href: string
  /** Pages whose address begins so belong to it. */
  readonly under: string
  readonly permission: Permission
  /** Those who have this besides go elsewhere for it. */
  readonly unless?: Permission
}[] = [
  { text: 'My work', href: '/tasks/mine', under: '/tasks', permission: 'work-tasks' },
  { text: 'Team', href: '/team/workload', under: '/team', permission: 'work-tasks' },
  { text: 'Cases', href: '/cases', under: '/cases', permission: 'read-cases' },
  { text: 'Record new', href: '/record', under: '/record', permission: 'submit-complaint' },
  { text: 'Letters', href: '/letters', under: '/letters', permission: 'print-letters' },
  { text: 'Approvals', href: '/approvals', under: '/approvals', permission: 'approve' },
  { text: 'Approvals', href: '/approvals/mine', under: '/approvals', permission: 'propose', unless: 'approve' },
  { text: 'Learning', href: '/learning', under: '/learning', permission: 'read-learning' },
  { text: 'Procedures', href: '/procedures', under: '/procedures', permission: 'read-procedures' },
  { text: 'Personal data', href: '/records/requests', under: '/records', permission: 'answer-access-request' },
  { text: 'Audit', href: '/audit', under: '/audit', permission: 'read-compliance' },
  {
    text: 'Reports',
    href: '/audit/report',
    under: '/audit/report',
    permission: 'read-report',
    unless: 'read-compliance',
  },
  { text: 'Users', href: '/admin/users', under: '/admin', permission: 'manage-users' },
]
