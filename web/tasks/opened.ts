import { localDate, mayDo, taskPage, type Runtime, type TaskPage } from '../../engine/index.ts'
import { frameOf } from '../cases/index.ts'
import { fieldsOf, showForm, type Choices, type FormLayout, type Posted, type ShownFault } from '../forms/index.ts'
import { view, type Reply, type StaffAsk } from '../frame/index.ts'
import { choicesOf } from './case-choices.ts'
import { taskView, type TaskView } from './task-view.ts'

/** A task that somebody looks at: as the engine has it, and as a form. */
export interface Opened {
  readonly page: TaskPage
  readonly layout: FormLayout
  readonly choices: Choices
}

/** @throws NotFoundError when the case has no such task, or the asker may not know of it. */
export async function openTask(runtime: Runtime, { actor, params }: StaffAsk): Promise<Opened> {
  const { caseId = '', taskId = '' } = params
  const page = await taskPage(runtime, actor, taskId, caseId)
  return { page, layout: fieldsOf(page.form ?? {}), choices: choicesOf(page, runtime.council) }
}

export function taskAddress({ page: { task } }: Opened): string {
  return `/cases/${task.caseId}/tasks/${task.id}`
}

/** The page of a task with what was filled in so far, and what is wrong with it. */
export function showTask(
  runtime: Runtime,
  ask: StaffAsk,
  opened: Opened,
  posted: Posted,
  { faults = [], focus }: { readonly faults?: readonly ShownFault[]; readonly focus?: string } = {},
): Reply {
  const { page, layout, choices } = opened
  const messages = new Map(faults.map(({ path, text }) => [path, text]))
  const data = {
    ...shared(runtime, ask, opened),
    form: showForm(layout, { posted, choices, messages }),
    layout: { description: layout.description, guidance: layout.guidance },
    call: page.call,
    errors: faults.map(({ text, href }) => ({ text, href })),
    ...(focus !== undefined && { focus }),
  }
  return view('tasks/task', data, faults.length > 0 ? 422 : 200)
}

/** What every page of a task has: the top of the case, and the task itself. */
export function shared(
  { council }: Runtime,
  { actor }: StaffAsk,
  { page }: Opened,
): { readonly frame: object; readonly task: TaskView } {
  const closureDays = council.closureDays.map(localDate)
  return { frame: frameOf(page, 'now'), task: taskView(page, actor, closureDays, mayDo(actor, 'move-tokens')) }
}

/** What stands in a form that nobody has begun: where it asks who does it, whoever opened it. */
export function beginning({ layout, choices }: Opened, { actor }: StaffAsk): Posted {
  return Object.fromEntries(
    layout.fields.flatMap((field): [string, string][] => {
      if (field.kind !== 'one-of' || field.isSelf !== true) return []
      return choices.of[field.source].some(({ value }) => value === actor.id) ? [[field.name, actor.id]] : []
    }),
  )
}
