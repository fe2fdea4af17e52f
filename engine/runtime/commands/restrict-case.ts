import { mustBeAllowed, type Action, type Actor } from '../../access/index.ts'
import { InvalidVariablesError, RefusedError } from '../../errors.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { mustGiveReason } from './open-access.ts'

type Recorded = Promise<Changed<{ readonly restricted: boolean }>>

export interface RestrictCase {
  readonly caseId: string
  readonly reason: string
  /** Ids of users who may still see it besides. */
  readonly people?: readonly string[]
}

/**
 * Lets only people see the case who are named in it: who has or had a task or a part, whoever restricts it, and whom they
 * name.
 *
 * @throws InvalidVariablesError when somebody is named who is no user.
 */
export async function restrictCase(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason, people = [] }: RestrictCase,
  options: CommandOptions = {},
): Recorded {
  const known = new Set((await runtime.store.read.usersNamed(people)).map(({ id }) => id))
  const unknown = people.filter((id) => !known.has(id))
  if (unknown.length > 0) {
    throw new InvalidVariablesError(
      'The restriction',
      unknown.map((id) => ({ at: '/people', message: `${id} is no user` })),
    )
  }
  return turn(runtime, actor, { caseId, reason, people, restricted: true }, options)
}

/** Opens a restricted case to everybody who may see it by their role. */
export async function liftRestriction(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
): Recorded {
  return turn(runtime, actor, { caseId, reason, people: [], restricted: false }, options)
}

async function turn(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason, people, restricted }: Required<RestrictCase> & { readonly restricted: boolean },
  options: CommandOptions,
): Recorded {
  mustGiveReason(reason)
  const type = restricted ? 'access-restricted' : 'access-restriction-lifted'
  const data = { reason, ...(people.length > 0 && { people }) }
  return recordOne(runtime, actor, { caseId, action: 'restrict-case', type, data }, options, (was) => {
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
