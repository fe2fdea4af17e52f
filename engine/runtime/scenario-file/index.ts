/** Scenarios as files: their form, their days, changes of them. Playing them takes a store and handlers, see `api/scenarios/`. */
export { editScenarios, NO_SCENARIOS, type ScenarioEdit } from './edit.ts'
export { parseScenarios, parseUsualAnswers } from './parse.ts'
export { withDays } from './relative-days.ts'
export { rowsOfCsv, stepsOfTable, tableOf, TABLE_COLUMNS } from './table.ts'
export type { CaseStep, Expectation, FactOfScenario, Scenario, ScenarioOpening, UsualAnswers } from './scenario.ts'
