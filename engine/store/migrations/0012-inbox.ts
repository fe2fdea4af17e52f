import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** What lists of tasks show, sort and filter by, so that one statement on an index reads a page of them. */
export const inbox: Migration = (dialect) => [
  `alter table cases add column stage text`,
  `alter table cases add column initials text`,
  `alter table cases add column adjustments text`,
  `alter table cases add column child integer not null default 0`,
  dialect === 'sqlite'
    ? `update cases set stage = json_extract(state, '$.stage')`
    : `update cases set stage = state::jsonb ->> 'stage'`,
  dialect === 'sqlite'
    ? `update cases set child = 1 where id in (select case_id from facts where type = 'complaint-received' and json_extract(data, '$.byChild'))`
    : `update cases set child = 1 where id in (select case_id from facts where type = 'complaint-received' and data::jsonb ->> 'byChild' = 'true')`,
  // All that a filter asks of a case, so that none of its rows has to be read
  `create index cases_list on cases (id, procedure, procedure_version, stage, child, adjustments, received_on, last_told_on)`,

  `alter table tasks add column sort_on text not null default '9999-12-31'`,
  `alter table tasks add column deadline_state text`,
  `alter table tasks add column deadline_since text`,
  `alter table tasks add column deadline_reason text`,
  `update tasks set sort_on = coalesce(due_on, '9999-12-31')`,
  `create index tasks_sort on tasks (status, sort_on, id, deadline_state, assignee, role, candidate_team, case_id)`,
  `create index tasks_sort_assignee on tasks (assignee, status, sort_on, id, deadline_state, case_id) where assignee is not null`,
  `create index tasks_sort_unassigned on tasks (status, sort_on, id, deadline_state, role, case_id) where assignee is null`,

  // What was left behind when somebody handed their work over: a note on each case, never changed
  `create table handover_notes (
    case_id text not null references cases (id),
    n integer not null,
    from_user text not null,
    to_user text not null,
    note text not null,
    at text not null,
    by_user text not null,
    primary key (case_id, n)
  )`,
  ...refuseUpdate(dialect, 'handover_notes'),
  ...refuseDelete(dialect, 'handover_notes'),
]
