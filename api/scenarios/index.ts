/** Scenarios played on the real runtime, for the command line and the tests. */
export { coverageOf, type DiagramCoverage } from './coverage.ts'
export { playScenario, type Played, type Problem, type Watch } from './play.ts'
export { readScenarioFolder, ScenariosUnreadableError, type FiledScenario, type ScenarioFolder } from './read-folder.ts'
export type { Seen } from './expectations.ts'
export { foldersBeside, foldersIn, isProcedureFolder, proceduresOf } from './folders.ts'
export { startWorld, type ScenarioProcedure, type ScenarioWorld } from './world.ts'
export type { TakenFlow } from './taken.ts'
