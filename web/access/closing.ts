import {
  addPerson,
  declareConflict,
  InvalidVariablesError,
  liftRestriction,
  mayAsk,
  RefusedError,
  restrictCase,
  staff,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'
import { field, fieldList, redirect, view, type Area, type Fields, type Notice, type Reply } from '../frame/index.ts'
import { confirmPage, faultsOfReason, type ConfirmPage, type Fault } from './confirm.ts'
import { awayFrom } from './words.ts'

/** Ways to keep people out of a case: a restriction, a conflict of interest, being the person complained about. */
export function addClosingPages(area: Area, runtime: Runtime): void {
  area.staff('get', '/cases/:caseId/restrict', 'restrict-case', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const { restricted } = await mayAsk(runtime, actor, 'restrict-case', caseId)
    if (restricted) return redirect(`/cases/${caseId}/restrict/lift`)
    return confirmPage(await restrictPage(runtime, actor, caseId, []), {})
  })
  area.staff('post', '/cases/:caseId/restrict', 'restrict-case', async ({ actor, params, body }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'restrict-case', caseId)
    const people = fieldList(body, 'people')
    const faults = faultsOfReason(body)
    const again = async (found: readonly Fault[]) =>
      confirmPage(await restrictPage(runtime, actor, caseId, people), body, found)
    if (faults.length > 0) return again(faults)
    try {
      await restrictCase(runtime, actor, { caseId, people, reason: field(body, 'reason') })
    } catch (error) {
      if (error instanceof InvalidVariablesError) return again([{ field: 'people', text: 'Choose people of the list' }])
      if (error instanceof RefusedError) return again([{ field: 'reason', text: error.message }])
      throw error
    }
    return redirect(`/cases/${caseId}/people`, {
      kind: 'success',
      title: 'The case is restricted.',
      text: 'Who may still see it stands below.',
    })
  })
  area.staff('get', '/cases/:caseId/restrict/lift', 'restrict-case', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const { restricted } = await mayAsk(runtime, actor, 'restrict-case', caseId)
    if (!restricted) return redirect(`/cases/${caseId}/restrict`)
    return confirmPage(liftPage(caseId), {})
  })
  area.staff('post', '/cases/:caseId/restrict/lift', 'restrict-case', async ({ actor, params, body }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'restrict-case', caseId)
    const faults = faultsOfReason(body)
    if (faults.length > 0) return confirmPage(liftPage(caseId), body, faults)
    await liftRestriction(runtime, actor, { caseId, reason: field(body, 'reason') })
    return redirect(`/cases/${caseId}/people`, { kind: 'success', title: 'The restriction is lifted.' })
  })

  area.staff('get', '/cases/:caseId/conflict', 'declare-conflict', async ({ actor, params, query }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'declare-conflict', caseId)
    return confirmPage(conflictPage(caseId, field(query, 'task')), {})
  })
  area.staff('post', '/cases/:caseId/conflict', 'declare-conflict', async ({ actor, params, body, query }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'declare-conflict', caseId)
    const faults = faultsOfReason(body)
    if (faults.length > 0) return confirmPage(conflictPage(caseId, field(query, 'task')), body, faults)
    await declareConflict(runtime, actor, { caseId, reason: field(body, 'reason') })
    return redirect(awayFrom(actor), CLOSED_TO_YOU)
  })

  area.staff('get', '/cases/:caseId/subject', 'record-subject', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'record-subject', caseId)
    return subjectPage(runtime, actor, caseId, {})
  })
  area.staff('post', '/cases/:caseId/subject', 'record-subject', async ({ actor, params, body }) => {
    const caseId = params['caseId'] ?? ''
    await mayAsk(runtime, actor, 'record-subject', caseId)
    const [id, name] = [field(body, 'user'), field(body, 'name')]
    const user = (await staff(runtime, actor)).find((each) => each.id === id)
    const fault = faultOfSubject(id, name, user !== undefined)
    if (fault !== undefined) return subjectPage(runtime, actor, caseId, body, [fault])
    await addPerson(runtime, actor, caseId, {
      ...(user !== undefined && { id: user.id }),
      role: 'subject-of-complaint',
      name: user?.name ?? name,
      contactPreference: 'email',
      adjustments: [],
    })
    if (id === actor.id) return redirect(awayFrom(actor), CLOSED_TO_YOU)
    return redirect(`/cases/${caseId}/people`, {
      kind: 'success',
      title: 'Recorded whom the complaint is about.',
      text: 'The case is closed to them from now on.',
    })
  })
}

