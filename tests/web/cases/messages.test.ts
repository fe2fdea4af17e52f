import { emptyUser } from '../../../engine/runtime/commands/users.ts'
import { expect } from 'chai'
import { askOfOwnCase, claimTask, handOver, type Actor } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'

describe('messages between whoever complains and the team', function () {
  this.timeout(120_000)
  let pages: TestPages
  let browser: Browser
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    caseId = await submitExample(pages)
    browser = pages.browse({ id: 'cw1', role: 'caseworker' })
  })
  after(() => pages.stop())

  const at = (path: string) => `/cases/${caseId}${path}`
  const complainant = (): Actor => ({ id: 'p1', role: 'complainant', boundTo: caseId })
  const outbox = async () => (await pages.service.runtime.store.read.outbox({ caseId, limit: 200 })).rows

  it('tell the team of a message, and not what it says', async () => {
    const text = 'Can you call me after school?'
    await askOfOwnCase(pages.service.runtime, complainant(), caseId, { step: 'write', text })
    const notice = (await outbox()).at(-1)
    expect(notice).to.include({ channel: 'staff-notification' })
    expect(notice?.body).to.include(caseId).and.not.to.include('after school')
  })

  it('stand on the first page of the case until they are answered, and in the timeline', async () => {
    expect((await browser.get(at(''))).html)
      .to.include('Can you call me after school?')
      .and.to.include('write-message')
    await browser.get(at('/actions/write-message'))
    const empty = await browser.post(at('/actions/write-message'), { text: ' ' })
    expect(empty.status).to.equal(422)
    const sent = await browser.post(at('/actions/write-message'), { text: 'Yes, at four.' })
    expect(sent.at).to.equal(at('/timeline'))
    expect(sent.html)
      .to.include('Message from the complainant')
      .and.to.include('Message to the complainant')
      .and.to.include('Yes, at four.')
    expect((await browser.get(at(''))).html).not.to.include('Can you call me after school?')
  })

  it('tell the complainant that there is an answer, and not by e-mail what it says', async () => {
    const notice = (await outbox()).at(-1)
    expect(notice).to.include({ channel: 'email', subject: `Reference ${caseId}` })
    expect(notice?.body).to.include(caseId).and.not.to.include('at four')
  })

  it('are written by those alone who write letters', async () => {
    const clerk = pages.browse({ id: 'io1', role: 'senior-manager' })
    await clerk.get(at(''))
    const facts = await pages.service.runtime.store.read.facts(caseId)
    await clerk.post(at('/actions/write-message'), { text: 'No.' })
    expect(await pages.service.runtime.store.read.facts(caseId)).to.have.length(facts.length)
  })

  it('are followed by what somebody who left wrote for the next', async () => {
    const { runtime } = pages.service
    const [task] = (await runtime.store.read.tasks({ caseId, limit: 1 })).rows
    const manager: Actor = { id: 'cm1', role: 'complaints-manager' }
    const leaver: Actor = { id: 'cm2', role: 'complaints-manager' }
    await claimTask(runtime, leaver, task?.id ?? '')
    await runtime.store.command((unit) => {
      unit.saveUser({ ...emptyUser('cw1', 'Cal Worker', 'test', unit), roles: ['caseworker'], weeklyHours: 37 })
      return Promise.resolve()
    })
    const { results } = await handOver(runtime, manager, {
      from: 'cm2',
      items: [{ taskId: task?.id ?? '', to: 'cw1', note: 'I promised to ring on Friday.' }],
    })
    expect(results.map(({ done }) => done)).to.deep.equal([true])
    const { html } = await browser.get(at(''))
    expect(html).to.include('Handover notes (1)').and.to.include('I promised to ring on Friday.')
  })
})
