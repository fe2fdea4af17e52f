import type {
  AggregateRow,
  ApiKeyRow,
  AuditPayloadRow,
  AuditRow,
  CaseRow,
  DefinitionRow,
  EqualityAnswerRow,
  DocumentContentRow,
  DocumentRow,
  FactRow,
  IdempotencyRow,
  InboxRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  OutboxRow,
  PersonRow,
  ProcedureRow,
  PublicDraftFileRow,
  PublicDraftRow,
  SettingRow,
  TaskRow,
  TimerRow,
  UserRow,
} from './rows.ts'
import { defineTable } from './table.ts'

/*
 * Each table's columns and how they are kept. The migrations make the tables; this says how rows are read and written.
 * Over 300 lines: the one list of them.
 */

/** A diagram as it is stored: with a seal over all that is kept of it; null where an earlier release wrote it. */
export interface SealedDefinition extends DefinitionRow {
  readonly seal: string | null
}

export const DEFINITIONS = defineTable<SealedDefinition>('definitions', ['hash'], {
  hash: 'text',
  procedure: 'text',
  processId: 'text',
  file: 'text',
  xml: 'text',
  model: 'json',
  layoutHash: 'text',
  deployedAt: 'text',
  deployedBy: 'text',
  seal: 'text',
})

const PROCEDURE = {
  id: 'text',
  version: 'integer',
  title: 'text',
  hash: 'text',
  files: 'json',
  effectiveFrom: 'text',
  status: 'text',
  deployedAt: 'text',
  deployedBy: 'text',
} as const

/** A version as it is stored, with its seal. */
export interface SealedProcedure extends ProcedureRow {
  readonly seal: string | null
}

export const PROCEDURES = defineTable<ProcedureRow>('procedures', ['id', 'version'], PROCEDURE)
export const SEALED_PROCEDURES = defineTable<SealedProcedure>('procedures', ['id', 'version'], {
  ...PROCEDURE,
  seal: 'text',
})

export const CASES = defineTable<CaseRow>('cases', ['id'], {
  id: 'text',
  procedure: 'text',
  procedureVersion: 'integer',
  version: 'integer',
  status: 'text',
  receivedOn: 'text',
  state: 'json',
  createdAt: 'text',
  closedAt: 'text',
  lastToldOn: 'text',
  factCount: 'integer',
  restricted: 'flag',
  stage: 'text',
  initials: 'text',
  adjustments: 'text',
  child: 'flag',
})

export const PEOPLE = defineTable<PersonRow>('people', ['caseId', 'id'], {
  caseId: 'text',
  id: 'text',
  role: 'text',
  data: 'json',
})

export const FACTS = defineTable<FactRow>('facts', ['caseId', 'n'], {
  caseId: 'text',
  n: 'integer',
  type: 'text',
  onDay: 'text',
  data: 'json',
  recordedAt: 'text',
  recordedBy: 'text',
  role: 'text',
  erasedAt: 'text',
})

/** A fact as it is written: with what its line in the audit trail is salted with. */
export interface SealedFact extends FactRow {
  readonly salt: Buffer | null
}

export const SEALED_FACTS = defineTable<SealedFact>('facts', ['caseId', 'n'], {
  caseId: 'text',
  n: 'integer',
  type: 'text',
  onDay: 'text',
  data: 'json',
  recordedAt: 'text',
  recordedBy: 'text',
  role: 'text',
  erasedAt: 'text',
  salt: 'bytes',
})

/** An instance as it is stored: with the hash that its state must have. */
export interface StoredInstance extends InstanceRow {
  readonly stateHash: string
}

export const INSTANCES = defineTable<StoredInstance>('instances', ['id'], {
  id: 'text',
  caseId: 'text',
  parentId: 'text',
  parentWait: 'text',
  definitionHash: 'text',
  processId: 'text',
  state: 'text',
  stateHash: 'text',
  ended: 'flag',
  seq: 'integer',
})

export const TASKS = defineTable<TaskRow>('tasks', ['id'], {
  id: 'text',
  caseId: 'text',
  instanceId: 'text',
  waitId: 'text',
  element: 'text',
  name: 'text',
  role: 'text',
  form: 'text',
  assignee: 'text',
  candidateTeam: 'text',
  status: 'text',
  dueOn: 'text',
  deadlineRule: 'text',
  sortOn: 'text',
  deadlineState: 'text',
  deadlineSince: 'text',
  deadlineReason: 'text',
  createdAt: 'text',
  completedAt: 'text',
  completedBy: 'text',
  draft: 'json',
  version: 'integer',
})

export const TIMERS = defineTable<TimerRow>('timers', ['id'], {
  id: 'text',
  caseId: 'text',
  instanceId: 'text',
  waitId: 'text',
  element: 'text',
  kind: 'text',
  binding: 'json',
  dueAt: 'text',
  firedCount: 'integer',
  status: 'text',
  version: 'integer',
  attempts: 'integer',
  retryAt: 'text',
  lastError: 'text',
})

export const JOBS = defineTable<JobRow>('jobs', ['id'], {
  id: 'text',
  caseId: 'text',
  instanceId: 'text',
  waitId: 'text',
  element: 'text',
  action: 'text',
  parameters: 'json',
  status: 'text',
  attempts: 'integer',
  runAt: 'text',
  leaseOwner: 'text',
  leaseUntil: 'text',
  fencing: 'integer',
  lastError: 'text',
  createdAt: 'text',
})

