import { RefusedError } from '../../errors.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { besideTask } from '../beside-task.ts'
import { doneAlready, openTaskFor } from './complete-task.ts'

export interface SendBack {
  readonly taskId: string
  /** Id of the step to go back to: in the same diagram, in the same part or one around it. */
  readonly to: string
  /** Why, in the person's words. */
  readonly reason: string
}

/** Takes the token of a task back to an earlier step, with a reason. */
export async function sendBack(
  runtime: Runtime,
  actor: Actor,
  request: SendBack,
  options: CommandOptions = {},
): Promise<Changed<{ readonly taskId: string; readonly to: string }>> {
  mustBeAllowed(actor, 'move-tokens')
  if (request.reason.trim() === '') throw new RefusedError('no-reason', 'Say why the task goes back')
  const task = await openTaskFor(runtime, actor, request.taskId)
  if (besideTask(task) !== undefined)
    throw new RefusedError('no-step', 'This task is no step of the procedure: there is nothing to go back to')
  return changeCase(
    runtime,
    actor,
    task.caseId,
    { ...options, action: 'move-tokens', given: ['reason'], named: ['task', task.id], request: ['send-back', request] },
    () => ({
      type: 'token-moved',
      element: task.element,
      body: { task: task.id, to: request.to },
      payload: request.reason,
    }),
    async (work) => {
      const current = await work.unit.task(task.id)
      if (current?.status !== 'open') throw doneAlready(current ?? task)
      work.stimulate(current.instanceId, { type: 'move', wait: current.waitId, to: request.to })
      return { taskId: task.id, to: request.to }
    },
  )
}
