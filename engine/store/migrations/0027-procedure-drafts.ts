import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/**
 * What versions of procedures were made of, from which day each counts, and what process owners work on: drafts with the
 * files that they change, everything that was done with them, and comments, which belong to the procedure.
 */
export const procedureDrafts: Migration = (dialect) => [
  // Scenarios and usual answers are kept with a version and are no part of its hash: the last of several counts.
  `create table procedure_sources (
    procedure text not null,
    version integer not null,
    n integer not null,
    files text not null,
    kept_at text not null,
    kept_by text not null,
    primary key (procedure, version, n)
  )`,
  `create table procedure_in_force (
    procedure text not null,
    n integer not null,
    version integer not null,
    from_day text not null,
    published_at text not null,
    published_by text not null,
    primary key (procedure, n)
  )`,
  `insert into procedure_in_force
    select id, row_number() over (partition by id order by effective_from, case status when 'active' then 1 else 0 end, version),
      version, effective_from, deployed_at, deployed_by
    from procedures where effective_from is not null and status <> 'draft'`,
  `create table procedure_drafts (
    id text not null primary key,
    procedure text not null,
    title text not null,
    based_on integer not null,
    source_n integer not null,
    revision integer not null,
    state text not null check (state in ('draft', 'approval-asked', 'approved', 'published', 'discarded')),
    lock_holder text,
    lock_until text,
    approval text,
    published_version integer,
    created_by text not null,
    created_at text not null,
    changed_by text not null,
    changed_at text not null
  )`,
  'create index procedure_drafts_of on procedure_drafts (procedure, created_at)',
  `create table procedure_draft_files (
    draft_id text not null,
    path text not null,
    text text,
    primary key (draft_id, path)
  )`,
  `create table procedure_draft_acts (
    draft_id text not null,
    n integer not null,
    kind text not null,
    at text not null,
    actor text not null,
    role text not null,
    words text,
    revision integer not null,
    primary key (draft_id, n)
  )`,
  `create table procedure_comments (
    id text not null primary key,
    procedure text not null,
    draft_id text,
    file text not null,
    element text,
    answer_to text,
    words text not null,
    written_by text not null,
    written_at text not null,
    resolved_by text,
    resolved_at text
  )`,
  'create index procedure_comments_of on procedure_comments (procedure, written_at)',
  ...refuseUpdate(dialect, 'procedure_sources'),
  ...refuseDelete(dialect, 'procedure_sources'),
  ...refuseUpdate(dialect, 'procedure_in_force'),
  ...refuseDelete(dialect, 'procedure_in_force'),
  ...refuseDelete(dialect, 'procedure_drafts'),
  ...refuseUpdate(dialect, 'procedure_draft_acts'),
  ...refuseDelete(dialect, 'procedure_draft_acts'),
  // What somebody wrote stays as it is; a thread is closed and opened again.
  ...refuseUpdate(
    dialect,
    'procedure_comments',
    'new.id = old.id and new.procedure = old.procedure and new.file = old.file and new.words = old.words and new.written_by = old.written_by and new.written_at = old.written_at',
  ),
  ...refuseDelete(dialect, 'procedure_comments'),
]
