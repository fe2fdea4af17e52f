import { isDeepStrictEqual } from 'node:util'
import type { CaseWork } from '../case-work.ts'
import type { Dates, OpenWait } from '../keep-dates.ts'
import { taskAt } from '../task-at.ts'

/**
 * After a case was put on another version: the rows of what went on waiting say what that version says of it. A task keeps
 * who has it, its answers so far and its id; a timer its moment (those of time limits are moved with the other dates); a
 * job that waits becomes the job of the new step.
 */
export async function keepRows(
  work: CaseWork,
  before: ReadonlyMap<string, OpenWait>,
  after: ReadonlyMap<string, OpenWait>,
  dates: Dates,
): Promise<void> {
  const { unit, row } = work
  const stayed = new Map(
    [...after.values()].flatMap((each): [string, OpenWait][] => (before.has(each.key) ? [[each.id, each]] : [])),
  )
  for (const task of await unit.openTasks(row.id)) {
    const each = stayed.get(task.id)
    if (each === undefined) continue
    const { candidateTeam, ...said } = taskAt(work, each)
    const limit = dates.deadlineOf(said.deadlineRule ?? undefined, each.instance)
    const team = said.role === task.role ? {} : { candidateTeam }
    const change = { element: each.wait.element, ...said, ...team, ...limit }
    const isSame = Object.entries(change).every(([name, value]) => task[name as keyof typeof change] === value)
    if (!isSame) unit.updateTask(task.id, change)
  }
  for (const job of await unit.openJobs(row.id)) {
    const each = stayed.get(job.id)
    if (each === undefined) continue
    const { action = '', parameters = {} } = each.node?.redress ?? {}
    const change = { element: each.wait.element, action, parameters: { ...parameters } }
    const isSame = isDeepStrictEqual(change, {
      element: job.element,
      action: job.action,
      parameters: { ...job.parameters },
    })
    if (!isSame) unit.changeJob(job.id, change)
  }
  for (const timer of await unit.timersOf(row.id)) {
    const each = stayed.get(timer.id)
    if (each?.wait.kind !== 'timer' || timer.element === each.wait.element) continue
    unit.armTimer({
      id: timer.id,
      caseId: row.id,
      instanceId: timer.instanceId,
      waitId: timer.waitId,
      element: each.wait.element,
      kind: 'plain',
      dueAt: each.wait.due,
    })
  }
}
