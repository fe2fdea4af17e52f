/** What the store gives to the runtime, the API and the tests. */
export { copyDatabase, faultsInFile, schemaOfFile, type SchemaAge } from './backup.ts'
export { openStore, type Store, type StoreConfig } from './store.ts'
export type { Transact } from './commands.ts'
export type { Watch } from './connection.ts'
export type { RecordWithin } from './mail-outbox.ts'
export type * from './case-access.ts'
export type {
  CaseConformanceRow,
  CaseToReplay,
  ConformanceKeeper,
  ConformanceRunRow,
  RunCounts,
} from './conformance.ts'
export type { ExportReads, ExportRow, ExportTakingRow, ExportWrites } from './exports.ts'
export type * from './access-requests.ts'
export type * from './findings.ts'
export type * from './case-moves.ts'
export type * from './live-steps.ts'
export type * from './procedure-drafts.ts'
export type { ScenarioRunRow } from './scenario-runs.ts'
export type * from './rows.ts'
export type * from './samples.ts'
export type * from './sign-in.ts'
export type * from './unit.ts'
export type * from './reader.ts'
export { DUE_BANDS, INBOX_ORDERS, type DueBand, type InboxFilter, type InboxOrder } from './inbox-filter.ts'
export type { InboxCounts, InboxLoad, InboxTask } from './inbox-list.ts'
export type { Page, PageRequest } from './page.ts'
export type { Dialect, Sql } from './sql.ts'
export type { Wake, WorkKind } from './wake.ts'
export type { AuditEntry } from './audit/append.ts'
export { BundleFormatError, verifyBundle } from './audit/verify-bundle.ts'
export { BUNDLE_FORMAT, writeBundle, type BundleOptions } from './audit/write-bundle.ts'
export type { FindingKind, Finding } from './audit/finding.ts'
export { readTrailOf } from './audit/open-trail.ts'
export { NO_WITNESS } from './audit/verify-signed.ts'
export { verifyTrailOf } from './audit/verify-in-threads.ts'
export { verifyTrail, type Verdict, type VerifyOptions, type VerifyReport } from './audit/verify.ts'
export type { Witness } from './audit/check-checkpoints.ts'
export { KEY_CHANGED, KEY_INTRODUCED } from './audit/check-checkpoints.ts'
export { readCheckpoint, signCheckpoint, signKeyChange, type Checkpoint } from './audit/checkpoint.ts'
export {
  newSigningKey,
  privateText,
  readNoteKey,
  readSigningKey,
  type NoteKey,
  type SigningKey,
} from './audit/signed-note.ts'
export type { RowProof } from './audit/prove-row.ts'
export type { CaseTime, Restriction, TrailFilter, TrailPlace, TrailReads, TrailRequest } from './trail-search.ts'
export { AUDIT_KEEPER, TrailBrokenError, type AuditHolder, type AuditKeeper } from './audit/keep-checkpoints.ts'
export type { StoredCheckpoint, StoredKey, TrailReader } from './audit/read-trail.ts'
export * from './audit/merkle.ts'
export { canonicalJson } from './audit/canonical-json.ts'
export { commitmentTo, hashOf, leafOf, ZEROS, type Link } from './audit/chain.ts'
export { makeScheduler, type Lease, type Scheduler, type SchedulerConfig, type WorkHandlers } from './scheduler.ts'
