import {
  approve,
  assignTask,
  canDo,
  caseId as asCaseId,
  emptyCase,
  evolve,
  holdersOf,
  isRole,
  propose,
  type Actor,
  type Role,
  type Runtime,
} from '../../engine/index.ts'

/**
 * Who acts in a role on a case: the person who holds it there, or somebody of that role.
 *
 * @param idOf - The id of somebody who holds the role in no case.
 */
export async function whoActs(
  runtime: Runtime,
  caseId: string,
  role: string,
  manager: Actor,
  idOf: (role: Role) => string = (each) => each,
): Promise<Actor> {
  if (!isRole(role) || role === 'system') return manager
  const facts = await runtime.store.read.facts(caseId)
  const holder = holdersOf(facts.reduce(evolve, emptyCase(asCaseId(caseId))), role).at(-1)
  return { id: holder ?? idOf(role), role }
}

/** A task of a role that nobody holds in the case, or of a restricted case, is given to whoever is to do it. */
export async function giveWhereNeeded(
  runtime: Runtime,
  actor: Actor,
  task: { readonly id: string; readonly caseId: string },
  manager: Actor,
): Promise<void> {
  const decision = await canDo(runtime, actor, 'work-tasks', task.caseId)
  if (decision.kind !== 'allow') await assignTask(runtime, manager, task.id, actor.id)
}

/** Ends a case as the manager proposes it and another one approves. */
export async function cancelledByTwo(runtime: Runtime, manager: Actor, caseId: string, reason: string): Promise<void> {
  const proposal = { action: 'cancel-case', caseId, about: caseId, request: {}, reason } as const
  const { approval } = await propose(runtime, manager, proposal)
  await approve(runtime, { id: 'second-person', role: 'complaints-manager' }, approval)
}
