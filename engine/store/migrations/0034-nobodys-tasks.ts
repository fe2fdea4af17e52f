import type { Migration } from './index.ts'

/**
 * The list of what nobody has, in its order and with its counts. Asked as an expression: of a plain `is null` SQLite makes
 * a search through every pair of the other columns, and sorts what it finds.
 */
export const nobodysTasks: Migration = () => [
  `create index tasks_nobody on tasks (status, sort_on, id, deadline_state, case_id) where status = 'open' and coalesce(assignee, '') = ''`,
  `drop index tasks_sort_unassigned`,
]
