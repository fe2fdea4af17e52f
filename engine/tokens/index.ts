/** The token core: BPMN semantics as a pure function over a readonly model. */
export type { Happening } from './happening.ts'
export { checkPlan, proposeMapping } from './migrate-propose.ts'
export { isMappable, type Instruction, type MoveFailure, type MoveFailureCode } from './migrate-plan.ts'
export { migrate, type Migrated } from './migrate.ts'
export { stopsForEver } from './migrate-rest.ts'
export { initialState } from './start.ts'
export { canCatch, step, type StepResult } from './step.ts'
export type { Refused, Stimulus } from './stimulus.ts'
export {
  endOf,
  isStuck,
  waits,
  type EndKind,
  type Incident,
  type TokenState,
  type Variables,
  type VariableValue,
  type Wait,
  type WaitRole,
} from './token-state.ts'
