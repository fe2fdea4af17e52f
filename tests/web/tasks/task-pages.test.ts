import { emptyUser } from '../../../engine/runtime/commands/users.ts'
import { expect } from 'chai'
import { dayOf, previewCompletion, type Actor, type Consequences } from '../../../engine/index.ts'
import { fieldsOf, postedFrom, type FormLike } from '../../../web/forms/index.ts'
import { tryLetter } from '../../../handlers/index.ts'
import { wouldPost } from '../../support/html-form.ts'
import { ANSWERS, CHILDS_COMPLAINT } from '../../support/journey.ts'
import { startMailCatcher, type MailCatcher } from '../../support/smtp.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const MANAGER: Actor = { id: 'mandy.cole', role: 'complaints-manager' }
const OTHER: Actor = { id: 'olive.park', role: 'complaints-manager' }
const RESPONDER: Actor = { id: 'moira.kent', role: 'responding-manager' }
const NOW = '2026-01-05T09:00:00.000Z'

interface Task {
  readonly taskId: string
  readonly element: string
  readonly form: string
  readonly role: string
  readonly dueOn?: string
}

let test: TestPages
let mail: MailCatcher
let seconds = 0
let manager: Browser

before(async function () {
  this.timeout(120_000)
  mail = await startMailCatcher()
  test = await startTestPages({ now: NOW, smtpUrl: `smtp://127.0.0.1:${mail.port}` })
  manager = test.browse(MANAGER)
  await test.service.runtime.store.command((unit) => {
    for (const { id, name, role } of [
      { id: MANAGER.id, name: 'Mandy Cole', role: MANAGER.role },
      { id: OTHER.id, name: 'Olive Park', role: OTHER.role },
      { id: RESPONDER.id, name: 'Moira Kent', role: RESPONDER.role },
    ]) {
      unit.saveUser({ ...emptyUser(id, name, 'test', unit), email: `${id}@council.example.org`, roles: [role] })
    }
    return Promise.resolve()
  })
})
after(async () => {
  await test.stop()
  await mail.stop()
})

