/** What two versions of a procedure do not have in common, in sentences. */
export type * from './change.ts'
export { SUBJECTS } from './change.ts'
export { compareApart, type Compared } from './compare-apart.ts'
export { compareProcedures } from './compare-procedures.ts'
export { FILE_WORDS } from './file-words.ts'
export { picturesOf, type DiagramPictures, type Picture } from './pictures.ts'
export { summaryOf } from './summary.ts'
export type { WordPiece } from './word-difference.ts'
