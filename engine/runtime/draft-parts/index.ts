/** What a draft's procedure is, its forms, letters and decision tables: what can be said of them, and what they would do. */
export { aboutIn, changeDraftAbout, draftAbout, editAbout, type AboutChanged } from './about.ts'
export { draftForm, formIn, tryDraftForm, type DraftForm, type TriedForm } from './forms.ts'
export { letterIn, placeholdersOf, recordsOfLetters, type DraftLetter } from './letters.ts'
export {
  askDraftTable,
  draftTable,
  resultInWords,
  tableIn,
  type DraftTable,
  type TableGap,
  type TableOverlap,
} from './tables.ts'
export { changesOfFile, type FileChange } from './versions.ts'
