import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { ConflictError, InvalidValueError, NotFoundError, RefusedError } from '../../errors.ts'
import { changeCase } from '../change-case.ts'
import type { Runtime } from '../runtime.ts'
import { eachByItself, type BulkResult } from './bulk-tasks.ts'
import { anyTask } from './complete-task.ts'

/** Somebody leaves, and others go on with what they had. */
export interface HandOver {
  readonly from: string
  readonly items: readonly HandOverItem[]
}

export interface HandOverItem {
  readonly taskId: string
  readonly to: string
  /** What the next one must know; kept with the case. */
  readonly note: string
}

/** Whoever takes over from them must be appointed anew, with their independence declared; a task cannot just change hands. */
export const APPOINTED: ReadonlySet<string> = new Set([
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
])

/**
 * Moves tasks of somebody who leaves to others, each by itself, with a note on its case and a line in the audit trail.
 *
 * @throws NotFoundError when there is no such user.
 */
export async function handOver(
  runtime: Runtime,
  actor: Actor,
  { from, items }: HandOver,
): Promise<{ readonly results: readonly BulkResult[] }> {
  mustBeAllowed(actor, 'assign-tasks')
  const byTask = new Map(items.map((item) => [item.taskId, item]))
  return eachByItself([...byTask.keys()], async (taskId) => {
    const item = byTask.get(taskId)
    if (item !== undefined) await handOverOne(runtime, actor, from, item)
  })
}

async function handOverOne(runtime: Runtime, actor: Actor, from: string, { taskId, to, note }: HandOverItem) {
  if (note.trim() === '') throw new InvalidValueError('note for whoever goes on with it', '')
  if (to === from) throw new RefusedError('same-person', 'That is the person who leaves')
  const task = await anyTask(runtime, actor, taskId)
  if (APPOINTED.has(task.role)) {
    throw new RefusedError(
      'needs-appointment',
      'This role is held by appointment: appoint somebody else on the case, with their independence declared, and the task goes with it',
    )
  }
  const receiver = await runtime.store.read.user(to)
  if (receiver?.status !== 'active') throw new NotFoundError('user', to)
  return changeCase(
    runtime,
    actor,
    task.caseId,
    { request: ['hand-over', taskId, from, to], action: 'assign-tasks' },
    () => ({
      type: 'task-handed-over',
      element: task.element,
      body: { task: taskId, from, assignee: to },
      payload: note.trim(),
    }),
    async ({ unit }) => {
      const current = await unit.task(taskId)
      if (current?.status !== 'open') throw new ConflictError('This task is no longer open')
      if (current.assignee !== from) throw new ConflictError('Somebody else has this task by now')
      unit.updateTask(taskId, { assignee: to }, current.version)
      await unit.addHandoverNote({
        caseId: task.caseId,
        fromUser: from,
        toUser: to,
        note: note.trim(),
        byUser: actor.id,
      })
      return { taskId, assignee: to }
    },
  )
}
