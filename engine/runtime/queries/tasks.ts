import { NotFoundError } from '../../errors.ts'
import type { PageRequest } from '../../store/page.ts'
import type { TaskFilter } from '../../store/reader.ts'
import type { TaskRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { onlyVisible } from '../access.ts'
import { anyTask } from '../commands/complete-task.ts'
import type { FormSchema } from '../form.ts'
import type { Runtime } from '../runtime.ts'
import { besideTask } from '../beside-task.ts'

/** A task in a list. */
export interface TaskSummary {
  readonly taskId: string
  readonly caseId: string
  readonly element: string
  readonly name: string
  readonly role: string
  readonly form?: string
  readonly assignee?: string
  readonly status: TaskRow['status']
  /** The last day on which it is in time; absent when it has no deadline, or its clock has not started. */
  readonly dueOn?: LocalDate
  readonly deadlineRule?: string
  readonly createdAt: Instant
  readonly version: number
}

/** The earliest due first. `mine` is what the asker has taken. */
export async function listTasks(
  runtime: Runtime,
  actor: Actor,
  filter: TaskFilter & PageRequest & { readonly mine?: unknown },
): Promise<{ readonly tasks: readonly TaskSummary[]; readonly next?: string; readonly total: number }> {
  mustBeAllowed(actor, 'read-cases')
  const { mine, ...rest } = filter
  const seen = { ...rest, ...onlyVisible(runtime, actor) }
  const wanted = String(mine) === 'true' ? { ...seen, assignee: actor.id } : seen
  const [{ rows, next }, total] = await Promise.all([
    runtime.store.read.tasks(wanted),
    runtime.store.read.taskCount(wanted),
  ])
  return { tasks: rows.map(summary), total, ...(next !== undefined && { next }) }
}

/** A task with the guidance that its diagram gives. */
export async function taskView(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
): Promise<TaskSummary & { readonly clause: string; readonly guidance: string }> {
  const task = await anyTask(runtime, actor, taskId)
  const beside = besideTask(task)
  if (beside !== undefined) return { ...summary(task), clause: beside.clause, guidance: beside.guidance }
  const { node } = await placeOf(runtime, task)
  const [clause = '', ...rest] = (node?.documentation ?? '').split('\n')
  return { ...summary(task), clause, guidance: rest.join('\n').trim() }
}

/** The form that completes a task, of the version that its case runs on. */
export async function taskForm(runtime: Runtime, actor: Actor, taskId: string): Promise<FormSchema> {
  const task = await anyTask(runtime, actor, taskId)
  const beside = besideTask(task)
  if (beside !== undefined) return beside.form
  const { procedure } = await placeOf(runtime, task)
  const form = task.form === null ? undefined : procedure.forms.get(task.form)
  if (form === undefined) throw new NotFoundError('form of the task', taskId)
  return form.schema
}

async function placeOf(runtime: Runtime, task: TaskRow) {
  const row = await runtime.store.read.case(task.caseId)
  if (row === undefined) throw new NotFoundError('case', task.caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const processes = [...procedure.processes.values()]
  const node = processes.map(({ model }) => model.nodes.get(task.element)).find((each) => each !== undefined)
  return { procedure, node }
}

export function summary(task: TaskRow): TaskSummary {
  return {
    taskId: task.id,
    caseId: task.caseId,
    element: task.element,
    name: task.name,
    role: task.role,
    status: task.status,
    createdAt: task.createdAt,
    version: task.version,
    ...(task.form !== null && { form: task.form }),
    ...(task.assignee !== null && { assignee: task.assignee }),
    ...(task.dueOn !== null && { dueOn: task.dueOn }),
    ...(task.deadlineRule !== null && { deadlineRule: task.deadlineRule }),
  }
}
