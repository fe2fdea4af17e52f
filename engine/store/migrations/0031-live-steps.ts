import { partOf } from '../part-of.ts'
import type { Migration } from './index.ts'

/** Where the open cases are, counted without reading a row: the open tasks by their step, and the parts that run. */
export const liveSteps: Migration = (dialect) => [
  `create index tasks_steps on tasks (procedure, procedure_version, element, case_id, sort_on) where status = 'open'`,
  `create index instances_running on instances (process_id, case_id) where ended = 0`,
  `create index instances_parts on instances ((${partOf(dialect)}), case_id) where ended = 0`,
]
