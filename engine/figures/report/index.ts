/** Reports as data: which figure stands where, in what words. */
export { REPORT_KINDS, type Before, type LearningPoint, type ReportContent, type ReportKind } from './content.ts'
export {
  blocksOf as reportBlocks,
  type Block as ReportBlock,
  type Cell as ReportCell,
  type Edition,
  type Graph as ReportGraph,
  type Narrative,
  type NarrativeBox,
  type ReportDocument,
  type Run as ReportRun,
  type Section as ReportSection,
  type Table as ReportTable,
} from './document.ts'
export { everyFigure } from './every-figure.ts'
export { dateInWords } from './writer.ts'
export { amountInWords, basisInWords, periodInWords } from './print.ts'
export { figuresShown, type ShownFigure } from './shown-figures.ts'
export { boxesOf, reportDocument, reportInWords, type Frozen } from './report-document.ts'
