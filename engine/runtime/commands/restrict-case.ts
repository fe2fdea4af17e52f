import { mustBeAllowed, type Action, type Actor } from '../../access/index.ts'
import { RefusedError } from '../../errors.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { mustGiveReason } from './open-access.ts'

type Recorded = Promise<Changed<{ readonly restricted: boolean }>>

/** Lets only people see the case who are named in it: who has or had a task or a part, and whoever restricts it. */
export async function restrictCase(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
): Recorded {
  return turn(runtime, actor, { caseId, reason, restricted: true }, options)
}

/** Opens a restricted case to everybody who may see it by their role. */
export async function liftRestriction(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
): Recorded {
  return turn(runtime, actor, { caseId, reason, restricted: false }, options)
}

async function turn(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason, restricted }: { readonly caseId: string; readonly reason: string; readonly restricted: boolean },
  options: CommandOptions,
): Recorded {
  mustGiveReason(reason)
  const type = restricted ? 'access-restricted' : 'access-restriction-lifted'
  return recordOne(runtime, actor, { caseId, action: 'restrict-case', type, data: { reason } }, options, (was) => {
    if (was === restricted)
      throw new RefusedError('no-change', restricted ? 'It is restricted already' : 'It is not restricted')
    return { restricted }
  })
}

/**
 * Says that a tie stands between oneself and a complaint. From then on the case is to the actor as if it did not exist,
 * and their tasks of it go back.
 */
export async function declareConflict(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
): Promise<Changed<{ readonly declared: true }>> {
  mustGiveReason(reason)
  const data = { person: actor.id, reason }
  const fact = { caseId, action: 'declare-conflict', type: 'conflict-declared', data } as const
  return recordOne(runtime, actor, fact, options, () => ({ declared: true }))
}

async function recordOne<Result extends object>(
  runtime: Runtime,
  actor: Actor,
  {
    caseId,
    action,
    type,
    data,
  }: { readonly caseId: string; readonly action: Action; readonly type: string; readonly data: object },
  options: CommandOptions,
  result: (wasRestricted: boolean) => Result,
): Promise<Changed<Result>> {
  mustBeAllowed(actor, action)
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action, given: ['reason'], request: [type, data] },
    () => ({ type }),
    (work) => {
      const done = result(work.caseState().restricted !== undefined)
      work.record([{ type, on: work.today, data }])
      return done
    },
  )
}
