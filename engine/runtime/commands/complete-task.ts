import { ConflictError, NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import type { Variables } from '../../tokens/token-state.ts'
import { hasRole, mayWorkTaskOf, type Action, type Actor } from '../../access/index.ts'
import { mayLookAt } from '../access.ts'
import { besideTask, type BesideOutcome } from '../beside-task.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { keptAnswers } from '../kept-answers.ts'
import { permitAnswers } from '../permit-answers.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { addPersonTo } from './record-fact.ts'

/** A person has done a user task and filled in its form. */
export interface CompleteTask {
  readonly taskId: string
  /** The form's answers by field. */
  readonly answers: unknown
  /** The version of the task that the person saw. */
  readonly taskVersion?: number
  /** People whom the answers name and who are not yet among the people of the case; they are added first. */
  readonly people?: readonly unknown[]
}

/**
 * Completes a user task: checks the form, records its facts, and lets the token go on.
 *
 * @throws InvalidVariablesError with every fault of the form.
 * @throws ConflictError when somebody else has done it first; it names who and when.
 * @throws NotPermittedError when the task is for another role or another person.
 * @throws RefusedError when the case or the law does not allow what the form says.
 */
export async function completeTask(
  runtime: Runtime,
  actor: Actor,
  request: CompleteTask,
  options: CommandOptions = {},
): Promise<Changed<{ readonly taskId: string; readonly facts: readonly string[] }>> {
  const { taskId } = request
  let element = ''
  let call: BesideOutcome | undefined
  return changeCase(
    runtime,
    actor,
    caseOfTask(taskId),
    { ...options, action: 'work-tasks', named: ['task', taskId], request: ['complete-task', request] },
    () => ({
      type: call?.type ?? 'task-completed',
      element,
      body: { task: taskId },
      ...(call?.note !== undefined && { payload: call.note }),
    }),
    async (work) => {
      const done = await doTask(work, request)
      element = done.element
      call = done.call
      return { taskId, facts: done.facts }
    },
  )
}

/**
 * Does the task within a command: the answers are read, what they record is recorded, the token goes on.
 *
 * @throws as `completeTask`.
 */
export async function doTask(
  work: CaseWork,
  request: CompleteTask,
): Promise<{ readonly element: string; readonly facts: readonly string[]; readonly call?: BesideOutcome }> {
  const { actor } = work
  const current = await openTaskIn(work, request.taskId)
  mustBeOfTheirRole(actor, current)
  const { element } = current
  if (request.taskVersion !== undefined && request.taskVersion !== current.version) {
    throw new ConflictError(`The task has changed: it is at version ${current.version}, not ${request.taskVersion}`)
  }
  if (current.assignee !== null && current.assignee !== actor.id && !hasRole(actor, 'complaints-manager')) {
    throw new NotPermittedError('Somebody else has taken this task; ask them to release it, or a manager to assign it')
  }
  for (const person of request.people ?? []) await addPersonTo(work, person)
  const beside = besideTask(current)
  if (beside !== undefined) {
    const call = await beside.complete(work, current, request.answers)
    return { element, facts: call.facts, call }
  }
  const form = current.form === null ? undefined : work.procedure.forms.get(current.form)
  if (current.form !== null && form === undefined) throw new NotFoundError('form', current.form)
  const { facts, variables } = form?.read(request.answers, work.today, variablesAt(work, current.instanceId)) ?? {
    facts: [],
    variables: {},
  }
  const kept = form === undefined ? [] : keptAnswers(form.schema, request.answers, work.today)
  work.record([...facts, ...kept])
  permitAnswers(work, current.deadlineRule, request.answers)
  work.stimulate(current.instanceId, { type: 'complete', wait: current.waitId, variables })
  return { element, facts: facts.map(({ type }) => type) }
}

/** What the forms of an instance's tasks can read of it. */
export function variablesAt(work: CaseWork, instanceId: string): Variables {
  return work.tree().instances.get(instanceId)?.state.variables ?? {}
}

/** The case of a task, read from its id alone: nothing is looked up before it is known who asks. */
export function caseOfTask(taskId: string): string {
  return taskId.slice(0, Math.max(0, taskId.indexOf('.')))
}

/**
 * The task, for someone who may work it.
 *
 * @throws NotFoundError when there is no such task, or none for this actor.
 * @throws NotPermittedError when it is for another role.
 */
export async function openTaskFor(runtime: Runtime, actor: Actor, taskId: string): Promise<TaskRow> {
  const task = await anyTask(runtime, actor, taskId, 'work-tasks')
  mustBeOfTheirRole(actor, task)
  return task
}

/** @throws NotFoundError when there is no such task, or none for this actor. */
export async function anyTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  action: Action = 'read-cases',
): Promise<TaskRow> {
  const [task] = await Promise.all([
    runtime.store.read.task(taskId),
    mayLookAt(runtime, actor, { caseId: caseOfTask(taskId), action, named: ['task', taskId] }),
  ])
  if (task === undefined) throw new NotFoundError('task', taskId)
  return task
}

/**
 * The task, held for a command on its case.
 *
 * @throws NotFoundError when there is no such task.
 * @throws ConflictError or RefusedError when it is not open.
 */
export async function openTaskIn(work: CaseWork, taskId: string): Promise<TaskRow> {
  const task = await work.unit.task(taskId)
  if (task?.caseId !== work.row.id) throw new NotFoundError('task', taskId)
  if (task.status !== 'open') throw doneAlready(task)
  return task
}

/** @throws NotPermittedError when the task is for another role. */
export function mustBeOfTheirRole(actor: Actor, task: TaskRow): void {
  if (mayWorkTaskOf(actor, task.role)) return
  throw new NotPermittedError(`This task is for the role ${task.role}; yours is ${actor.role}`)
}

/** Why a task that is no longer open cannot be worked. */
export function doneAlready(task: TaskRow): ConflictError | RefusedError {
  if (task.status === 'done' && task.completedBy !== null && task.completedAt !== null) {
    return new ConflictError(`${task.completedBy} completed this task at ${task.completedAt}`, {
      by: task.completedBy,
      at: task.completedAt,
    })
  }
  return new RefusedError('task-not-open', 'This task is no longer open: the procedure has moved on without it')
}
