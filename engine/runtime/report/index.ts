/** Reports: drafts, the words in them, and what was frozen. */
export { askedOf, daysOfReport, draftId, draftOf, type ReportAsked } from './asked.ts'
export { draftReport } from './content.ts'
export { freezeReport, SumsDifferError, type PrintReport } from './freeze.ts'
export { LONGEST_WORDS, reportBox, writeNarrative, type WriteNarrative } from './narratives.ts'
export { figureOfReport, openReport, type OpenedReport, type ReportFigure } from './open-report.ts'
export { frozenReports, readSnapshot, type FrozenReport, type Snapshot } from './snapshots.ts'
