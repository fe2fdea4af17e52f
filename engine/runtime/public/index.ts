/** What the public does before there is a case, and apart from it. */
export {
  addDraftFile,
  DRAFT_DAYS,
  draftFiles,
  draftKey,
  erasePublicDraft,
  MAX_DRAFT_BYTES,
  MAX_DRAFT_FILES,
  newDraftCode,
  openDraftCode,
  readPublicDraft,
  removeDraftFile,
  savePublicDraft,
  sealDraftCode,
  type DraftFile,
  type PublicDraft,
} from './draft.ts'
export {
  answerEquality,
  EQUALITY_QUESTIONS,
  equalityCounts,
  PREFER_NOT_TO_SAY,
  SMALLEST_GROUP,
  type EqualityCounts,
} from './equality.ts'
export { mailReturnLink } from './return-link.ts'
export { fileFault } from './file-fault.ts'
