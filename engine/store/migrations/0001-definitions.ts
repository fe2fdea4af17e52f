import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

export const definitions: Migration = (dialect) => [
  `create table definitions (
    hash text not null primary key,
    procedure text not null,
    process_id text not null,
    file text not null,
    xml text not null,
    model text,
    layout_hash text not null,
    deployed_at text not null,
    deployed_by text not null
  )`,
  `create index definitions_process on definitions (process_id)`,
  `create table procedures (
    id text not null,
    version integer not null,
    title text not null,
    hash text not null,
    files text not null,
    effective_from text,
    status text not null check (status in ('draft', 'active', 'retired')),
    deployed_at text not null,
    deployed_by text not null,
    primary key (id, version),
    unique (id, hash)
  )`,
  ...refuseUpdate(dialect, 'definitions'),
  ...refuseDelete(dialect, 'definitions'),
  // Only the status of a version changes, and the day from which it counts.
  ...refuseUpdate(
    dialect,
    'procedures',
    'new.id = old.id and new.version = old.version and new.title = old.title and new.hash = old.hash and new.files = old.files and new.deployed_at = old.deployed_at and new.deployed_by = old.deployed_by',
  ),
  ...refuseDelete(dialect, 'procedures'),
]
