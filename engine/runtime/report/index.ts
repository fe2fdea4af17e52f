/** Reports: drafts, the words in them, and what was frozen. */
export { daysOfReport, draftId, draftOf, type ReportAsked } from './asked.ts'
export { draftReport } from './content.ts'
export { freezeReport, SumsDifferError, type PrintReport } from './freeze.ts'
export { writeNarrative, type WriteNarrative } from './narratives.ts'
export { frozenReports, readSnapshot, type FrozenReport, type Snapshot } from './snapshots.ts'
