import type { FileKind } from './change.ts'

/** What a file of a procedure is. */
export const FILE_WORDS: Readonly<Record<FileKind, string>> = {
  settings: 'Settings',
  diagram: 'Diagram',
  form: 'Form',
  letter: 'Letter',
  table: 'Decision table',
  scenarios: 'Scenarios',
  other: 'File',
}
