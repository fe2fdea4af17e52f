import { emptyUser } from '../../../engine/runtime/commands/users.ts'
import { expect } from 'chai'
import { claimTask, type Role } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'

const MANAGER = { id: 'manager-1', role: 'complaints-manager' as Role }

describe('the lists of tasks', function () {
  this.timeout(120_000)
  let pages: TestPages
  let browser: Browser
  let taskIds: readonly string[]
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    for (let n = 0; n < 28; n += 1) await submitExample(pages)
    await pages.service.runtime.store.command((unit) => {
      for (const id of ['manager-1', 'manager-2']) {
        const name = id === 'manager-1' ? 'Mo Farrow' : 'Robin Delgado'
        unit.saveUser({ ...emptyUser(id, name, 'test', unit), roles: ['complaints-manager'], weeklyHours: 37 })
      }
      return Promise.resolve()
    })
    taskIds = (await pages.service.runtime.store.read.tasks({ limit: 100 })).rows.map(({ id }) => id)
    browser = pages.browse(MANAGER)
  })
  after(() => pages.stop())

  const rowsIn = (html: string) => html.match(/<tr class="govuk-table__row" data-case/g)?.length ?? 0
  const countIn = (html: string) => /of ([\d,]+) tasks?/.exec(html)?.[1]

  it('show a page of rows, say how many there are, and lead to the next page', async () => {
    const first = await browser.get('/tasks/unassigned')
    expect(first.status).to.equal(200)
    expect(rowsIn(first.html)).to.equal(25)
    expect(first.html).to.include('Showing 1 to 25 of 28 tasks, soonest due first.')
    const second = await browser.get('/tasks/unassigned?page=2')
    expect(rowsIn(second.html)).to.equal(3)
    expect(second.html).to.include('Showing 26 to 28 of 28 tasks')
    expect((await browser.get('/tasks/unassigned?page=9')).at, 'beyond the end: the first page').to.equal(
      '/tasks/unassigned',
    )
  })

  it('are narrowed by their address, each filter a link that takes it away', async () => {
    const { html } = await browser.get('/tasks/all?needs=child&procedure=children-act&sort=-due')
    expect(html).to.include('Remove the filter </span>Who complains: A child')
    expect(html).to.include('href="/tasks/all?procedure=children-act&amp;sort=-due"')
    expect(html).to.include('latest due first').and.to.include('aria-sort="descending"')
    const none = await browser.get('/tasks/all?procedure=corporate')
    expect(none.html).to.include('No task fits these filters')
  })

  it('name nobody: a complainant is initials', async () => {
    const { html } = await browser.get('/tasks/all')
    expect(html).to.include('J.R.')
    expect(html).not.to.include('Jordan')
  })

  it('count as many in the summary as its links list', async () => {
    await pages.moveTo('2026-04-02T09:00:00Z')
    const { html } = await browser.get('/tasks/all')
    const links = [...html.matchAll(/<a class="govuk-link" href="(\/tasks\/all\?due=[^"]+)">([\d,]+) [a-z ]+<\/a>/g)]
    expect(links).not.to.have.lengthOf(0)
    for (const [, href = '', count] of links) {
      expect(countIn((await browser.get(href.replaceAll('&amp;', '&'))).html), href).to.equal(count)
    }
  })

  it('warn when nobody told a complainant anything for too long', async () => {
    await claimTask(pages.service.runtime, MANAGER, taskIds[0] ?? '')
    await pages.service.runtime.store.command(async (unit) => {
      const { caseId } = (await unit.task(taskIds[0] ?? '')) ?? { caseId: '' }
      const row = await unit.lockCase(caseId)
      if (row !== undefined) unit.updateCase({ ...row, lastToldOn: row.receivedOn }, row.version)
    })
    const { html } = await browser.get('/tasks/mine')
    expect(html).to.include('who has not been told anything for more than 10 working days')
    expect(html).to.include('Tell them')
    expect(countIn((await browser.get('/tasks/mine?told=10')).html)).to.equal('1')
  })

  it('give the next task, and say why it is that one', async () => {
    await browser.get('/tasks/mine')
    const { at, html } = await browser.post('/tasks/next', {})
    expect(at).to.match(/^\/cases\/SC-2026-\d{5}\/tasks\//)
    expect(html).to.include('You have taken').and.to.include('tasks that nobody has, it is')
  })

  it('take several at once after a look at them, and say of each what came of it', async () => {
    const [first = '', second = ''] = taskIds.slice(10, 12)
    await claimTask(pages.service.runtime, { id: 'manager-2', role: 'complaints-manager' }, first)
    const none = await browser.get('/tasks/bulk?action=claim&back=%2Ftasks%2Fall')
    expect(none.html).to.include('Choose the tasks first')
    const query = `action=claim&task=${encodeURIComponent(first)}&task=${encodeURIComponent(second)}&back=%2Ftasks%2Fall`
    expect((await browser.get(`/tasks/bulk?${query}`)).html).to.include('Take these tasks')
    const result = await browser.post('/tasks/bulk', { action: 'claim', task: [first, second], back: '/tasks/all' })
    expect(result.at).to.equal('/tasks/bulk/result')
    expect(result.html).to.include('1 of 2 tasks taken').and.to.include('manager-2')
    expect((await pages.service.runtime.store.read.task(second))?.assignee).to.equal('manager-1')
  })

  it('give a task to somebody in three steps', async () => {
    const task = taskIds[14] ?? ''
    const asked = `task=${encodeURIComponent(task)}&back=%2Ftasks%2Fall`
    expect((await browser.get(`/tasks/assign?${asked}`)).html).to.include('Which role is to do this?')
    const people = await browser.get(`/tasks/assign/person?${asked}&role=complaints-manager`)
    expect(people.html).to.include('Robin Delgado').and.to.include('1 open, 0 due in 5 working days, 1 late')
    const confirm = await browser.get(`/tasks/assign/confirm?${asked}&assignee=manager-2`)
    expect(confirm.html).to.include('<h1 class="govuk-heading-l">Give to Robin Delgado</h1>')
    const done = await browser.post('/tasks/assign', { task, assignee: 'manager-2', back: '/tasks/all' })
    expect(done.html).to.include('is with Robin Delgado now')
    expect((await pages.service.runtime.store.read.task(task))?.assignee).to.equal('manager-2')
  })

  it('go back to none but a list of ours', async () => {
    const task = taskIds[15] ?? ''
    const { at } = await browser.post('/tasks/claim', { task, back: '//elsewhere.example/tasks' })
    expect(at).to.equal('/tasks/mine')
  })

  it('are a file for a spreadsheet, with the same filters and no formula', async () => {
    const all = await browser.get('/tasks/export.csv?list=all')
    expect(all.headers.get('content-type')).to.include('text/csv')
    expect(all.headers.get('content-disposition')).to.include('tasks-all.csv')
    expect(all.html.trim().split('\n')).to.have.lengthOf(29)
    const mine = await browser.get('/tasks/export.csv?list=all&assignee=manager-2')
    expect(mine.html.trim().split('\n')).to.have.lengthOf(3)
    expect((await browser.get('/tasks/export.csv?list=nothing')).status).to.equal(404)
  })

  it('are not there for a team that is not, nor for whoever gives out no tasks', async () => {
    expect((await browser.get('/tasks/team/nobodys-team')).status).to.equal(404)
    expect((await browser.get('/tasks/team/complaints-team')).status).to.equal(200)
    const officer = pages.browse({ id: 'o1', role: 'responding-manager' })
    expect((await officer.get('/tasks/mine')).html).to.include('You have no tasks')
    expect((await officer.get('/tasks/assign')).status).to.equal(403)
  })

  it('say who has how much, record an absence, and put back what falls due in it', async () => {
    const { html } = await browser.get('/team/workload')
    expect(html).to.include('Robin Delgado').and.to.include('role="img"')
    await browser.get('/team/absence?user=manager-2')
    const days = { 'from-day': '2', 'from-month': '4', 'from-year': '2026', 'until-month': '4', 'until-year': '2026' }
    const wrong = await browser.post('/team/absence', { user: 'manager-2', ...days, 'until-day': '31' })
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('<title>Error: ').and.to.include('href="#until-day"')
    const done = await browser.post('/team/absence', {
      user: 'manager-2',
      ...days,
      'until-day': '10',
      tasks: 'put-back',
    })
    expect(done.at).to.equal('/team/workload')
    expect(done.html)
      .to.include('is away from 2 April 2026 to 10 April 2026')
      .and.to.include('2 tasks due by then went back')
  })

  it('hand over what somebody leaves, with a look at the whole first', async () => {
    const task = taskIds[20] ?? ''
    await claimTask(pages.service.runtime, { id: 'manager-2', role: 'complaints-manager' }, task)
    expect((await browser.get('/team/handover/manager-2')).html).to.include('Hand over the tasks of Robin Delgado')
    const fields = { all: 'manager-1', 'task-0': task, 'to-0': '' }
    const without = await browser.post('/team/handover/manager-2', { ...fields, note: '' })
    expect(without.status).to.equal(422)
    const confirm = await browser.post('/team/handover/manager-2', { ...fields, note: 'Ring on Friday.' })
    expect(confirm.html).to.include('Hand over 1 task of Robin Delgado').and.to.include('Ring on Friday.')
    const done = await browser.post('/team/handover/manager-2/done', {
      count: '1',
      'task-0': task,
      'to-0': 'manager-1',
      'note-0': 'Ring on Friday.',
    })
    expect(done.html).to.include('1 of 1 task of Robin Delgado handed over')
    expect((await pages.service.runtime.store.read.task(task))?.assignee).to.equal('manager-1')
  })

  it('hear of a change as it happens, ids only', async () => {
    const stop = new AbortController()
    const headers = { 'x-test-actor': 'manager-1/complaints-manager' }
    const response = await fetch(`${pages.service.url}/events`, { headers, signal: stop.signal })
    expect(response.headers.get('content-type')).to.include('text/event-stream')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    const caseId = await submitExample(pages)
    let heard = ''
    while (!heard.includes('case-changed')) heard += new TextDecoder().decode((await reader.read()).value)
    expect(heard).to.include(`data: {"caseId":"${caseId}","tasks":true}`)
    stop.abort()
  })
})
