import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** What is signed of the audit trail, with which keys, who holds it elsewhere; and what binds a fact to its row there. */
export const checkpoints: Migration = (dialect) => {
  const { bytes, big } = dialect === 'sqlite' ? { bytes: 'blob', big: 'integer' } : { bytes: 'bytea', big: 'bigint' }
  return [
    `create table audit_checkpoints (
      size ${big} not null primary key,
      root ${bytes} not null,
      note text not null,
      key_id text not null,
      at text not null,
      frontier ${bytes} not null
    )`,
    ...refuseUpdate(dialect, 'audit_checkpoints'),
    ...refuseDelete(dialect, 'audit_checkpoints'),
    `create table audit_keys (
      seq ${big} not null primary key,
      id text not null,
      verifier text not null
    )`,
    ...refuseUpdate(dialect, 'audit_keys'),
    ...refuseDelete(dialect, 'audit_keys'),
    // How each holder was last reached: for the people who look after the service, so it may change.
    `create table audit_holders (
      holder text not null primary key,
      size ${big} not null,
      held_at text,
      tried_at text not null,
      error text
    )`,
    // Goes with what the fact says when that is erased.
    `alter table facts add column salt ${bytes}`,
  ]
}
