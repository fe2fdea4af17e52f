import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

export const cases: Migration = (dialect) => [
  `create table counters (name text not null primary key, value integer not null)`,
  `create table cases (
    id text not null primary key,
    procedure text not null,
    procedure_version integer not null,
    version integer not null,
    status text not null check (status in ('open', 'closed', 'incident')),
    received_on text not null,
    state text not null,
    created_at text not null,
    closed_at text,
    last_told_on text,
    fact_count integer not null
  )`,
  `create index cases_status on cases (status, received_on, id)`,
  `create index cases_procedure on cases (procedure, procedure_version, status)`,
  `create table people (
    case_id text not null references cases (id),
    id text not null,
    role text not null,
    data text not null,
    primary key (case_id, id)
  )`,
  `create table facts (
    case_id text not null references cases (id),
    n integer not null,
    type text not null,
    on_day text not null,
    data text not null,
    recorded_at text not null,
    recorded_by text not null,
    role text not null,
    erased_at text,
    primary key (case_id, n)
  )`,
  // A fact is never changed; what a person said in it may be erased, once, and that shows.
  ...refuseUpdate(
    dialect,
    'facts',
    `new.case_id = old.case_id and new.n = old.n and new.type = old.type and new.on_day = old.on_day and new.recorded_at = old.recorded_at and new.recorded_by = old.recorded_by and new.role = old.role and old.erased_at is null and new.erased_at is not null and new.data = '{}'`,
  ),
  ...refuseDelete(dialect, 'facts'),
]