describe('A task, done through its pages', () => {
  it('goes from record to answer: each form is posted, looked at, and completed', async () => {
    const caseId = await aCase()
    const done: string[] = []
    for (const form of ['record-complaint', 'decide-eligibility', 'choose-handling', 'answer-stage-1']) {
      const task = await taskOf(caseId, form)
      const browser = task.role === RESPONDER.role ? test.browse(RESPONDER) : manager
      const page = await browser.get(at(caseId, task))
      expect(page.status, form).to.equal(200)
      const answers = ANSWERS[form]?.(dayOf(NOW as never)) as Readonly<Record<string, unknown>>
      const filled = { ...wouldPost(page.html), ...(await fieldsFor(task, withoutOwner(answers))) }
      const looked = await browser.post(at(caseId, task), { ...filled, _do: 'check' })
      expect(looked.status, form).to.equal(200)
      expect(looked.html).to.include('Check before you complete')
      const completed = await browser.post(`${at(caseId, task)}/complete`, carriedTo('complete', looked.html))
      expect(completed.at, form).to.equal(`/cases/${caseId}`)
      expect(completed.html).to.include('Completed:')
      await settle()
      done.push(form)
    }
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
    const types = (body as { readonly facts: readonly { readonly type: string }[] }).facts.map(({ type }) => type)
    expect(types).to.include.members(['eligibility-decided', 'point-decided', 'action-agreed', 'stage-1-answered'])
    // Who does the action was no person of the case before the task named them.
    expect(types.filter((type) => type === 'person-added').length).to.be.above(0)
    expect(done).to.have.length(4)
  })

  it('says what is missing, each fault leading to its input, and keeps what was written', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const page = await manager.get(at(caseId, task))
    const posted = { ...wouldPost(page.html), classificationReason: 'A “quoted” reason & more <b>', _do: 'check' }
    const wrong = await manager.post(at(caseId, task), posted)
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('<title>Error: Record the complaint')
    expect(wrong.html).to.match(/<a href="#functionCode">Select an answer to “What is it about\?”<\/a>/)
    expect(wouldPost(wrong.html)['classificationReason']).to.equal('A “quoted” reason & more <b>')
  })

  it('adds and removes rows without scripts', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const page = await manager.get(at(caseId, task))
    const one = await manager.post(at(caseId, task), { ...wouldPost(page.html), _do: 'add:furtherPoints' })
    expect(wouldPost(one.html)).to.include({ 'furtherPoints-rows': '1', 'furtherPoints-0-point': 'P3' })
    const filled = { ...wouldPost(one.html), 'furtherPoints-0-text': 'The first', _do: 'add:furtherPoints' }
    const two = await manager.post(at(caseId, task), filled)
    expect(wouldPost(two.html)).to.include({ 'furtherPoints-0-text': 'The first', 'furtherPoints-1-point': 'P4' })
    const fewer = await manager.post(at(caseId, task), {
      ...wouldPost(two.html),
      'furtherPoints-1-text': 'The second',
      _do: 'remove:furtherPoints:0',
    })
    expect(wouldPost(fewer.html)).to.include({
      'furtherPoints-rows': '1',
      'furtherPoints-0-point': 'P4',
      'furtherPoints-0-text': 'The second',
    })
  })

  it('keeps a draft for whoever wrote it, and takes the task with it', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const page = await manager.get(at(caseId, task))
    const posted = { ...wouldPost(page.html), classificationReason: 'Half a sentence', _do: 'draft' }
    const saved = await manager.post(at(caseId, task), posted)
    expect(saved.html).to.include('Draft saved.')
    expect(wouldPost(saved.html)['classificationReason']).to.equal('Half a sentence')

    const others = await test.browse(OTHER).get(at(caseId, task))
    expect(others.html).to.include('Mandy Cole has this task.')
    expect(others.html).not.to.include('Half a sentence')
    expect(others.html).not.to.include('id="task-form"')
  })

  it('saves by itself, and tells the version', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const page = await manager.get(at(caseId, task))
    const saved = await manager.post(`${at(caseId, task)}/draft`, wouldPost(page.html))
    expect(saved.status).to.equal(200)
    expect(JSON.parse(saved.html)).to.deep.equal({ version: 2 })
  })

  it('tells whoever was too late who was quicker, and keeps what they wrote', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const answers = ANSWERS['record-complaint']?.('2026-01-05' as never) as Readonly<Record<string, unknown>>
    const first = await lookedAt(manager, caseId, task, answers)
    const other = test.browse(OTHER)
    const second = await lookedAt(other, caseId, task, { ...answers, classificationReason: 'My own long reason' })
    await manager.post(`${at(caseId, task)}/complete`, first)
    const late = await other.post(`${at(caseId, task)}/complete`, second)
    expect(late.status).to.equal(409)
    expect(late.html).to.include('Mandy Cole completed this task on 5 January 2026')
    expect(late.html).to.include('My own long reason')
  })

  it('completes once, however often the button is pressed', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    const answers = ANSWERS['record-complaint']?.('2026-01-05' as never) as Readonly<Record<string, unknown>>
    const fields = await lookedAt(manager, caseId, task, answers)
    const first = await manager.post(`${at(caseId, task)}/complete`, fields)
    const second = await manager.post(`${at(caseId, task)}/complete`, fields)
    expect([first.status, second.status]).to.deep.equal([200, 200])
    expect(second.at).to.equal(`/cases/${caseId}`)
  })

  it('is not found under another case', async () => {
    const [one, two] = [await aCase(), await aCase()]
    const task = await taskOf(one, 'record-complaint')
    expect((await manager.get(`/cases/${two}/tasks/${task.taskId}`)).status).to.equal(404)
  })

  it('can be taken, and put back', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    await manager.get(at(caseId, task))
    expect((await manager.post(`${at(caseId, task)}/claim`, {})).html).to.include('You have this task now.')
    expect((await manager.post(`${at(caseId, task)}/release`, {})).html).to.include('You have put this task back.')
  })

  it('goes to the next holder without what the last one had begun to write', async () => {
    const caseId = await aCase()
    const task = await taskOf(caseId, 'record-complaint')
    await manager.get(at(caseId, task))
    await manager.post(`${at(caseId, task)}/claim`, {})
    const page = await manager.get(at(caseId, task))
    await manager.post(`${at(caseId, task)}/draft`, wouldPost(page.html))
    const kept = async () => (await test.service.runtime.store.read.task(task.taskId))?.draft
    expect(await kept()).to.not.equal(null)
    await manager.post(`${at(caseId, task)}/release`, {})
    expect(await kept()).to.equal(null)
  })
})

