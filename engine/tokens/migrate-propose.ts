import type { ProcedureModel } from '../diagram/procedure-model.ts'
import { checkInstruction } from './migrate-checks.ts'
import { isChanged, isMappable, type Instruction, type MoveFailure } from './migrate-plan.ts'

/**
 * The instructions that go without saying: elements with the same id that are the same kind of thing in both diagrams,
 * as far as each can be followed. Conditions and deadlines whose rule has changed are taken from the new diagram.
 */
export function proposeMapping(from: ProcedureModel, to: ProcedureModel): readonly Instruction[] {
  let plan = [...from.nodes.values()].flatMap((source): Instruction[] => {
    const target = to.nodes.get(source.id)
    if (target === undefined || !isMappable(source) || !isMappable(target)) return []
    const pair = { source: source.id, target: target.id }
    return [isChanged(source, target) ? { ...pair, anew: true } : pair]
  })
  // What is left out may hold others that then cannot stay either.
  for (;;) {
    const possible = plan.filter((each) => checkInstruction(from, to, plan, each).length === 0)
    if (possible.length === plan.length) return plan
    plan = possible
  }
}

/** Everything that is wrong with a plan itself, whatever the case. */
export function checkPlan(
  from: ProcedureModel,
  to: ProcedureModel,
  plan: readonly Instruction[],
): readonly MoveFailure[] {
  return plan.flatMap((each) => checkInstruction(from, to, plan, each))
}
