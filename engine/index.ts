/** The engine's public face: what handlers/ and api/ may use. */
export { makesCodeOfText, whileCompiling } from './code-from-text.ts'
export * from './errors.ts'
export { type Brand } from './values/brand.ts'
export {
  addDays,
  daysBetween,
  isLocalDate,
  isWeekend,
  localDate,
  weekdayOf,
  type LocalDate,
} from './values/local-date.ts'
export { capital } from './values/capital.ts'
export { dayInWords } from './values/day-in-words.ts'
export { dayOf, fromMillis, instant, startOf, toMillis, ZONE, type Instant } from './values/instant.ts'
export type { Clock, MailOutbox, MailOutcome, MailStatus, MailToSend, Scanner, SecretToFill } from './ports.ts'
export * from './case/index.ts'
export * from './handler.ts'
export type { Incident, Variables, VariableValue, Wait } from './tokens/token-state.ts'
export * from './diagram/index.ts'
/** Two parts have a word of that name: outside, it is the steps of a diagram. */
export { stepsOf } from './diagram/index.ts'
export * from './law/index.ts'
export * from './figures/index.ts'
export {
  decide as decideAccess,
  hasRole,
  isAction as isRight,
  isFresh,
  isOutsider,
  isRole,
  KEY_ROLES,
  mayDo,
  mustBeAllowed,
  OUTSIDE_ROLES,
  ROLES,
  rolesOf,
  rowOf as rightNamed,
  STEP_UP_MINUTES,
  STRANGER,
  SYSTEM,
  teamsOf,
  type Action as Permission,
  type Actor,
  type CaseInView,
  type Decision as AccessDecision,
  type Need,
  type Relation,
  type Role,
  type Standing,
} from './access/index.ts'
export {
  endOf,
  initialState,
  isStuck,
  step,
  waits,
  type Happening,
  type StepResult,
  type Stimulus,
  type TokenState,
} from './tokens/index.ts'
export { makeScheduler, type Lease, type Scheduler } from './store/scheduler.ts'
export {
  DUE_BANDS,
  INBOX_ORDERS,
  BundleFormatError,
  copyDatabase,
  faultsInFile,
  schemaOfFile,
  type SchemaAge,
  openStore,
  readCheckpoint,
  readNoteKey,
  readSigningKey,
  newSigningKey,
  TrailBrokenError,
  verifyBundle,
  verifyTrail,
  verifyTrailOf,
  type AuditHolder,
  type Finding as AuditFinding,
  type FindingKind,
  type NoteKey,
  type SigningKey,
  type StoredCheckpoint,
  type VerifyOptions,
  type VerifyReport,
  type Witness,
  type DueBand,
  type InboxCounts,
  type InboxLoad,
  type InboxOrder,
  type Store,
} from './store/index.ts'
export * from './runtime/index.ts'
export * from './runtime/host/index.ts'
