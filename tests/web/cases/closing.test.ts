import { expect } from 'chai'
import type { Role } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

interface Check {
  readonly id: string
  readonly state: string
  readonly open: readonly { readonly what: string; readonly taskId?: string }[]
}

describe('what stands in the way of closing a case', function () {
  this.timeout(120_000)
  let pages: TestPages
  let caseId: string
  let browser: Browser
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    caseId = await submitExample(pages)
    browser = pages.browse({ id: 'cm1', role: 'complaints-manager' })
  })
  after(() => pages.stop())

  const closing = async (role: Role = 'complaints-manager') => {
    const { body, status } = await pages.call(role, 'GET', `/api/v1/cases/${caseId}/closing`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as { outcome?: string; closed?: object; closedBy: { step: string; part: string }; checks: Check[] }
  }
  const check = async (id: string) => (await closing()).checks.find((each) => each.id === id)
  const page = async () => (await browser.get(`/cases/${caseId}/close`)).html

  it('is everything at the beginning, each with the page on which it is done', async () => {
    await pages.service.drain()
    const { checks, closedBy, outcome } = await closing()
    expect(closedBy).to.deep.equal({ step: 'Close the case', part: 'Closing and learning' })
    expect(outcome).to.equal(undefined)
    const states = Object.fromEntries(checks.map(({ id, state }) => [id, state]))
    expect(states).to.include({ stopped: 'done', tasks: 'to-do', points: 'to-do', duties: 'to-do', lateness: 'done' })
    expect(states).to.include({ actions: 'done', learning: 'later', retention: 'not-asked' })
    const html = await page()
    const task = checks.find(({ id }) => id === 'tasks')?.open[0]?.taskId ?? ''
    expect(html).to.include(`href="/cases/${caseId}/tasks/${encodeURIComponent(task)}"`)
    expect(html).to.include(`href="/cases/${caseId}/points"`).and.to.include(`href="/cases/${caseId}/clock"`)
  })

  it('is a letter that nobody has printed, and a promise that is not kept', async () => {
    await walk(pages, caseId, (step) => step === 'task_record_learning')
    const [promise] = (await check('actions'))?.open ?? []
    expect((await check('points'))?.state).to.equal('done')
    expect(await page()).to.include(promise === undefined ? 'Every promise is kept' : promise.what)
    const sent = await check('letters')
    expect(sent?.state).to.equal(sent?.open.length === 0 ? 'done' : 'to-do')
  })

  it('is at last what was learnt, in the task that asks for it, with how the case will end', async () => {
    const learning = await check('learning')
    expect(learning?.state).to.equal('to-do')
    expect(learning?.open[0]).to.include({ what: 'Record what was learnt' })
    expect((await closing()).outcome).to.be.a('string')
    expect(await page()).to.include('and as its points stand now it ends as')
  })

  it('is a time limit that was missed without a reason', async () => {
    const before = (await check('lateness'))?.open.length ?? 0
    expect(before).to.equal(0)
    const late = await submitExample(pages)
    await pages.service.drain()
    await pages.moveTo('2026-05-20T09:00:00Z')
    const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/cases/${late}/closing`)
    const lateness = (body as { checks: Check[] }).checks.find(({ id }) => id === 'lateness')
    expect(lateness?.state).to.equal('to-do')
    expect((await browser.get(`/cases/${late}/close`)).html).to.include('Why something was late')
  })

  it('is nothing once the case is closed', async () => {
    await pages.moveTo('2026-05-20T09:00:00Z')
    await walk(pages, caseId)
    const { closed, checks } = await closing()
    expect(closed).to.include({ outcome: 'upheld' })
    expect(checks.find(({ id }) => id === 'learning')?.state).to.equal('done')
    expect(await page()).to.include('The case was closed on')
  })

  it('shows nothing of a case to somebody who may not see it', async () => {
    const { status } = await pages.call('process-owner', 'GET', `/api/v1/cases/${caseId}/closing`)
    expect(status).to.equal(403)
  })
})
