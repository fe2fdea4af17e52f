/** Drafts of procedures: opened, worked on by one at a time, checked, commented on, approved and published. */
export type { DraftActKind } from './acts.ts'
export { checkDraftDiagram, draftChoices, draftStepsWithCases, type DiagramChecked } from './choices.ts'
export {
  approveDraft,
  askForApproval,
  discardDraft,
  sendDraftBack,
  takeDraftBack,
  type Approve,
  type WithComment,
} from './approval.ts'
export { beginProcedure, type BeginProcedure } from './begin.ts'
export { bringUpToDate, draftBehind, type DraftBehind, type WhichFile } from './bring-up-to-date.ts'
export { draftConditions, type ConditionJudged, type ConditionOfDraft, type PublishCondition } from './conditions.ts'
export { takeFromModeler, templatesForModeler, type TakenFromModeler } from './from-modeler.ts'
export { draftHistory, type DraftHistory } from './history.ts'
export { publishDraft, type PublishedDraft } from './publish.ts'
export {
  calendars,
  diagramRules,
  tryCalendar,
  type Calendars,
  type CalendarView,
  type DiagramRuleView,
  type TryCalendar,
} from './catalogue.ts'
export { checkDraft, type DraftChecked } from './check.ts'
export {
  addComment,
  answerComment,
  listComments,
  resolveComment,
  type AddComment,
  type CommentThread,
  type CommentView,
} from './comments.ts'
export { filesBefore, listDrafts, openDraft, readDraft, rollBackTo, versionFiles } from './open.ts'
export {
  procedureOverview,
  proceduresOverview,
  type HistoryLine,
  type ProcedureLine,
  type ProcedureOverview,
  type VersionLine,
} from './overview.ts'
export { releaseLock, saveDraft, takeLock, type DraftChange, type SaveProcedureDraft } from './save.ts'
export { NEW, type DraftView, type DraftWithFiles } from './view.ts'
