/** Moving running cases to another version of their procedure, and what a draft would do to them. */
export type { CaseEffect, EffectKind, StepEffect } from './case-effect.ts'
export { draftEffect, draftEffectCases, workOutEffect, type DraftEffect, type EffectCase } from './effect.ts'
export type { EffectSummary, ForecastSummary } from './effect-tally.ts'
export type { CaseMoveChanges, CaseMoveResult, DeadlineChange } from './move-case.ts'
export { proposePlan, type CaseMoveFailure, type MovePlan, type ProcessPlan } from './move-tree.ts'
export { continueMove, startMove, takeMoveBack, tryMove, type MoveAsked, type TriedCase } from './moves.ts'
export {
  listMoves,
  moveProposal,
  readMove,
  type MovedCase,
  type MoveProposal,
  type MoveView,
  type ProcessProposal,
  type StepProposal,
} from './read-moves.ts'
