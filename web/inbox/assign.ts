import { bulkTasks, isRole, staff, workload, type InboxLine, type Runtime } from '../../engine/index.ts'
import { field, fieldList, redirect, shortDay, view, type Reply, type StaffAsk } from '../frame/index.ts'
import { inWords } from '../cases/words.ts'
import { chosenTasks, named, showResult } from './bulk.ts'
import { backTo } from './one-task.ts'
import { nameIn } from './rows.ts'

/*
 * Giving tasks to somebody, one question a page: the role, the person with what they have before them, and then a look at
 * the whole. What was answered stands in the address, so that Back works.
 */

interface Chosen {
  readonly tasks: readonly InboxLine[]
  readonly back: string
}

async function chosenIn(runtime: Runtime, { actor, query }: Pick<StaffAsk, 'actor' | 'query'>): Promise<Chosen> {
  return { tasks: await chosenTasks(runtime, actor, fieldList(query, 'task')), back: backTo(field(query, 'back')) }
}

const NOTHING = { kind: 'information', title: 'Choose the tasks first.' } as const

/** Which role is to do it; that of the tasks comes first. */
export async function assignRole(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { tasks, back } = await chosenIn(runtime, ask)
  if (tasks.length === 0) return redirect(back, NOTHING)
  const people = await staff(runtime, ask.actor)
  const own = [...new Set(tasks.map(({ role }) => role))]
  const others = [...new Set(people.flatMap(({ roles }) => roles))].filter((role) => !own.includes(role)).sort()
  const items = [...own, ...others.filter((role) => isRole(role) && !NO_TASKS.has(role))].map((role, n) => ({
    value: role,
    text: inWords(role),
    ...(n < own.length && { hint: { text: 'The role that the task is for' }, checked: n === 0 }),
  }))
  const { errors, status } = notChosen(ask, 'role', 'Select which role is to do this')
  return view('inbox/assign-role', { title: 'Which role is to do this?', tasks, back, items, errors }, status)
}

/** A page that was sent without a choice says so above the choices; one that was just opened does not. */
function notChosen({ query }: Pick<StaffAsk, 'query'>, name: string, text: string) {
  const errors = field(query, 'sent') === name && field(query, name) === '' ? [{ text, href: `#${name}` }] : []
  return { errors, status: errors.length > 0 ? 422 : 200 }
}

const NO_TASKS = new Set(['auditor', 'system-admin', 'process-owner', 'intake'])

/** Who of them, with what they have before them. */
export async function assignPerson(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { tasks, back } = await chosenIn(runtime, ask)
  const role = field(ask.query, 'role')
  if (tasks.length === 0) return redirect(back, NOTHING)
  if (role === '') return assignRole(runtime, ask)
  const { people } = await workload(runtime, ask.actor)
  const { errors, status } = notChosen(ask, 'assignee', 'Select who is to do this')
  const items = people
    .filter(({ roles }) => roles.includes(role))
    .map(({ id, name, open, soon, late, away, absentUntil, weeklyHours }) => ({
      value: id,
      text: name,
      hint: {
        text: [
          `${open} open, ${soon} due in 5 working days, ${late} late`,
          ...(weeklyHours === undefined ? [] : [`${weeklyHours} hours a week`]),
          ...(away && absentUntil !== undefined ? [`away until ${shortDay(absentUntil)}`] : []),
        ].join('; '),
      },
    }))
  const roleName = inWords(role)
  return view(
    'inbox/assign-person',
    { title: 'Who is to do this?', tasks, back, role, roleName, items, errors },
    status,
  )
}

/** The whole once more before it is done. */
export async function assignConfirm(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { tasks, back } = await chosenIn(runtime, ask)
  const assignee = field(ask.query, 'assignee')
  if (tasks.length === 0) return redirect(back, NOTHING)
  if (assignee === '' && field(ask.query, 'sent') === 'assignee') return assignPerson(runtime, ask)
  const people = await staff(runtime, ask.actor)
  const person = people.find(({ id }) => id === assignee)
  if (person === undefined) {
    return redirect(back, { kind: 'information', title: 'Choose who is to do it.', text: 'Nothing was changed.' })
  }
  const away = person.away && person.absentUntil !== undefined ? shortDay(person.absentUntil) : undefined
  const before = tasks.map((task) => ({
    ...task,
    has: task.assignee === undefined ? 'Nobody' : nameIn(people, task.assignee),
  }))
  return view('inbox/assign-confirm', { title: `Give to ${person.name}`, tasks, before, back, person, away })
}

/** Gives each task by itself; one goes back to the list with a word, several to the page of results. */
export async function doAssign(runtime: Runtime, { actor, body, session }: StaffAsk): Promise<Reply> {
  const chosen = fieldList(body, 'task')
  const back = backTo(field(body, 'back'))
  const tasks = await chosenTasks(runtime, actor, chosen)
  const people = await staff(runtime, actor)
  // Somebody whom no page offered would never see the task.
  if (!people.some(({ id }) => id === field(body, 'assignee'))) {
    return redirect(back, { kind: 'information', title: 'Choose who is to do it.', text: 'Nothing was changed.' })
  }
  const { results } = await bulkTasks(runtime, actor, {
    action: 'assign',
    taskIds: chosen,
    assignee: field(body, 'assignee'),
  })
  const [only] = results
  if (results.length === 1 && only?.done === true) {
    const name = nameIn(people, field(body, 'assignee'))
    return redirect(back, {
      kind: 'success',
      title: `The task of ${tasks[0]?.caseId ?? 'the case'} is with ${name} now.`,
    })
  }
  return showResult(session, { action: 'assign', back, results: named(results, tasks) })
}
