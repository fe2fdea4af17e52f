/** Deadlines as the owner of a procedure reads and chooses them. */
export { deadlineInWords, ruleInWords, type DeadlineInWords } from './deadline-words.ts'
export { factPhrase } from './fact-phrases.ts'
export { previewDeadline, type DeadlineCeiling, type DeadlinePreview, type PreviewedDay } from './preview-deadline.ts'
export { startDaysAfter, type StartDay } from './start-days.ts'
