import type { ComplaintCase } from '../../case/complaint-case.ts'
import { emptyCase } from '../../case/complaint-case.ts'
import { caseId as asCaseId } from '../../case/case-id.ts'
import { evolve } from '../../case/evolve.ts'
import type { Person } from '../../case/person.ts'
import { NotFoundError } from '../../errors.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { CaseRow, JsonObject, TaskRow, UserRow } from '../../store/rows.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import { mayWorkTaskOf, mustBeAllowed, type Actor } from '../../access/index.ts'
import { lawContext } from '../case-work.ts'
import { anyTask } from '../commands/complete-task.ts'
import type { FormSchema } from '../form.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { CALL_FORM, callGuidance, isCall } from '../telephone-call.ts'

/** Somebody who can be named in a form: an officer, or somebody outside who is bound to the case. */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[]
}

/** All that a page needs with which somebody does a task. */
export interface TaskPage {
  readonly task: TaskRow
  /** First line of the step's documentation: `Reg 14(1)`, with how certain that is. */
  readonly clause: string
  readonly guidance: string
  readonly form?: FormSchema
  readonly procedureTitle: string
  /** Titles of the procedure's roles, by code. */
  readonly roles: Readonly<Record<string, string>>
  readonly row: CaseRow
  readonly complaint: ComplaintCase
  readonly clocks: readonly LawClock[]
  readonly people: readonly Person[]
  readonly officers: readonly Officer[]
  /** Whether the asker's role is that of the task; who has it is another question. */
  readonly mayWork: boolean
  /** What was filled in so far, for whoever saved it. */
  readonly draft?: Draft
  readonly now: Instant
}

type Draft = Readonly<Record<string, string | readonly string[]>>

/**
 * A task as a page shows it. Reading the case is recorded in the audit trail.
 *
 * @throws NotFoundError when there is no such task.
 */
export async function taskPage(runtime: Runtime, actor: Actor, taskId: string): Promise<TaskPage> {
  mustBeAllowed(actor, 'read-cases')
  const { read } = runtime.store
  const task = await anyTask(runtime, taskId)
  const row = await read.case(task.caseId)
  if (row === undefined) throw new NotFoundError('case', task.caseId)
  const [procedure, facts, people, officers] = await Promise.all([
    runtime.procedures.load(row.procedure, row.procedureVersion),
    read.facts(row.id),
    peopleIn(runtime, row.id),
    read.users({ status: 'active' }),
  ])
  await runtime.store.command((unit) => {
    unit.audit({
      caseId: row.id,
      actor: actor.id,
      role: actor.role,
      type: 'case-viewed',
      body: { task: taskId },
    })
    return Promise.resolve()
  })
  const now = runtime.clock.now()
  const form = isCall(task) ? CALL_FORM : task.form === null ? undefined : procedure.forms.get(task.form)?.schema
  const documentation = isCall(task)
    ? `Equality Act 2010 s.20\n${callGuidance(task)}`
    : (procedureNode(procedure, task)?.documentation ?? '')
  const [clause = '', ...guidance] = documentation.split('\n')
  return {
    task,
    clause,
    guidance: guidance.join('\n').trim(),
    ...(form !== undefined && { form }),
    procedureTitle: procedure.title,
    roles: Object.fromEntries(procedure.roles.map(({ code, title }) => [code, title])),
    row,
    complaint: facts.reduce(evolve, emptyCase(asCaseId(row.id))),
    clocks: clocks(facts, dayOf(now), lawContext(runtime, procedure)),
    people: [...people.values()],
    officers: officers.filter((user) => user.caseId === null || user.caseId === row.id).map(officer),
    mayWork: mayWorkTaskOf(actor, task.role),
    ...(task.draft !== null && task.assignee === actor.id && { draft: task.draft as JsonObject as Draft }),
    now,
  }
}

function procedureNode({ processes }: Awaited<ReturnType<Runtime['procedures']['load']>>, { element }: TaskRow) {
  return [...processes.values()].map(({ model }) => model.nodes.get(element)).find((node) => node !== undefined)
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
