/** Forms, letters and decision tables of a draft: what can be said of them, and what they would do. */
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
