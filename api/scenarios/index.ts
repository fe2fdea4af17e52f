/** Scenarios played on the real runtime, for the command line and the tests. */
export { coverageOf, type DiagramCoverage } from './coverage.ts'
export { playScenario, type Played, type Problem, type Watch, type Watched } from './play.ts'
export {
  isScenarioFile,
  readScenarioFolder,
  scenarioFolderOf,
  ScenariosUnreadableError,
  type FiledScenario,
  type ScenarioFolder,
} from './read-folder.ts'
export type { Seen } from './expectations.ts'
export { BY_ID, gapInWords, type Gap, type Names } from './gap.ts'
export { foldersBeside, foldersIn, isProcedureFolder, proceduresOf } from './folders.ts'
export { startWorld, type ScenarioProcedure, type ScenarioWorld } from './world.ts'
export type { TakenFlow } from './taken.ts'
export { RunCancelledError, runScenarios, type RunLimits, type RunOptions, type ScenarioResults } from './runner.ts'
export type { PlayedScenario, PlayedStep, RunJob } from './run-messages.ts'
export {
  cancelDraftRun,
  endDraftRuns,
  jobOf,
  lastDraftRun,
  noRunsPlaying,
  startDraftRun,
  type KeptResults,
  type LastRun,
} from './draft-runs.ts'
export { expectationsFrom, recordCase, type RecordedCase } from './record-case.ts'
