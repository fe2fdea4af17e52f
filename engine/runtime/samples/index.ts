/** Samples of cases: drawn by a published method, with working papers that are signed and reviewed. */
export { MOST_DRAWN, type SampleAsked, type SampleRule, type Strata } from './asked.ts'
export type { Spread } from './draw.ts'
export { drawSample, previewSample, type SampleDrawn, type SamplePreview, type StratumShare } from './draw-sample.ts'
export type { PaperFinding, PaperFindings } from './findings.ts'
export {
  addToWorkingPaper,
  reviewWorkingPaper,
  saveWorkingPaper,
  signWorkingPaper,
  type PaperOf,
  type PaperSaved,
  type SavePaper,
  type WrittenTest,
} from './papers.ts'
export { NO_TEAM, quarterOf } from './population.ts'
export {
  exportSample,
  listSamples,
  paperView,
  samplePopulation,
  sampleView,
  type PaperStanding,
  type PaperView,
  type SampleExport,
  type SampleLine,
  type SampleSummary,
  type SampleView,
} from './queries.ts'