export const OUTBOX = defineTable<OutboxRow>('outbox', ['id'], {
  id: 'text',
  n: 'integer',
  caseId: 'text',
  key: 'text',
  channel: 'text',
  toAddress: 'text',
  subject: 'text',
  body: 'text',
  messageId: 'text',
  status: 'text',
  attempts: 'integer',
  uncertainAttempts: 'integer',
  nextAt: 'text',
  lastReply: 'text',
  createdAt: 'text',
  sentAt: 'text',
  possibleDuplicate: 'flag',
  details: 'json',
  leaseOwner: 'text',
  leaseUntil: 'text',
  fencing: 'integer',
})

export const INBOX = defineTable<InboxRow>('inbox', ['id'], {
  id: 'text',
  caseId: 'text',
  name: 'text',
  correlation: 'text',
  data: 'json',
  status: 'text',
  receivedAt: 'text',
  expiresAt: 'text',
  takenAt: 'text',
  dedupeKey: 'text',
})

export const INCIDENTS = defineTable<IncidentRow>('incidents', ['id'], {
  id: 'text',
  caseId: 'text',
  instanceId: 'text',
  waitId: 'text',
  jobId: 'text',
  element: 'text',
  code: 'text',
  message: 'text',
  status: 'text',
  raisedAt: 'text',
  resolvedAt: 'text',
  resolvedBy: 'text',
  reason: 'text',
})

export const IDEMPOTENCY = defineTable<IdempotencyRow>('idempotency', ['actor', 'key'], {
  key: 'text',
  actor: 'text',
  requestHash: 'text',
  status: 'integer',
  response: 'json',
  at: 'text',
})

export const API_KEYS = defineTable<ApiKeyRow>('api_keys', ['id'], {
  id: 'text',
  hash: 'text',
  role: 'text',
  name: 'text',
  createdAt: 'text',
  revokedAt: 'text',
})

export const DOCUMENTS = defineTable<DocumentRow>('documents', ['caseId', 'id'], {
  caseId: 'text',
  id: 'text',
  kind: 'text',
  title: 'text',
  fileName: 'text',
  mediaType: 'text',
  size: 'integer',
  sha256: 'text',
  hiddenDetails: 'flag',
  receivedOn: 'text',
  receivedFrom: 'text',
  uploadedBy: 'text',
  uploadedAt: 'text',
  scan: 'text',
  scannedAt: 'text',
  redactedOf: 'text',
  taskId: 'text',
  withdrawnAt: 'text',
  withdrawnBy: 'text',
  withdrawnReason: 'text',
})

export const DOCUMENT_CONTENTS = defineTable<DocumentContentRow>('document_contents', ['caseId', 'id'], {
  caseId: 'text',
  id: 'text',
  content: 'bytes',
})

export const USERS = defineTable<UserRow>('users', ['id'], {
  id: 'text',
  name: 'text',
  email: 'text',
  roles: 'json',
  teams: 'json',
  status: 'text',
  lineManager: 'text',
  delegate: 'text',
  delegateFrom: 'text',
  delegateUntil: 'text',
  absentFrom: 'text',
  absentUntil: 'text',
  weeklyHours: 'integer',
  caseId: 'text',
  passwordHash: 'text',
  subject: 'text',
  totpSecret: 'text',
  version: 'integer',
  createdAt: 'text',
  createdBy: 'text',
})

export const AGGREGATES = defineTable<AggregateRow>('aggregates', ['year', 'figure'], {
  year: 'text',
  figure: 'text',
  value: 'integer',
  source: 'text',
  importedAt: 'text',
  importedBy: 'text',
})

export const PUBLIC_DRAFTS = defineTable<PublicDraftRow>('public_drafts', ['id'], {
  id: 'text',
  content: 'bytes',
  expiresAt: 'text',
})

export const PUBLIC_DRAFT_FILES = defineTable<PublicDraftFileRow>('public_draft_files', ['draftId', 'n'], {
  draftId: 'text',
  n: 'integer',
  content: 'bytes',
})

export const EQUALITY_ANSWERS = defineTable<EqualityAnswerRow>('equality_answers', ['id'], {
  id: 'text',
  month: 'text',
  area: 'text',
  answers: 'json',
})

export const SETTINGS = defineTable<SettingRow>('settings', ['name'], { name: 'text', value: 'text' })

export const AUDIT = defineTable<AuditRow>('audit', ['seq'], {
  seq: 'integer',
  caseId: 'text',
  caseSeq: 'integer',
  at: 'text',
  actor: 'text',
  role: 'text',
  onBehalfOf: 'text',
  type: 'text',
  element: 'text',
  outcome: 'text',
  body: 'text',
  commitment: 'bytes',
  prev: 'bytes',
  casePrev: 'bytes',
  leaf: 'bytes',
  hash: 'bytes',
})

export const AUDIT_PAYLOAD = defineTable<AuditPayloadRow>('audit_payload', ['seq'], {
  seq: 'integer',
  salt: 'bytes',
  payload: 'text',
})
