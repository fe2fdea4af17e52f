/** What the store gives to the runtime, the API and the tests. */
export { openStore, type Store, type StoreConfig } from './store.ts'
export type { Transact } from './commands.ts'
export type { Watch } from './connection.ts'
export type { RecordWithin } from './mail-outbox.ts'
export type * from './case-access.ts'
export type * from './rows.ts'
export type * from './sign-in.ts'
export type * from './unit.ts'
export type * from './reader.ts'
export {
  DUE_BANDS,
  INBOX_ORDERS,
  type DueBand,
  type InboxCounts,
  type InboxFilter,
  type InboxLoad,
  type InboxOrder,
  type InboxTask,
} from './inbox-list.ts'
export type { Page, PageRequest } from './page.ts'
export type { Dialect, Sql } from './sql.ts'
export type { Wake, WorkKind } from './wake.ts'
export type { AuditEntry } from './audit/append.ts'
export { canonicalJson } from './audit/canonical-json.ts'
export { commitmentTo, hashOf, leafOf, ZEROS, type Link } from './audit/chain.ts'
export { makeScheduler, type Lease, type Scheduler, type SchedulerConfig, type WorkHandlers } from './scheduler.ts'
