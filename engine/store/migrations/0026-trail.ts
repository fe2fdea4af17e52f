import type { Migration } from './index.ts'

/** What the auditor's pages look the trail up by: the newest first, of a kind, of a person, of auditors themselves. */
export const trail: Migration = () => [
  `create index audit_at on audit (at, seq)`,
  `create index audit_type on audit (type, at, seq)`,
  // Of one person the kind is looked at in the index, too. It stands for the index on the person alone.
  `create index audit_person on audit (actor, at, seq, type)`,
  `drop index audit_actor`,
  `create index audit_auditors on audit (at, seq) where role = 'auditor'`,
  `create index audit_checkpoints_at on audit_checkpoints (at, size)`,
]
