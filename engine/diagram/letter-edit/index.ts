/** Letters as their owner changes them. */
export {
  copyOfLetter,
  editLetter,
  newLetter,
  wordsOf,
  type LetterEdit,
  type LetterOperation,
  type LetterWords,
} from './edit-letter.ts'
export { notesOnLetter, readLetterFile, stepsSending, type LetterNote } from './letter-notes.ts'
