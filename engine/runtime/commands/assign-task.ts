import { ConflictError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import { hasRole, mustBeAllowed, TIES, type Action, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { caseOfTask, mustBeOfTheirRole, openTaskIn } from './complete-task.ts'

type Assigned = Promise<Changed<{ readonly taskId: string; readonly assignee: string | null }>>

/** Takes a task for oneself. @throws ConflictError when somebody else has it. */
export async function claimTask(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
  options: CommandOptions = {},
): Assigned {
  return giveTo(runtime, actor, { taskId, to: actor.id, action: 'work-tasks' }, 'task-claimed', options, (task) => {
    mustBeOfTheirRole(actor, task)
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
  return giveTo(runtime, actor, { taskId, to: null, action: 'work-tasks' }, 'task-released', options, (task) => {
    mustBeOfTheirRole(actor, task)
    if (task.assignee !== null && task.assignee !== actor.id && !hasRole(actor, 'complaints-manager')) {
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
  const asked = { taskId, to: assignee, action: 'assign-tasks' } as const
  return giveTo(runtime, actor, asked, 'task-assigned', options, () => undefined)
}

async function giveTo(
  runtime: Runtime,
  actor: Actor,
  { taskId, to: assignee, action }: { readonly taskId: string; readonly to: string | null; readonly action: Action },
  type: string,
  options: CommandOptions,
  mustAllow: (task: TaskRow) => void,
): Assigned {
  mustBeAllowed(actor, action)
  let element: string | undefined
  return changeCase(
    runtime,
    actor,
    caseOfTask(taskId),
    { ...options, action, named: ['task', taskId], request: [type, taskId, assignee] },
    () => ({ type, ...(element !== undefined && { element }), body: { task: taskId, assignee } }),
    async (work) => {
      const task = await openTaskIn(work, taskId)
      element = task.element
      mustAllow(task)
      if (assignee !== null && assignee !== actor.id) await mustBeFree(work, assignee)
      // What somebody had begun to write is theirs: whoever has the task next begins anew. Handing over passes it on.
      const isTheirs = assignee === task.assignee || task.assignee === null
      work.unit.updateTask(taskId, { assignee, ...(!isTheirs && { draft: null }) }, task.version)
      return { taskId, assignee }
    },
  )
}

/** Nobody is given a task of a complaint about themselves, about their manager, or to which they have a tie. */
async function mustBeFree(work: CaseWork, assignee: string): Promise<void> {
  const { lines } = await work.unit.standing(work.row.id, { id: assignee, keys: [] })
  if (!lines.some(({ relation }) => TIES.has(relation))) return
  throw new RefusedError(
    'conflict-of-interest',
    'That person cannot have a task of this complaint: a tie stands in the way',
  )
}
