/** Scenarios of drafts, as they were played: the playing itself takes handlers, see `api/scenarios/`. */
export { SCENARIOS_CONDITION, type RunSummary } from './condition.ts'
export { scenarioMaterial, type ScenarioMaterial } from './material.ts'
export {
  beginScenarioRun,
  lastScenarioRun,
  scenarioRun,
  stopScenarioRun,
  tellOfScenarioRun,
  type ScenarioRunView,
} from './runs.ts'