/** Of no case: whoever reads over their shoulder learns nothing. */
const CLOSED_TO_YOU: Notice = {
  kind: 'success',
  title: 'Thank you. That is recorded, and the case is closed to you now.',
  text: 'Your tasks in it have gone back to the team.',
}

const MOST_NAME = 200

function faultOfSubject(id: string, name: string, isUser: boolean): Fault | undefined {
  if (id === '' && name === '') return { field: 'user', text: 'Select the person, or enter their name' }
  if (id !== '' && name !== '') return { field: 'name', text: 'Either select the person or enter a name, not both' }
  if (id !== '' && !isUser) return { field: 'user', text: 'Select a person of the list' }
  return name.length > MOST_NAME ? { field: 'name', text: 'The name must be 200 signs or fewer' } : undefined
}

async function subjectPage(
  runtime: Runtime,
  actor: Actor,
  reference: string,
  body: Fields,
  faults: readonly Fault[] = [],
): Promise<Reply> {
  const users = await peopleOf(runtime, actor)
  const data = {
    reference,
    users: [{ value: '', text: 'Select a person' }, ...users.map(({ value, text }) => ({ value, text }))],
    body: { user: field(body, 'user'), name: field(body, 'name') },
    errors: faults.map(({ field: name, text }) => ({ text, href: `#${name}` })),
    errorAt: Object.fromEntries(faults.map(({ field: name, text }) => [name, { text }])),
  }
  return view('access/subject', data, faults.length > 0 ? 422 : 200)
}

async function peopleOf(runtime: Runtime, actor: Actor) {
  const users = await staff(runtime, actor)
  return users.map(({ id, name, roles }) => ({
    value: id,
    text: `${name} (${id})`,
    hint: { text: roles.map(inWords).join(', ') },
  }))
}

async function restrictPage(
  runtime: Runtime,
  actor: Actor,
  reference: string,
  chosen: readonly string[],
): Promise<ConfirmPage> {
  const items = (await peopleOf(runtime, actor)).filter(({ value }) => value !== actor.id)
  return {
    title: 'Restrict who can see this case',
    reference,
    says: [
      'From then on only people see it who have or had a task or a part in it, you, and those whom you name here. Colleagues who are not named no longer find it.',
      'In an emergency a complaints manager can open it for 60 minutes; that is recorded, and the team is told.',
    ],
    people: {
      legend: 'Who else may still see it? (optional)',
      hint: 'Naming somebody gives them nothing that their role does not have.',
      items,
      chosen,
    },
    why: { label: 'Why?', hint: 'It stands in the history of the case.' },
    button: 'Restrict the case',
    action: `/cases/${reference}/restrict`,
    cancel: `/cases/${reference}`,
  }
}

function liftPage(reference: string): ConfirmPage {
  return {
    title: 'Lift the restriction',
    reference,
    says: ['Everybody sees the case again who may see it by their role or their team.'],
    why: { label: 'Why?', hint: 'It stands in the history of the case.' },
    button: 'Lift the restriction',
    action: `/cases/${reference}/restrict/lift`,
    cancel: `/cases/${reference}`,
  }
}

function conflictPage(reference: string, task: string): ConfirmPage {
  const isTask = /^[A-Za-z0-9._:-]+$/.test(task)
  const from = `/cases/${reference}${isTask ? `/tasks/${task}` : ''}`
  return {
    title: 'Declare a conflict of interest',
    reference,
    says: [
      'Do this if something stands between you and a fair look at the complaint: you or your family know somebody in it, or it touches something of your own.',
      'The case is closed to you at once and stays so: you no longer find it, your drafts in it are deleted, and your tasks go back to the team. You cannot take this back yourself.',
    ],
    why: { label: 'What is the conflict?', hint: 'Say what kind of tie it is. The complaints manager reads this.' },
    button: 'Declare it and leave the case',
    warning: true,
    action: `/cases/${reference}/conflict${isTask ? `?task=${task}` : ''}`,
    cancel: from,
  }
}
