import { expect } from 'chai'
import type { Actor } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'

const AT = '/procedures/children-act/live'
const MANAGER: Actor = { id: 'manager', role: 'complaints-manager' }
const STEP = 'task_record_complaint'

describe('the page of where the cases are', () => {
  let test: TestPages
  let manager: Browser
  let owner: Browser
  let caseId: string
  let taskId: string

  before(async function () {
    this.timeout(120_000)
    test = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    manager = test.browse(MANAGER)
    owner = test.browse({ id: 'po1', role: 'process-owner' })
    caseId = await submitExample(test)
    await test.moveTo('2026-02-02T09:01:00.000Z')
    const { rows } = await test.service.runtime.store.read.tasks({ caseId, status: 'open', limit: 10 })
    taskId = rows.find(({ element }) => element === STEP)?.id ?? ''
  })
  after(() => test.stop())

  it('counts in the picture and in the table, and names nobody to a process owner', async () => {
    const shown = await owner.get(`${AT}?diagram=children-act-receipt`)
    expect(shown.status).to.equal(200)
    expect(shown.html).to.include('1 open case, none of them late').and.include('Every open case is counted')
    expect(shown.html).to.match(/<g class="d-count">.*<text[^>]*>1<\/text>/)
    expect(shown.html).to.not.include(caseId)
    expect((await owner.get(`${AT}/steps/${STEP}?version=1`)).status).to.equal(403)
    expect((await owner.get(AT)).html).to.include('Receipt of a complaint</a>: up to 1 case at a step')
    expect((await owner.get('/procedures/children-act')).html).to.include(`href="${AT}"`)
  })

  it('opens a step to its cases, with what can be done there', async () => {
    expect((await manager.get(`${AT}?diagram=children-act-receipt`)).html).to.include(`${AT}/steps/${STEP}?version=1`)
    const shown = await manager.get(`${AT}/steps/${STEP}?version=1`)
    expect(shown.html).to.include(caseId).and.include(`/cases/${caseId}/move?at=${taskId}`)
    expect((await manager.get(`${AT}/steps/${STEP}?version=1&late=yes`)).html).to.include('No cases.')
  })

  it('shows what a move would bring, and asks a second person', async () => {
    const page = await manager.get(`/cases/${caseId}/move?at=${taskId}`)
    const to = /<option value="([^"]+)"/.exec(page.html.replace('<option value=""', ''))?.[1] ?? ''
    const unsaid = await manager.post(`/cases/${caseId}/move`, { at: taskId, to: '', reason: '' })
    expect([unsaid.status, unsaid.html.includes('Choose the step to which the case goes')]).to.deep.equal([422, true])
    const asked = { at: taskId, to, reason: 'It was recorded elsewhere' }
    const seen = await manager.post(`/cases/${caseId}/move`, asked)
    expect(seen.html).to.include('Nothing of it has happened').and.include('Tasks that end')
    const done = await manager.post(`/cases/${caseId}/move`, { ...asked, _do: 'ask' })
    expect(done.at).to.equal('/approvals/mine')
    expect(done.html).to.include('Move a case to another step')
    const gone = await manager.post(`/cases/${caseId}/move`, { ...asked, at: 'no-such-place' })
    expect([gone.status, gone.html.includes('no longer at that step')]).to.deep.equal([422, true])
  })

  it('is the same by the API, as its document says', async () => {
    const api = '/api/v1/procedures/children-act/live'
    const live = await test.call('process-owner', 'GET', api)
    expect([live.status, (live.body as { cases: number }).cases]).to.deep.equal([200, 1])
    const cases = await test.call('complaints-manager', 'GET', `${api}/cases?version=1&element=${STEP}&limit=5`)
    expect((cases.body as { total: number }).total).to.equal(1)
    expect((await test.call('process-owner', 'GET', `${api}/cases?version=1&element=${STEP}`)).status).to.equal(403)
    const at = `/api/v1/cases/${caseId}/token-move`
    const { body } = await test.call('complaints-manager', 'GET', at)
    const { places } = body as { places: { at: string; targets: { element: string }[] }[] }
    const place = places.find((each) => each.at === taskId)
    const asked = { at: taskId, to: place?.targets[0]?.element ?? '' }
    const tried = await test.call('complaints-manager', 'POST', `${at}/preview`, asked)
    expect([tried.status, (tried.body as { from: string }).from !== '']).to.deep.equal([200, true])
    const proposed = await test.call('complaints-manager', 'POST', at, { ...asked, reason: 'By the API' })
    expect([proposed.status, (proposed.body as { action: string }).action]).to.deep.equal([202, 'move-to-step'])
    expect((await test.call('caseworker', 'POST', `${at}/preview`, asked)).status).to.equal(403)
  })
})
