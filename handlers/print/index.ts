/** Letters as Word files. */
export { paperFor, printLetter, type CouncilPaper, type LetterOnPaper } from './print-letter.ts'
export { fillWordFile, gapsIn, MissingValueError, WordFileError, type WordValue } from './word-file.ts'
