import type { Fact, FactType } from '../case/fact.ts'
import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { AccessReads, Visibility } from './case-access.ts'
import type { AccessRequestReads } from './access-requests.ts'
import type { CaseMoveReads } from './case-moves.ts'
import type { ChangeReads } from './changes.ts'
import type { ExportReads } from './exports.ts'
import type { FindingReads } from './findings.ts'
import type { HandoverReads } from './handover-notes.ts'
import type { ProcedureDraftReads } from './procedure-drafts.ts'
import type { ReportReads } from './reports.ts'
import type { RetentionReads } from './retention.ts'
import type { SampleReads } from './samples.ts'
import type { CaseListFilter } from './case-list.ts'
import type { CourseReads } from './courses.ts'
import type { LiveReads } from './live-steps.ts'
import type { PastCaseReads } from './past-cases.ts'
import type { ScenarioRunReads } from './scenario-runs.ts'
import type { SearchReads } from './case-search.ts'
import type { InboxReader } from './inbox-list.ts'
import type { Page, PageRequest } from './page.ts'
import type {
  AggregateRow,
  ApiKeyRow,
  AuditPayloadRow,
  AuditRow,
  CaseRow,
  DefinitionRow,
  EqualityAnswerRow,
  DocumentRow,
  InboxRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  OutboxRow,
  PersonRow,
  ProcedureRow,
  PublicDraftFileRow,
  PublicDraftRow,
  TaskRow,
  TimerRow,
  UserRow,
} from './rows.ts'
import type { SignInReads } from './sign-in.ts'

export interface WaitingMail {
  readonly count: number
  /** Missing where none waits. */
  readonly since?: Instant
}

