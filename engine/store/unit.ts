import type { Fact, NewFact } from '../case/fact.ts'
import type { AccessRequestWrites } from './access-requests.ts'
import type { CaseMoveWrites } from './case-moves.ts'
import type { ConformanceWrites } from './conformance.ts'
import type { ExportWrites } from './exports.ts'
import type { FindingWrites } from './findings.ts'
import type { HandoverWrites } from './handover-notes.ts'
import type { ProcedureDraftWrites } from './procedure-drafts.ts'
import type { ScenarioRunWrites } from './scenario-runs.ts'
import type { ReportWrites } from './reports.ts'
import type { RetentionWrites } from './retention.ts'
import type { SampleWrites } from './samples.ts'
import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { AuditEntry } from './audit/append.ts'
import type { AccessWrites } from './case-access.ts'
import type {
  AggregateRow,
  ApiKeyRow,
  CaseRow,
  DefinitionRow,
  EqualityAnswerRow,
  DocumentRow,
  InboxRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  JsonObject,
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
import type { SignInWrites } from './sign-in.ts'

/**
 * One command's view of the database: it reads at once and writes at the end, all of it or nothing.
 *
 * Methods that return nothing are kept until the command's work is done; reading afterwards in the same command sees
 * them. A unit is worthless once its command is over.
 */
export interface Unit
  extends
    CaseMoveWrites,
    ConformanceWrites,
    ExportWrites,
    SignInWrites,
    AccessWrites,
    AccessRequestWrites,
    FindingWrites,
    HandoverWrites,
    ProcedureDraftWrites,
    ScenarioRunWrites,
    ReportWrites,
    RetentionWrites,
    SampleWrites {
  /** The moment of the command: the same for everything it writes. */
  readonly now: Instant

  /** The case, held until the end of the command: no other command changes anything of it meanwhile. */
  lockCase(caseId: string): Promise<CaseRow | undefined>
  insertCase(row: NewCase): void
  /**
   * Stores the row with `expectedVersion + 1`.
   *
   * @throws ConflictError here or at the end of the command, when the case is no longer at `expectedVersion`.
   */
  updateCase(row: CaseRow, expectedVersion: number): void
  /** 1, 2, 3 … within the year, without gaps. */
  nextCaseNumber(year: number): Promise<number>

  people(caseId: string): Promise<readonly PersonRow[]>
  savePerson(row: PersonRow): void
  facts(caseId: string): Promise<readonly Fact[]>
  /** Gives each fact its number; `recordedAt` is `now`. */
  addFacts(caseId: string, facts: readonly NewFact[], by: RecordedBy): Promise<readonly Fact[]>
  /** What the audit trail is to say of each fact that this command has added to the case, in their order. */
  factSeals(caseId: string): readonly FactSeal[]
  /** Takes out what a person said in it; that it was recorded, when and by whom stays. */
  eraseFact(caseId: string, n: number): void

  /** @throws StateDamagedError when a state is not the one that was saved. */
  openInstances(caseId: string): Promise<readonly InstanceRow[]>
  /** @throws StateDamagedError when the state is not the one that was saved. */
  instance(id: string): Promise<InstanceRow | undefined>
  saveInstance(row: InstanceRow): void

  task(id: string): Promise<TaskRow | undefined>
  /** Open ones, in the order in which they were created. */
  openTasks(caseId: string): Promise<readonly TaskRow[]>
  openTask(row: NewTask): void
  /** @throws ConflictError when the task is no longer open, or not at `expectedVersion`; it names the winner. */
  updateTask(id: string, change: TaskChange, expectedVersion?: number): void
  /** @throws ConflictError as `updateTask`. */
  closeTask(id: string, how: TaskClosing, expectedVersion?: number): void

  timer(id: string): Promise<TimerRow | undefined>
  /** Armed ones, in due order. */
  timersOf(caseId: string): Promise<readonly TimerRow[]>
  /** A timer with the same id is armed anew: its earlier moment no longer counts. */
  armTimer(row: NewTimer): void
  /** Nothing happens when it is no longer armed. */
  cancelTimer(id: string): void
  /** It fired; `next` arms it again. @throws ConflictError when it is not armed any more. */
  timerFired(id: string, next?: Instant): void

  job(id: string): Promise<JobRow | undefined>
  /** Those neither done nor cancelled. */
  openJobs(caseId: string): Promise<readonly JobRow[]>
  addJob(row: NewJob): void
  /** @throws ConflictError when `fencing` is not that of the lease in force: somebody else has taken the job over. */
  finishJob(id: string, fencing: number, outcome: JobOutcome): void
  /** Whatever its state; a worker that has it will find its outcome refused. */
  cancelJob(id: string): void
  /** One that waits becomes another step of its diagram. Nothing happens to one that is being done. */
  changeJob(id: string, change: Pick<JobRow, 'element' | 'action' | 'parameters'>): void
  /** A failed job gets its attempts back and is ready now. @throws ConflictError when it has not failed. */
  retryJob(id: string): void

  /** The first message with that key, whether this one or an earlier one: a key is sent once. */
  queueMessage(row: NewOutbox): Promise<OutboxRow>
  /** A message that has neither an address nor a case goes again; nothing happens to others. */
  dropIfToNobody(id: string): void
  /** Held until the end of the command, as a case is. */
  outboxMessage(id: string): Promise<OutboxRow | undefined>
  /** E-mails of the case that are neither sent nor given up, in the order in which they go. */
  unsentMessages(caseId: string): Promise<readonly OutboxRow[]>
  updateMessage(id: string, change: Partial<Omit<OutboxRow, 'id' | 'key' | 'messageId' | 'caseId' | 'n'>>): void

  inboxAdd(row: NewInbox): Promise<{ readonly row: InboxRow; readonly duplicate: boolean }>
  /** Those that wait and have not expired, oldest first. */
  inboxWaiting(caseId: string): Promise<readonly InboxRow[]>
  /** @throws ConflictError when it no longer waits. */
  inboxTake(id: string): void

  incident(id: string): Promise<IncidentRow | undefined>
  openIncidents(caseId: string): Promise<readonly IncidentRow[]>
  raiseIncident(row: NewIncident): void
  /** @throws ConflictError when it is no longer open; it names the winner. */
  resolveIncident(id: string, how: IncidentResolution): void

  /**
   * What was answered to the same request before; undefined the first time. Of two at once the second waits.
   *
   * @throws RefusedError (`idempotency-key-reused`) when the key came with another request.
   */
  idempotent(request: IdempotentRequest): Promise<EarlierAnswer | undefined>
  rememberAnswer(request: IdempotentRequest, answer: EarlierAnswer): void

  /** Nothing happens when the hash is known: the contents are the same. */
  addDefinition(row: DefinitionRow): void
  addProcedure(row: ProcedureRow): void
  setProcedureStatus(id: string, version: number, status: ProcedureRow['status'], effectiveFrom?: LocalDate): void
  procedures(id: string): Promise<readonly ProcedureRow[]>

  /** In the order in which they came. */
  documents(caseId: string): Promise<readonly DocumentRow[]>
  addDocument(row: DocumentRow, content: Buffer): void
  updateDocument(caseId: string, id: string, change: DocumentChange): void

  /** Reads the cases anew for searches; those whose people or words change are read anew without it. */
  indexForSearch(caseIds: readonly string[]): void

  addApiKey(row: ApiKeyRow): void
  revokeApiKey(id: string): void
  user(id: string): Promise<UserRow | undefined>
  /** A new user, or all of one that is there. */
  saveUser(row: UserRow): void

  /** A new draft, or all of one that is there. Drafts whose time has passed go, with their files. */
  savePublicDraft(row: PublicDraftRow): void
  /** With its files. */
  erasePublicDraft(id: string): void
  addPublicDraftFile(row: PublicDraftFileRow): void
  erasePublicDraftFile(draftId: string, n: number): void
  addEqualityAnswer(row: EqualityAnswerRow): void

  /** The last import of a year's figure counts. */
  saveAggregate(row: AggregateRow): void
  saveSetting(row: SettingRow): void

  /** @throws InvalidValueError when `body` is not restricted canonical JSON. */
  audit(entry: AuditEntry): void
}

/** Properties that may be left out: those that may be null, and those that start with a known value. */
type New<Row, Given extends keyof Row = never> = Omit<Row, Optional<Row> | Given> &
  Partial<Pick<Row, Optional<Row> | Given>>
type Optional<Row> = { [K in keyof Row]: null extends Row[K] ? K : never }[keyof Row]

export type NewCase = New<CaseRow, 'version' | 'status' | 'createdAt' | 'factCount' | 'child' | 'restricted'>
export type NewTask = New<TaskRow, 'status' | 'createdAt' | 'version' | 'sortOn'>
export type NewTimer = New<TimerRow, 'firedCount' | 'status' | 'version' | 'attempts'>
export type NewJob = New<JobRow, 'status' | 'attempts' | 'runAt' | 'fencing' | 'createdAt'>
export type NewOutbox = New<
  Omit<OutboxRow, 'n'>,
  | 'messageId'
  | 'status'
  | 'attempts'
  | 'uncertainAttempts'
  | 'nextAt'
  | 'createdAt'
  | 'possibleDuplicate'
  | 'details'
  | 'fencing'
>
export type NewInbox = New<InboxRow, 'status' | 'receivedAt'>
export type NewIncident = New<IncidentRow, 'status' | 'raisedAt'>

export interface FactSeal {
  /** Number of the fact within its case. */
  readonly n: number
  /** See `audit/fact-seal.ts`; hex. */
  readonly seal: string
}

export interface RecordedBy {
  readonly recordedBy: string
  readonly role: string
}

export type DocumentChange = Partial<
  Pick<DocumentRow, 'scan' | 'scannedAt' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawnReason'>
>
export type TaskChange = Partial<
  Pick<
    TaskRow,
    | 'element'
    | 'form'
    | 'assignee'
    | 'candidateTeam'
    | 'dueOn'
    | 'deadlineRule'
    | 'deadlineState'
    | 'deadlineSince'
    | 'deadlineReason'
    | 'sortOn'
    | 'draft'
    | 'role'
    | 'name'
  >
>
export type TaskClosing =
  { readonly status: 'done'; readonly by: string } | { readonly status: 'cancelled'; readonly by?: string }
export type JobOutcome =
  | { readonly status: 'done' | 'cancelled' }
  | { readonly status: 'failed'; readonly error: string }
  | { readonly status: 'ready'; readonly error: string; readonly runAt: Instant }
export interface IncidentResolution {
  readonly status: 'retried' | 'skipped' | 'resolved'
  readonly by: string
  readonly reason?: string
}

export interface IdempotentRequest {
  readonly key: string
  readonly actor: string
  readonly requestHash: string
}
export interface EarlierAnswer {
  readonly status: number
  readonly response: JsonObject
}
