import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** What was asked to be taken out of the database as a file; the audit trail says why, and each time that it was taken. */
export const exports: Migration = (dialect) => {
  const big = dialect === 'sqlite' ? 'integer' : 'bigint'
  return [
    `create table exports (
      id text not null primary key,
      format text not null,
      selection text not null,
      named integer not null,
      pseudonyms_of text not null,
      up_to_row ${big} not null,
      asked_at text not null,
      asked_by text not null,
      asked_role text not null,
      approval text
    )`,
    'create index exports_asked on exports (asked_at, id)',
    `create table export_takings (
      export_id text not null,
      n integer not null,
      at text not null,
      taken_by text not null,
      cases integer not null,
      events integer not null,
      bytes ${big} not null,
      sha256 text not null,
      primary key (export_id, n)
    )`,
    // What is taken later must be what was asked for, and approved, then.
    ...refuseUpdate(dialect, 'exports'),
    ...refuseDelete(dialect, 'exports'),
    ...refuseUpdate(dialect, 'export_takings'),
    ...refuseDelete(dialect, 'export_takings'),
  ]
}
