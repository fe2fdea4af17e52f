import { NotFoundError, NotPermittedError } from '../../errors.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Unit } from '../../store/unit.ts'
import type { Runtime } from '../runtime.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import { caseOfTask, doneAlready, mustBeOfTheirRole } from './complete-task.ts'

/** What somebody has filled in so far. */
export interface SaveDraft {
  readonly taskId: string
  /** The fields of the form as they stand, finished or not. They are erased when the task is done. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>
}

export interface SavedDraft {
  readonly taskId: string
  readonly caseId: string
  readonly assignee: string
  /** Of the task. */
  readonly version: number
}

/**
 * Keeps what was filled in so far with the task. Whoever saves it takes the task, so that no two people fill it in.
 *
 * @throws NotPermittedError when somebody else has taken it.
 * @throws ConflictError when somebody else has done it; it names who and when.
 */
export async function saveTaskDraft(
  runtime: Runtime,
  actor: Actor,
  { taskId, fields }: SaveDraft,
): Promise<SavedDraft> {
  const caseId = caseOfTask(taskId)
  const asked = { caseId, action: 'work-tasks', named: ['task', taskId] } as const
  mustBeAllowed(actor, asked.action)
  return recordingDenials(runtime, actor, asked.action, () => runtime.store.command((unit) => keep(unit)))

  async function keep(unit: Unit): Promise<SavedDraft> {
    // Held, so that nobody is barred from the case between this question and the end of the command.
    await unit.lockCase(caseId)
    mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
    const task = await unit.task(taskId)
    if (task === undefined) throw new NotFoundError('task', taskId)
    mustBeOfTheirRole(actor, task)
    if (task.status !== 'open') throw doneAlready(task)
    if (task.assignee !== null && task.assignee !== actor.id) {
      throw new NotPermittedError('Somebody else has taken this task, and a draft of it is theirs')
    }
    unit.updateTask(taskId, { draft: { ...fields }, assignee: actor.id }, task.version)
    unit.saveAccess({ caseId, who: actor.id, relation: 'assigned', part: '', untilAt: null })
    const by = { caseId, actor: actor.id, role: actor.role, element: task.element }
    unit.audit({ ...by, type: 'draft-saved', body: { task: taskId, taken: task.assignee === null } })
    return { taskId, caseId, assignee: actor.id, version: task.version + 1 }
  }
}
