export { applyDecision, type Decided } from './apply-decision.ts'
export { readDecision, type DecisionReading } from './read-decision.ts'
export { readDecisions } from './read-decisions.ts'
export { describeDecision, type DecisionTable } from './table.ts'
