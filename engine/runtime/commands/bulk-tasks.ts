import type { Actor } from '../../access/index.ts'
import { EngineError, InvalidValueError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { assignTask, claimTask, releaseTask } from './assign-task.ts'

/** The same for several tasks. */
export type BulkTasks = { readonly taskIds: readonly string[] } & (
  { readonly action: 'claim' | 'release' } | { readonly action: 'assign'; readonly assignee: string }
)

/** What came of one of several. */
export interface BulkResult {
  readonly taskId: string
  readonly done: boolean
  /** Why not, in words; absent when it was done. */
  readonly reason?: string
}

/** At most so many at a time: somebody has looked at each. */
export const MOST_AT_ONCE = 100

/**
 * The same command for each, one after the other, each by itself: where some cannot be done the others are, and each
 * says what came of it.
 *
 * @throws InvalidValueError when there are none, or more than 100.
 */
export async function bulkTasks(
  runtime: Runtime,
  actor: Actor,
  request: BulkTasks,
): Promise<{ readonly results: readonly BulkResult[] }> {
  const taskIds = [...new Set(request.taskIds)]
  return eachByItself(taskIds, async (taskId) => {
    switch (request.action) {
      case 'claim':
        return claimTask(runtime, actor, taskId)
      case 'release':
        return releaseTask(runtime, actor, taskId)
      case 'assign':
        return assignTask(runtime, actor, taskId, request.assignee)
    }
  })
}

/** @throws InvalidValueError when there are none, or more than 100. */
export async function eachByItself(
  taskIds: readonly string[],
  act: (taskId: string) => Promise<unknown>,
): Promise<{ readonly results: readonly BulkResult[] }> {
  if (taskIds.length === 0 || taskIds.length > MOST_AT_ONCE) {
    throw new InvalidValueError(`number of tasks from 1 to ${MOST_AT_ONCE}`, String(taskIds.length))
  }
  const results: BulkResult[] = []
  for (const taskId of taskIds) {
    try {
      await act(taskId)
      results.push({ taskId, done: true })
    } catch (error) {
      results.push({ taskId, done: false, reason: error instanceof EngineError ? error.message : OURS })
    }
  }
  return { results }
}

const OURS = 'Something went wrong on our side; nothing of it was done. Try this one again'
