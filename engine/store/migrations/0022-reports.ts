import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** Frozen reports, and what is written beside the figures of a report before it is frozen. Neither ever changes. */
export const reports: Migration = (dialect) => [
  `create table report_snapshots (
    id text not null primary key,
    kind text not null,
    from_day text not null,
    to_day text not null,
    as_at text not null,
    content text not null,
    internal_html text not null,
    public_html text not null,
    frozen_at text not null,
    frozen_by text not null
  )`,
  ...refuseUpdate(dialect, 'report_snapshots'),
  ...refuseDelete(dialect, 'report_snapshots'),
  // The newest text of a box counts; those before it stay.
  `create table report_narratives (
    kind text not null,
    from_day text not null,
    to_day text not null,
    box text not null,
    n integer not null,
    text text not null,
    written_at text not null,
    written_by text not null,
    primary key (kind, from_day, to_day, box, n)
  )`,
  ...refuseUpdate(dialect, 'report_narratives'),
  ...refuseDelete(dialect, 'report_narratives'),
]