describe('What the last look promises', () => {
  for (const steps of [
    ['record-complaint'],
    ['record-complaint', 'decide-eligibility'],
    ['record-complaint', 'decide-eligibility', 'choose-handling'],
    ['record-complaint', 'decide-eligibility', 'choose-handling', 'answer-stage-1'],
  ]) {
    it(`is what then happens: ${steps.at(-1) ?? ''}`, async () => {
      const caseId = await aCase()
      for (const form of steps.slice(0, -1)) await completeByApi(caseId, form)
      const form = steps.at(-1) ?? ''
      const task = await taskOf(caseId, form)
      const before = await stateOf(caseId)
      const answers = ANSWERS[form]?.('2026-01-05' as never)
      const { runtime } = test.service
      const actor = { id: task.role, role: task.role } as Actor
      const promised = await previewCompletion(runtime, actor, { taskId: task.taskId, answers }, tryLetter)
      expect(await stateOf(caseId), 'the preview changes nothing').to.deep.equal(before)
      await completeByApi(caseId, form)
      const happened = await stateOf(caseId)
      expect(sortedTasks(promised)).to.deep.equal(
        happened.tasks.filter((each) => !before.tasks.includes(each)).toSorted(),
      )
      expect(promised.messages.map(({ body }) => body).toSorted()).to.deep.equal(
        happened.messages.filter((each) => !before.messages.includes(each)).toSorted(),
      )
      expect(promised.facts.toSorted()).to.deep.equal(happened.facts.slice(before.facts.length).toSorted())
    })
  }

  it('names the stage that starts, the tasks with their days and the letters, before anything is done', async () => {
    const caseId = await aCase()
    await completeByApi(caseId, 'record-complaint')
    const task = await taskOf(caseId, 'decide-eligibility')
    const { html } = await lookAt(caseId, task)
    expect(html).to.include('This starts Stage 1.')
    expect(html).to.match(/<li>[^<]+, for the responding manager, due on 19 January 2026<\/li>/)
    expect(html).to.include('Complete the task')
  })

  it('tells a letter that cannot be written, and lets nobody complete the task', async () => {
    const [complainant] = CHILDS_COMPLAINT.people
    const { email: _email, ...silent } = complainant
    const caseId = await aCase({ ...CHILDS_COMPLAINT, people: [{ ...silent, contactPreference: 'letter' }] })
    const task = await taskOf(caseId, 'record-complaint')
    const { html } = await lookAt(caseId, task)
    expect(html).to.include('This cannot be completed yet')
    expect(html).to.include('Cannot be done yet')
    expect(html).not.to.include('Complete the task')
  })

  it('shows a letter as large as it is printed', async () => {
    const [complainant] = CHILDS_COMPLAINT.people
    const people = [{ ...complainant, address: ['1 High Street'], adjustments: ['large-print'] }]
    const caseId = await aCase({ ...CHILDS_COMPLAINT, people })
    const { html } = await lookAt(caseId, await taskOf(caseId, 'record-complaint'))
    expect(html).to.include('By post, when it has been printed.')
    expect(html).to.include('redress-letter__text--large')
  })
})

describe('Sending work back', () => {
  it('asks where to and why, and does it', async () => {
    const caseId = await aCase()
    for (const form of ['record-complaint', 'decide-eligibility', 'choose-handling']) await completeByApi(caseId, form)
    const task = await taskOf(caseId, 'answer-stage-1')
    const page = await manager.get(`${at(caseId, task)}/send-back`)
    expect(page.html).to.include('Which step is to be done again?')
    const empty = await manager.post(`${at(caseId, task)}/send-back`, {})
    expect(empty.status).to.equal(422)
    expect(empty.html).to.include('<a href="#reason">Enter the reason</a>')
    const to = /name="to" type="radio" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const sent = await manager.post(`${at(caseId, task)}/send-back`, { to, reason: 'The wrong way was chosen.' })
    expect(sent.at).to.equal(`/cases/${caseId}`)
    expect((await taskOf(caseId, 'choose-handling')).element).to.equal(to)
  })
})

