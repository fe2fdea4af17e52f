import type { Person } from '../../case/person.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { NotFoundError } from '../../errors.ts'
import type { TaskRow, UserRow } from '../../store/rows.ts'
import { mayWorkTaskOf, type Actor } from '../../access/index.ts'
import { anyTask } from '../commands/complete-task.ts'
import type { FormSchema } from '../form.ts'
import type { Runtime } from '../runtime.ts'
import { besideTask } from '../beside-task.ts'
import { isCall } from '../telephone-call.ts'
import { casePage, type CasePage } from './case-page.ts'

/** Somebody who can be named in a form: an officer, or somebody outside who is bound to the case. */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[]
}

/** All that a page needs with which somebody does a task. */
export interface TaskPage extends CasePage {
  readonly task: TaskRow
  /** First line of the step's documentation: `Reg 14(1)`, with how certain that is. */
  readonly clause: string
  readonly guidance: string
  readonly form?: FormSchema
  /** Titles of the procedure's roles, by code. */
  readonly roles: Readonly<Record<string, string>>
  readonly officers: readonly Officer[]
  /** Whether the asker's role is that of the task; who has it is another question. */
  readonly mayWork: boolean
  /** What was filled in so far, for whoever saved it. */
  readonly draft?: Draft
  /** For a call: whom, and the words to say. */
  readonly call?: { readonly to: readonly string[]; readonly words: string }
  /** Earlier steps to which the task can go back. */
  readonly backTo: readonly { readonly element: string; readonly name: string }[]
}

type Draft = Readonly<Record<string, string | readonly string[]>>

/**
 * A task as a page shows it. Reading the case is recorded in the audit trail.
 *
 * @param ofCase - The case under whose address the task was asked for.
 * @throws NotFoundError when there is no such task, or none of a case that the actor may know of.
 */
export async function taskPage(runtime: Runtime, actor: Actor, taskId: string, ofCase?: string): Promise<TaskPage> {
  const { read } = runtime.store
  const task = await anyTask(runtime, actor, taskId)
  if (ofCase !== undefined && task.caseId !== ofCase) throw new NotFoundError('task', taskId)
  const page = await casePage(runtime, actor, task.caseId, 'task')
  const row = await read.case(task.caseId)
  if (row === undefined) throw new NotFoundError('case', task.caseId)
  const [procedure, officers] = await Promise.all([
    runtime.procedures.load(row.procedure, row.procedureVersion),
    read.users({ status: 'active' }),
  ])
  const models = [...procedure.processes.values()].map(({ model }) => model)
  const model = models.find(({ nodes }) => nodes.has(task.element))
  const beside = besideTask(task)
  const documentation = beside
    ? `${beside.clause}\n${beside.guidance}`
    : (model?.nodes.get(task.element)?.documentation ?? '')
  const [clause = '', ...guidance] = documentation.split('\n')
  const form = beside ? beside.form : task.form === null ? undefined : procedure.forms.get(task.form)?.schema
  const call = isCall(task) ? await callOf(runtime, task, page) : undefined
  const names = await read.usersNamed([task.assignee ?? [], task.completedBy ?? []].flat())
  return {
    ...page,
    names: new Map([...page.names, ...names.map(({ id, name }) => [id, name] as const)]),
    task,
    clause,
    guidance: guidance.join('\n').trim(),
    ...(form !== undefined && { form }),
    roles: Object.fromEntries(procedure.roles.map(({ code, title }) => [code, title])),
    officers: officers.filter((user) => user.caseId === null || user.caseId === row.id).map(officer),
    ...(call !== undefined && { call }),
    mayWork: mayWorkTaskOf(actor, task.role),
    ...(task.draft !== null && task.assignee === actor.id && { draft: task.draft as Draft }),
    backTo: model === undefined ? [] : earlierTasks(model, task.element),
  }
}

async function callOf(runtime: Runtime, { id }: TaskRow, { people }: CasePage): Promise<TaskPage['call']> {
  const message = await runtime.store.read.outboxMessage(id)
  if (message === undefined) return undefined
  const { person } = message.details['to'] as { readonly person?: string }
  const named = people.find((each) => each.id === person)
  return { to: [named?.name ?? [], named?.phone ?? []].flat(), words: message.body }
}

/** User tasks of the same diagram, in the same part of it, from which the flows lead to the task; the nearest first. */
function earlierTasks(model: ProcedureModel, element: string): TaskPage['backTo'] {
  const scope = model.nodes.get(element)?.scope
  const seen = new Set([element])
  const found: { element: string; name: string }[] = []
  let edge: readonly string[] = [element]
  while (edge.length > 0) {
    const before = [...model.flows.values()].filter(({ target }) => edge.includes(target)).map(({ source }) => source)
    edge = [...new Set(before)].filter((id) => !seen.has(id))
    for (const id of edge) {
      seen.add(id)
      const node = model.nodes.get(id)
      if (node?.type === 'userTask' && node.scope === scope) found.push({ element: id, name: node.name })
    }
  }
  return found
}

function officer({ id, name, email, roles }: UserRow): Officer {
  return { id, name, email, roles }
}

/** Whom and what the form of a task can name: the people of the case, officers, points, actions. */
export interface TaskChoices {
  readonly people: readonly Pick<Person, 'id' | 'role' | 'name'>[]
  readonly officers: readonly Omit<Officer, 'email'>[]
  readonly points: readonly { readonly id: string; readonly text: string }[]
  readonly actions: readonly { readonly id: string; readonly text: string }[]
}

export async function taskChoices(runtime: Runtime, actor: Actor, taskId: string): Promise<TaskChoices> {
  const { people, officers, complaint } = await taskPage(runtime, actor, taskId)
  return {
    people: people.map(({ id, role, name }) => ({ id, role, name })),
    officers: officers.map(({ id, name, roles }) => ({ id, name, roles })),
    points: complaint.points.map(({ id, text }) => ({ id, text })),
    actions: complaint.actions.filter(({ doneOn }) => doneOn === undefined).map(({ id, text }) => ({ id, text })),
  }
}

/** What the asker has filled in so far; no fields where nothing was saved. */
export async function taskDraft(
  runtime: Runtime,
  actor: Actor,
  taskId: string,
): Promise<{ readonly taskId: string; readonly version: number; readonly fields: Draft }> {
  const { task, draft = {} } = await taskPage(runtime, actor, taskId)
  return { taskId, version: task.version, fields: draft }
}
