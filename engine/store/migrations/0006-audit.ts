import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

export const audit: Migration = (dialect) => {
  const { bytes, big, zeros } =
    dialect === 'sqlite'
      ? { bytes: 'blob', big: 'integer', zeros: 'zeroblob(32)' }
      : { bytes: 'bytea', big: 'bigint', zeros: `decode(repeat('00', 32), 'hex')` }
  return [
    `create table audit (
      seq ${big} not null primary key,
      case_id text,
      case_seq integer,
      at text not null,
      actor text not null,
      role text not null,
      on_behalf_of text,
      type text not null,
      element text,
      outcome text,
      body text not null,
      commitment ${bytes} not null,
      prev ${bytes} not null unique,
      case_prev ${bytes} not null,
      leaf ${bytes} not null,
      hash ${bytes} not null,
      unique (case_id, case_seq)
    )`,
    `create index audit_actor on audit (actor, seq)`,
    // Personal content: may be deleted (erasure), never changed. The chain holds without it.
    `create table audit_payload (
      seq ${big} not null primary key,
      salt ${bytes} not null,
      payload text not null
    )`,
    `create table audit_head (
      id integer not null primary key check (id = 1),
      seq ${big} not null,
      hash ${bytes} not null
    )`,
    `insert into audit_head (id, seq, hash) values (1, 0, ${zeros})`,
    ...refuseUpdate(dialect, 'audit'),
    ...refuseDelete(dialect, 'audit'),
    ...refuseUpdate(dialect, 'audit_payload'),
  ]
}