/** Reads outside of commands: what was last committed. */
export interface Reader
  extends
    CourseReads,
    LiveReads,
    CaseMoveReads,
    PastCaseReads,
    ChangeReads,
    ExportReads,
    SignInReads,
    AccessReads,
    AccessRequestReads,
    FindingReads,
    HandoverReads,
    ProcedureDraftReads,
    ScenarioRunReads,
    ReportReads,
    RetentionReads,
    SampleReads,
    InboxReader,
    SearchReads {
  case(id: string): Promise<CaseRow | undefined>
  /** The newest first. */
  cases(filter?: CaseFilter & PageRequest): Promise<Page<CaseRow>>
  openCaseCount(): Promise<number>
  /** Cases by status. */
  caseCounts(): Promise<Readonly<Record<CaseRow['status'], number>>>
  people(caseId: string): Promise<readonly PersonRow[]>
  facts(caseId: string): Promise<readonly Fact[]>
  /** Every fact of these cases, case by case, each case's in the order of recording. */
  factsOf(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>>
  /** Facts of these types of all cases, those since corrected included; the earliest day first. */
  factsAcross(filter: FactFilter & PageRequest): Promise<Page<Fact>>
  /** All of a case, ended ones too. @throws StateDamagedError when a state is not the one that was saved. */
  instances(caseId: string): Promise<readonly InstanceRow[]>

  task(id: string): Promise<TaskRow | undefined>
  /** The earliest due first; those without a due day last. */
  tasks(filter?: TaskFilter & PageRequest): Promise<Page<TaskRow>>
  taskCount(filter?: TaskFilter): Promise<number>

  timer(id: string): Promise<TimerRow | undefined>
  /** The earliest due first. */
  timers(filter?: WorkFilter<TimerRow> & PageRequest): Promise<Page<TimerRow>>
  job(id: string): Promise<JobRow | undefined>
  /** The earliest to run first. */
  jobs(filter?: WorkFilter<JobRow> & PageRequest): Promise<Page<JobRow>>
  incident(id: string): Promise<IncidentRow | undefined>
  /** The oldest first. */
  incidents(filter?: WorkFilter<IncidentRow> & PageRequest): Promise<Page<IncidentRow>>
  outboxMessage(id: string): Promise<OutboxRow | undefined>
  /** The oldest first. */
  outbox(filter?: WorkFilter<OutboxRow> & { channel?: OutboxRow['channel'] } & PageRequest): Promise<Page<OutboxRow>>
  /** E-mails that have not gone yet, and since when the oldest of them has waited. */
  waitingMail(): Promise<WaitingMail>
  inbox(caseId: string): Promise<readonly InboxRow[]>

  /**
   * The audit rows of a case, in their order; without a case id, of everything. `commandsOnly`: those of commands that
   * changed a case, and none of readings.
   */
  history(filter: { readonly caseId?: string; readonly commandsOnly?: boolean } & PageRequest): Promise<Page<AuditRow>>
  auditPayload(seq: number): Promise<AuditPayloadRow | undefined>

  definition(hash: string): Promise<DefinitionRow | undefined>
  /** Without a version, the active one that counts on that day. */
  procedure(id: string, version: number): Promise<ProcedureRow | undefined>
  /** Every version of every procedure. */
  procedures(): Promise<readonly ProcedureRow[]>
  apiKeyByHash(hash: string): Promise<ApiKeyRow | undefined>
  apiKeys(): Promise<readonly ApiKeyRow[]>
  user(id: string): Promise<UserRow | undefined>
  /** Those with these ids who are there. */
  usersNamed(ids: readonly string[]): Promise<readonly UserRow[]>
  /** In the order of their names. */
  users(filter?: { readonly status?: UserRow['status']; readonly caseId?: string }): Promise<readonly UserRow[]>

  /** In the order in which they came. */
  documents(caseId: string): Promise<readonly DocumentRow[]>
  /** Undefined when there is no such document, or what it held has been erased. */
  documentContent(caseId: string, id: string): Promise<Buffer | undefined>
  /** Those that no scanner has looked at to the end, the oldest first. */
  documentsToScan(limit: number): Promise<readonly DocumentRow[]>
  /** The lines of the audit trail that say who opened a document, in their order. */
  documentOpenings(caseId: string, id: string): Promise<readonly AuditRow[]>

  publicDraft(id: string): Promise<PublicDraftRow | undefined>
  /** In the order in which they were added. */
  publicDraftFiles(draftId: string): Promise<readonly PublicDraftFileRow[]>
  /** `from`, `to`: first and last month, `2026-11`. */
  equalityAnswers(months: { readonly from: string; readonly to: string }): Promise<readonly EqualityAnswerRow[]>

  /** Figures that came from outside; of one year, or of all. */
  aggregates(year?: string): Promise<readonly AggregateRow[]>
  /** What holds for the whole database; undefined where nobody has said. */
  setting(name: string): Promise<string | undefined>

  /** The moment at which the next timer, job or message is due; undefined when nothing waits. */
  nextDue(): Promise<Instant | undefined>
}

export interface CaseFilter {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly procedure?: string
  readonly procedureVersion?: number
  readonly status?: CaseRow['status']
  /** What lists on pages are narrowed by besides. */
  readonly narrowed?: { readonly to: CaseListFilter; readonly today: LocalDate }
}

export interface FactFilter {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly types: readonly FactType[]
  /** First and last day. */
  readonly from?: LocalDate
  readonly to?: LocalDate
}

export interface TaskFilter {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly assignee?: string
  /** Nobody has claimed it. */
  readonly unassigned?: boolean
  readonly role?: string
  /** Any of these. */
  readonly roles?: readonly string[]
  readonly team?: string
  readonly caseId?: string
  readonly procedure?: string
  /** Due on or before that day. */
  readonly dueBy?: LocalDate
  /** Open ones when left out. */
  readonly status?: TaskRow['status']
}

export interface WorkFilter<Row extends { readonly status: string }> {
  /** Left out, every case is shown: only what Redress does by itself may leave it out. */
  readonly visibleTo?: Visibility
  readonly caseId?: string
  readonly status?: Row['status']
}
