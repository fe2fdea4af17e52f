import { ConflictError, NotPermittedError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { anyTask, doneAlready, openTaskFor } from './complete-task.ts'

type Assigned = Promise<Changed<{ readonly taskId: string; readonly assignee: string | null }>>

/** Takes a task for oneself. @throws ConflictError when somebody else has it. */
export async function claimTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  options: CommandOptions = {},
): Assigned {
  const open = await openTaskFor(runtime, actor, taskId)
  return giveTo(runtime, actor, open, actor.id, 'task-claimed', options, (task) => {
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
  const open = await openTaskFor(runtime, actor, taskId)
  return giveTo(runtime, actor, open, null, 'task-released', options, (task) => {
    if (task.assignee !== null && task.assignee !== actor.id && actor.role !== 'complaints-manager') {
      throw new NotPermittedError(`${task.assignee} has this task; only they or a complaints manager can release it`)
    }
  })
}

/** Gives a task of whatever role to somebody, whoever has it now. */
export async function assignTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  assignee: string,
  options: CommandOptions = {},
): Assigned {
  mustBeAllowed(actor, 'assign-tasks')
  const task = await anyTask(runtime, taskId)
  return giveTo(runtime, actor, task, assignee, 'task-assigned', options, () => undefined)
}

async function giveTo(
  runtime: Runtime,
  actor: Actor,
  task: TaskRow,
  assignee: string | null,
  type: string,
  options: CommandOptions,
  mustAllow: (task: TaskRow) => void,
): Assigned {
  return changeCase(
    runtime,
    actor,
    task.caseId,
    { ...options, request: [type, task.id, assignee] },
    () => ({ type, element: task.element, body: { task: task.id, assignee } }),
    async (work) => {
      const current = await work.unit.task(task.id)
      if (current?.status !== 'open') throw doneAlready(current ?? task)
      mustAllow(current)
      work.unit.updateTask(task.id, { assignee }, current.version)
      return { taskId: task.id, assignee }
    },
  )
}
