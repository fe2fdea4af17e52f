/** Running cases: commands, what can be read, and what a running service is made of. */
/* Over 300 lines: the one list of all of them. */
export { canDo, onlyVisible, visibleTo } from './access.ts'
export type { Changed } from './change-case.ts'
export { assignTask, claimTask, releaseTask } from './commands/assign-task.ts'
export {
  auditOrigin,
  changeAuditKey,
  checkpointMailboxes,
  mailCheckpoint,
  noteHolder,
  signTrail,
  type CheckpointMailbox,
} from './commands/audit-checkpoints.ts'
export {
  auditBundle,
  auditCheckpoints,
  auditVerified,
  signedDays,
  signedNote,
  type AuditCheckpoints,
  type CheckpointView,
  type SignedDays,
  type VerifyAsked,
} from './queries/audit.ts'
export { replayCases, replayNightly, type ReplayAsked, type ReplayReport } from './commands/replay-cases.ts'
export { conformanceOverview, type ConformanceOverview, type ConformanceRun } from './queries/conformance.ts'
export {
  caseReplay,
  type CaseReplay,
  type Intervention,
  type ReplayStep,
  type ToldElement,
  type TouchedElement,
} from './queries/case-replay.ts'
export {
  comparableVersions,
  compareDraft,
  compareVersions,
  type Compared,
  type DrawnComparison,
  type ProcedureComparison,
} from './queries/comparison.ts'
export { caseConformance, type CaseConformanceNow, type ConstraintView } from './queries/case-conformance.ts'
export type { PlacedDeviation } from './replay/conformance.ts'
export {
  ACCESS_KINDS,
  accessReview,
  type AccessAsked,
  type AccessKind,
  type AccessLine,
  type AccessReview,
} from './trail/access-review.ts'
export { searchTrail, trailChoices, type TrailAsked, type TrailLine, type TrailPage } from './trail/search-trail.ts'
export { trailRow, type TrailRowView } from './trail/trail-row.ts'
export { lastVerification, readVerification, verifyAndTell, type Verification } from './trail/verifications.ts'
export { bulkTasks, MOST_AT_ONCE, type BulkResult, type BulkTasks } from './commands/bulk-tasks.ts'
export { APPOINTED, handOver, type HandOver, type HandOverItem } from './commands/hand-over.ts'
export { takeNextTask, type NextBecause, type TakenTask } from './commands/next-task.ts'
export { setAbsence, type Absence, type SetAbsence } from './commands/set-absence.ts'
export { answerByLink, partnerQuestions, type PartnerQuestions } from './commands/answer-by-link.ts'
export { COMMAND_LINE, decideRoles, listRoleGrants, requestRoles, type RoleGrantView } from './commands/grant-roles.ts'
export {
  changeOwnPassword,
  changeUser,
  createUser,
  knownRoles,
  ROLES_OF_STEPS,
  setPasswordHash,
  setUserStatus,
  STAFF_ROLES,
  takeRoles,
  type NewUser,
  type UserDetails,
} from './commands/users.ts'
export {
  beginSignIn,
  beginTotp,
  recordSignIn,
  recordSignInRefused,
  recordSignOut,
  totpSecretOf,
  useTotp,
  type SignInTry,
  type SignInWay,
} from './commands/sign-in.ts'
export { userFromProvider, type ProvidedUser } from './commands/provider-user.ts'
export type { SessionRow, UserRow } from '../store/index.ts'
export {
  acceptInvitation,
  INVITED_ROLES,
  inviteOutsider,
  listInvitations,
  readInvitation,
  revokeInvitation,
  type InvitationView,
  type InvitedRole,
} from './commands/invitations.ts'
export { listUsers, readUser, type UserView } from './queries/users.ts'
export { invitationIn, SECRET, secretText } from './secrets.ts'
export { openCase, type OpenCase } from './commands/open-case.ts'
export { declareConflict, liftRestriction, restrictCase, type RestrictCase } from './commands/restrict-case.ts'
export {
  caseIncidents,
  glassUntil,
  mayAsk,
  wayIn,
  whoSees,
  type CaseIncident,
  type WhoSees,
} from './queries/case-access.ts'
export { approve, proposeCancel, proposeSkip } from './commands/approve.ts'
export {
  approvalsWaiting,
  listApprovals,
  ownProposals,
  propose,
  readApproval,
  refuseApproval,
  type ApprovalView,
  type Proposal,
} from './commands/approvals.ts'
export { backupMoment, BACKUP_TAKEN, holdRestoredMail, noteBackup, type HeldMail } from './commands/backups.ts'
export { cancelCase } from './commands/cancel-case.ts'
export * from './compliance/index.ts'
export { breakGlass, giveReason, OPEN_MINUTES, type OpenedAccess } from './commands/open-access.ts'
export * from './draft-parts/index.ts'
export * from './drafts/index.ts'
export * from './migration/index.ts'
export * from './live/index.ts'
export { moveToken, proposeMove, type MovedToStep, type MoveToken } from './commands/move-token.ts'
export * from './export/index.ts'
export * from './records/index.ts'
export { fillAccess } from './fill-access.ts'
export { extendClock, holdClock, releaseClock, type ChangeClock, type ExtendClock } from './commands/change-clock.ts'
export { completeTask, type CompleteTask } from './commands/complete-task.ts'
export { correlateMessage, type CorrelateMessage } from './commands/correlate-message.ts'
export {
  activateProcedure,
  deployedFrom,
  deployProcedure,
  DiagramRefusedError,
  type Deployed,
} from './commands/deploy-procedure.ts'
export { importAggregates, type Aggregates } from './commands/import-aggregates.ts'
export {
  addDocument,
  addRedactedTwin,
  recordScan,
  withdrawDocument,
  type AddDocument,
  type ScanResult,
} from './commands/documents.ts'
export { scanDocuments } from './commands/scan-documents.ts'
export { fireTimer } from './commands/fire-timer.ts'
export { raiseJobIncident, raiseMailIncident, raiseTimerIncident } from './commands/raise-incident.ts'
export { retryIncident, skipIncident, type SkipIncident } from './commands/incidents.ts'
export { checkCode, sendCode, type CodeChannel, type CodeHolder } from './commands/one-time-code.ts'
export { addPerson, recordFacts } from './commands/record-fact.ts'
export { MAIL_GIVEN_UP, mailOf, recordPrinted } from './commands/record-sent.ts'
export { runJob } from './commands/run-job.ts'
export { saveTaskDraft, type SaveDraft, type SavedDraft } from './commands/save-draft.ts'
export { recordReturned } from './commands/record-returned.ts'
export { linkCases, undoLink, type LinkCases, type UndoLink } from './commands/link-cases.ts'
export { sendBack, type SendBack } from './commands/send-back.ts'
export { submitIntake, type IntakeReceipt } from './commands/submit-intake.ts'
export { submitComplaint, type SubmitComplaint } from './commands/submit-complaint.ts'
export { makeForm, type FormSchema, type UncheckedFact } from './form.ts'
export * from './intake/index.ts'
export * from './own/index.ts'
export * from './public/index.ts'
export { linkStanding, type LinkStanding, type PartnerLinkClaim } from './partner-link.ts'
export { makeProcedureCache, type LoadedProcedure, type ProcedureCache } from './procedures.ts'
export type { CaseAction, CaseActionDoes, StepBack } from './queries/case-action.ts'
export { previewFacts } from './queries/preview-facts.ts'
export { previewExtension, type ExtensionPreview } from './queries/preview-extension.ts'
export { actionsOf, caseForm } from './queries/case-actions.ts'
export {
  deadlineLines,
  deadlinesKept,
  KEPT_STATES,
  type DeadlineCount,
  type DeadlineLinesAsked,
  type DeadlinesAsked,
  type DeadlinesKept,
  type KeptDeadline,
  type KeptState,
  type ReasonCount,
} from './queries/deadlines-kept.ts'
export { caseClosing, type CaseClosing, type ClosingCheck, type ClosingCheckId } from './queries/closing.ts'
export { caseNow, caseNowAndActions, casePage, type CaseNow, type CasePage } from './queries/case-page.ts'
export type { NextStep, StageTask, StageWork } from './queries/case-work-list.ts'
export { caseClocks, caseView, listCases, position, readFacts, readHistory, readPeople } from './queries/cases.ts'
export {
  findCases,
  indexOldCases,
  listOfCases,
  searchCases,
  whichOf,
  type CaseLine,
  type CaseListAsked,
  type FoundCase,
  type FoundReferences,
  type SearchFor,
  type SearchResult,
} from './queries/search.ts'
export { CASE_ORDERS, type CaseOrder } from '../store/case-list.ts'
export type { FoundBy } from '../store/case-search.ts'
export {
  documentPage,
  documentsPage,
  documentView,
  listDocuments,
  openDocument,
  type DocumentView,
} from './queries/documents.ts'
export {
  learningAgenda,
  learningOverview,
  quarterDays,
  type LearningOverview,
  type LearningProposal,
} from './queries/learning.ts'
export {
  deadlineRuleView,
  listIncidents,
  listJobs,
  listOutbox,
  listTimers,
  openDeadlines,
  readMessage,
} from './queries/operations.ts'
export { recordExport, type Exported } from './queries/record-export.ts'
export { letterOf, queuedLetter, taskToTry, type QueuedLetter } from './queries/letters.ts'
export { diagramOf, listProcedures, procedureVersions, type ProcedureView } from './queries/procedures.ts'
export { figureCases, type CaseBehind, type FigureCases, type FigureCasesAsked } from './queries/figure-cases.ts'
export {
  reportFigures,
  SYNTHETIC,
  type ComparedFigure,
  type ComparedTable,
  type ReportFigures,
} from './queries/figures.ts'
export {
  caseLetter,
  caseLetters,
  letterPage,
  lettersPage,
  printQueue,
  type Letter,
  type LetterLine,
} from './queries/case-letters.ts'
export { RETURN_REASONS, type Returned, type ReturnReason } from './returned-letter.ts'
export type { Written } from './messages.ts'
export { deadlinePreview, type PreviewAsked, type PreviewedDeadline } from './queries/preview-deadline.ts'
export { drawingOf, type Drawing } from './queries/drawing.ts'
export { rulesKeepingSilent } from './rules-self-test.ts'
export { caseWay, diagramPage, type CaseWay } from './queries/way.ts'
export type { ElementWay, ProcessWay } from './replay/ways.ts'
export {
  previewCompletion,
  type BlockedStep,
  type ClockChange,
  type Consequences,
  type NextMessage,
  type NextTask,
  type TriedLetter,
  type TryLetter,
} from './queries/preview-completion.ts'
export { taskChoices, taskDraft, taskPage, type Officer, type TaskChoices, type TaskPage } from './queries/task-page.ts'
export {
  CHANGE_KINDS,
  changeDetail,
  listChanges,
  type Change,
  type ChangeDetail,
  type ChangedFile,
  type ChangeKind,
  type ChangesAsked,
} from './queries/changes.ts'
export { noteClockJump } from './commands/note-clock-jump.ts'
export { noteSettings, SETTINGS_PARTS, type SettingsPart } from './commands/note-settings.ts'
export { judgedCases, type JudgedCaseLine, type JudgedCasesAsked } from './queries/judged-cases.ts'
export { handoverNotes, handoverView, type HandoverItem, type HandoverView } from './queries/handover.ts'
export {
  fairMoves,
  SOON_WORKING_DAYS,
  staff,
  workload,
  type Colleague,
  type StaffMember,
  type FairMove,
  type Workload,
} from './queries/workload.ts'
export {
  calendarOfLine,
  inbox,
  inboxCounts,
  inboxPage,
  teamCodes,
  UNTOLD_WARNING,
  type Inbox,
  type InboxAsk,
  type InboxLine,
} from './queries/inbox.ts'
export { listTasks, taskForm, taskView, type TaskSummary } from './queries/tasks.ts'
export type { CaseChanged, CommandOptions, Runtime } from './runtime.ts'
export * from './process/index.ts'
export * from './samples/index.ts'
export * from './report/index.ts'
export * from './retention/index.ts'
export * from './scenario-file/index.ts'
export * from './scenario-record/index.ts'
export * from './scenario-runs/index.ts'
export {
  advance,
  openWaits,
  plant,
  withoutEnded,
  EMPTY_TREE,
  type InstanceTree,
  type ProcessInstance,
  type World,
} from './tree.ts'
