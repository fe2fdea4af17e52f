import type { Migration } from './index.ts'

/** Who is what to which case, for lists and for each question; which cases are restricted; what waits for a second person. */
export const caseAccess: Migration = () => [
  `create table case_access (
    case_id text not null references cases (id),
    who text not null,
    relation text not null,
    part text not null,
    until_at text,
    primary key (case_id, who, relation, part)
  )`,
  `create index case_access_who on case_access (who, relation, case_id, until_at)`,
  `create index case_access_subjects on case_access (who, case_id) where relation = 'subject'`,
  `alter table cases add column restricted integer not null default 0`,
  `create index cases_restricted on cases (id) where restricted = 1`,
  `create index users_line_manager on users (line_manager) where line_manager is not null`,
  `create table approvals (
    id text not null primary key,
    action text not null,
    case_id text,
    about text not null,
    request text not null,
    reason text not null,
    status text not null check (status in ('proposed', 'approved', 'refused')),
    proposed_by text not null,
    proposed_role text not null,
    proposed_at text not null,
    decided_by text,
    decided_at text
  )`,
  `create index approvals_open on approvals (status, proposed_at, id)`,
  `create unique index approvals_once on approvals (action, about, proposed_by) where status = 'proposed'`,
]