/** A second passes, and what is due is done. */
async function settle(): Promise<void> {
  seconds += 1
  await test.moveTo(new Date(Date.parse(NOW) + seconds * 1000).toISOString())
}

function at(caseId: string, { taskId }: Task): string {
  return `/cases/${caseId}/tasks/${taskId}`
}

async function aCase(complaint: object = CHILDS_COMPLAINT): Promise<string> {
  const { status, body } = await test.call('intake', 'POST', '/api/v1/cases', complaint)
  expect(status).to.equal(201)
  await settle()
  return (body as { readonly caseId: string }).caseId
}

async function taskOf(caseId: string, form: string): Promise<Task> {
  const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
  const found = (body as { readonly tasks: readonly Task[] }).tasks.find((task) => task.form === form)
  if (found === undefined) throw new Error(`No task with the form ${form} is open: ${JSON.stringify(body)}`)
  return found
}

async function fieldsFor({ taskId }: Task, answers: Readonly<Record<string, unknown>>) {
  const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks/${taskId}/form`)
  return postedFrom(fieldsOf(body as FormLike), answers)
}

/** The fields that the last look carries to the button that completes. */
async function lookedAt(browser: Browser, caseId: string, task: Task, answers: Readonly<Record<string, unknown>>) {
  const page = await browser.get(at(caseId, task))
  const posted = { ...wouldPost(page.html), ...(await fieldsFor(task, answers)), _do: 'check' }
  const looked = await browser.post(at(caseId, task), posted)
  expect(looked.status).to.equal(200)
  return carriedTo('complete', looked.html)
}

function carriedTo(action: string, html: string) {
  const form = new RegExp(`<form method="post" action="[^"]+/${action}">([\\s\\S]*?)</form>`).exec(html)?.[1]
  if (form === undefined) throw new Error(`The page has no form that goes to ${action}: ${html}`)
  return wouldPost(form)
}

async function lookAt(caseId: string, task: Task) {
  const page = await manager.get(at(caseId, task))
  const answers = ANSWERS[task.form]?.('2026-01-05' as never) as Readonly<Record<string, unknown>>
  return manager.post(at(caseId, task), { ...wouldPost(page.html), ...(await fieldsFor(task, answers)), _do: 'check' })
}

/** An action is done by a user who is not yet in the case. */
function withoutOwner(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { actions } = answers as { readonly actions?: readonly object[] }
  if (actions === undefined) return answers
  return { ...answers, actions: actions.map((action) => ({ ...action, owner: OTHER.id })) }
}

async function completeByApi(caseId: string, form: string): Promise<void> {
  const task = await taskOf(caseId, form)
  const answers = ANSWERS[form]?.('2026-01-05' as never)
  const { status, body } = await test.call(
    task.role as 'caseworker',
    'POST',
    `/api/v1/tasks/${task.taskId}/completion`,
    { answers },
  )
  expect(status, JSON.stringify(body)).to.equal(200)
  await settle()
}

async function stateOf(caseId: string) {
  const { read } = test.service.runtime.store
  const [{ rows: tasks }, { rows: messages }, facts] = await Promise.all([
    read.tasks({ caseId, limit: 100 }),
    read.outbox({ caseId, limit: 100 }),
    read.facts(caseId),
  ])
  return {
    tasks: tasks.map(({ element, dueOn }) => `${element} ${dueOn ?? ''}`),
    messages: messages.map(({ body }) => body),
    facts: facts.map(({ type }) => type as string),
  }
}

function sortedTasks({ opened }: Consequences): readonly string[] {
  return opened.map(({ element, dueOn }) => `${element} ${dueOn ?? ''}`).toSorted()
}
