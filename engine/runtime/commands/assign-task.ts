import { ConflictError, NotPermittedError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import { mustBeAllowed, type Actor } from '../actor.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { doneAlready, openTaskFor } from './complete-task.ts'

type Assigned = Promise<Changed<{ readonly taskId: string; readonly assignee: string | null }>>

/** Takes a task for oneself. @throws ConflictError when somebody else has it. */
export async function claimTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  options: CommandOptions = {},
): Assigned {
  return giveTo(runtime, actor, taskId, actor.id, 'task-claimed', options, (task) => {
    if (task.assignee !== null && task.assignee !== actor.id) {
      throw new ConflictError(`${task.assignee} has taken this task`)
    }
  })
}

/** Puts a task back. @throws NotPermittedError when it is somebody else's. */
export async function releaseTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  options: CommandOptions = {},
): Assigned {
  return giveTo(runtime, actor, taskId, null, 'task-released', options, (task) => {
    if (task.assignee !== null && task.assignee !== actor.id && actor.role !== 'complaints-manager') {
      throw new NotPermittedError(`${task.assignee} has this task; only they or a complaints manager can release it`)
    }
  })
}

/** Gives a task to somebody, whoever has it now. */
export async function assignTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  assignee: string,
  options: CommandOptions = {},
): Assigned {
  mustBeAllowed(actor, 'assign-tasks')
  return giveTo(runtime, actor, taskId, assignee, 'task-assigned', options, () => undefined)
}

async function giveTo(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  assignee: string | null,
  type: string,
  options: CommandOptions,
  mustAllow: (task: TaskRow) => void,
): Assigned {
  const task = await openTaskFor(runtime, actor, taskId)
  return changeCase(
    runtime,
    actor,
    task.caseId,
    { ...options, request: [type, taskId, assignee] },
    () => ({ type, element: task.element, body: { task: task.id, assignee } }),
    async (work) => {
      const current = await work.unit.task(taskId)
      if (current?.status !== 'open') throw doneAlready(current ?? task)
      mustAllow(current)
      work.unit.updateTask(taskId, { assignee }, current.version)
      return { taskId, assignee }
    },
  )
}
