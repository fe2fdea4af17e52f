/** Scenarios recorded from cases, with nothing left of the people in them. */
export { recordScenario, type RecordedScenario } from './record-scenario.ts'
export { allMessages, caseTraces, letterNames, type CaseTraces } from './traces.ts'
