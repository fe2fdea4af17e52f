import { mustBeAllowed, type Actor, type Need } from '../../access/index.ts'
import { ConflictError, NotFoundError, RefusedError } from '../../errors.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import type { Wait } from '../../tokens/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { casePlaces, elementOf, standingIn } from '../live/case-places.ts'
import { nameAt, whyNot } from '../live/why-not.ts'
import { rowId } from '../row-id.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import type { ProcessInstance } from '../tree.ts'
import { propose, type ApprovalView, type SecondPerson } from './approvals.ts'

export interface MoveToken {
  /** Where the case is, as `casePlaces` names it; of a task it is the task's id. */
  readonly at: string
  /** Id of the step to which it goes: in the same diagram. */
  readonly to: string
  /** Why, in the person's words. */
  readonly reason: string
}

/** What was moved. */
export interface MovedToStep {
  /** Ids of the steps. */
  readonly from: string
  readonly to: string
}

/**
 * Moves a case from a step at which it is to another one of the same diagram, forwards or backwards, with a reason and a
 * second person's yes: what is passed over is not done. What waited at the step ends; what was recorded stays on record.
 *
 * @throws MoreNeededError without the second person.
 * @throws ConflictError when the case is no longer there.
 * @throws RefusedError when no case can be put at that step from there.
 */
export async function moveToken(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { at, to, reason }: MoveToken,
  options: CommandOptions = {},
  second?: SecondPerson,
): Promise<Changed<MovedToStep>> {
  mustBeAllowed(actor, 'move-to-step')
  if (reason.trim() === '') throw new RefusedError('no-reason', 'Say why the case is moved')
  const given: readonly Need[] = second === undefined ? ['reason'] : ['reason', 'second-person']
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'move-to-step', given, request: ['move-to-step', at, to, reason] },
    ({ from }) => ({ type: 'token-moved', element: from, body: { at, from, to }, payload: reason }),
    async (work) => {
      await second?.(work.unit)
      const { from } = putAt(work, at, to)
      return { from, to }
    },
  )
}

/** Puts the case at the other step. @throws as `moveToken`. */
export function putAt(work: CaseWork, at: string, to: string): MovedToStep & { readonly name: string } {
  const { instance, wait, model } = placeAt(work, at)
  const refusal = whyNot(model, instance, wait, to, work.now)
  if (refusal !== undefined) throw new RefusedError(refusal.code, refusal.message)
  work.stimulate(instance.id, { type: 'move', wait: wait.id, to })
  const from = elementOf(model, wait)
  return { from, to, name: nameAt(model, from) }
}

function placeAt(
  work: CaseWork,
  at: string,
): { readonly instance: ProcessInstance; readonly wait: Wait; readonly model: ProcedureModel } {
  const found = standingIn(work.tree()).find(({ instance, wait }) => rowId(instance.id, wait.id) === at)
  const model = found && work.processOf(found.instance.process)?.model
  if (found === undefined || model === undefined) {
    throw new ConflictError('The case is no longer at that step: look again where it is')
  }
  return { ...found, model }
}

/** Proposes to move a case to another step. @throws as `moveToken`, of what is so already when it is proposed. */
export async function proposeMove(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { at, to, reason }: MoveToken,
): Promise<ApprovalView> {
  const { places } = await casePlaces(runtime, actor, caseId)
  const place = places.find((each) => each.at === at)
  if (place === undefined) throw new ConflictError('The case is no longer at that step: look again where it is')
  const target = place.targets.find(({ element }) => element === to)
  if (target === undefined) throw new NotFoundError('step to which the case can go', to)
  const request = { at, to, fromName: place.name, toName: target.name }
  return propose(runtime, actor, { action: 'move-to-step', caseId, about: `${at} ${to}`, request, reason })
}
