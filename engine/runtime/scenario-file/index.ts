/** Scenarios as files: their form, their days. Playing them takes a store and handlers, see `api/scenarios/`. */
export { parseScenarios, parseUsualAnswers } from './parse.ts'
export { withDays } from './relative-days.ts'
export type { CaseStep, Expectation, FactOfScenario, Scenario, ScenarioOpening, UsualAnswers } from './scenario.ts'
