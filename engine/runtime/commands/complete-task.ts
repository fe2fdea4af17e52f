import { ConflictError, NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import type { Variables } from '../../tokens/token-state.ts'
import { mayWorkTaskOf, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { permitAnswers } from '../permit-answers.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { completeCall, isCall, type CallOutcome } from '../telephone-call.ts'
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
  const task = await openTaskFor(runtime, actor, request.taskId)
  let call: CallOutcome | undefined
  return changeCase(
    runtime,
    actor,
    task.caseId,
    { ...options, request: ['complete-task', request] },
    () => ({
      type: call?.type ?? 'task-completed',
      element: task.element,
      body: { task: task.id },
      ...(call?.note !== undefined && { payload: call.note }),
    }),
    async (work) => {
      const done = await doTask(work, task, request)
      call = done.call
      return { taskId: task.id, facts: done.facts }
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
  task: TaskRow,
  request: CompleteTask,
): Promise<{ readonly facts: readonly string[]; readonly call?: CallOutcome }> {
  const { actor } = work
  const current = await work.unit.task(task.id)
  if (current?.status !== 'open') throw doneAlready(current ?? task)
  if (request.taskVersion !== undefined && request.taskVersion !== current.version) {
    throw new ConflictError(`The task has changed: it is at version ${current.version}, not ${request.taskVersion}`)
  }
  if (current.assignee !== null && current.assignee !== actor.id && actor.role !== 'complaints-manager') {
    throw new NotPermittedError('Somebody else has taken this task; ask them to release it, or a manager to assign it')
  }
  for (const person of request.people ?? []) await addPersonTo(work, person)
  if (isCall(current)) {
    const call = await completeCall(work, current, request.answers)
    return { facts: call.type === 'telephoned' ? ['complainant-told'] : [], call }
  }
  const form = current.form === null ? undefined : work.procedure.forms.get(current.form)
  if (current.form !== null && form === undefined) throw new NotFoundError('form', current.form)
  const { facts, variables } = form?.read(request.answers, work.today, variablesAt(work, current.instanceId)) ?? {
    facts: [],
    variables: {},
  }
  work.record(facts)
  permitAnswers(work, current.deadlineRule, request.answers)
  work.stimulate(current.instanceId, { type: 'complete', wait: current.waitId, variables })
  return { facts: facts.map(({ type }) => type) }
}

/** What the forms of an instance's tasks can read of it. */
export function variablesAt(work: CaseWork, instanceId: string): Variables {
  return work.tree().instances.get(instanceId)?.state.variables ?? {}
}

/**
 * The task, for someone who may work it.
 *
 * @throws NotFoundError when there is no such task.
 * @throws NotPermittedError when it is for another role.
 */
export async function openTaskFor(runtime: Runtime, actor: Actor, taskId: string): Promise<TaskRow> {
  const task = await anyTask(runtime, taskId)
  if (!mayWorkTaskOf(actor, task.role)) {
    throw new NotPermittedError(`This task is for the role ${task.role}; yours is ${actor.role}`)
  }
  return task
}

/** @throws NotFoundError when there is no such task. */
export async function anyTask(runtime: Runtime, taskId: string): Promise<TaskRow> {
  const task = await runtime.store.read.task(taskId)
  if (task === undefined) throw new NotFoundError('task', taskId)
  return task
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
