import { expect } from 'chai'
import { approve, correlateMessage, dayOf, proposeDisposal, type Actor } from '../../../engine/index.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'manager', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'audrey', role: 'auditor' }
const OFFICER: Actor = { id: 'mo', role: 'monitoring-officer' }

describe('pages of retention', function () {
  this.timeout(180_000)
  let pages: TestPages
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await pages.service.drain()
    const { runtime } = pages.service
    const answers = { withdrawnOn: dayOf(runtime.clock.now()), channel: 'phone', ownWish: true }
    await correlateMessage(runtime, MANAGER, { caseId, name: 'complaint-withdrawn', answers })
    await pages.service.drain()
    for (;;) {
      const { rows } = await runtime.store.read.tasks({ caseId, limit: 10 })
      if (rows[0] === undefined) break
      const done = await pages.call('complaints-manager', 'POST', `/api/v1/tasks/${rows[0].id}/completion`, {
        answers: { reviewInternally: false, reason: 'They took it back.' },
      })
      expect(done.status, JSON.stringify(done.body)).to.equal(200)
      await pages.service.drain()
    }
  })
  after(() => pages.stop())

  it('say how long each is kept, and offer an auditor nothing to do', async () => {
    const list = await pages.browse(AUDITOR).get('/audit/retention')
    expect(list.html).to.include('Limitation Act').and.to.include('No case’s time is over')
    const one = await pages.browse(AUDITOR).get(`/audit/retention/${caseId}`)
    expect(one.html).to.include('It must be kept until').and.to.not.include('Hold this case')
    expect((await pages.browse(AUDITOR).post(`/audit/retention/${caseId}/hold`, {})).status).to.equal(403)
  })

  it('hold a case with a reason, and say what is missing', async () => {
    const manager = pages.browse(MANAGER)
    const address = `/audit/retention/${caseId}`
    await manager.get(address)
    const missing = await manager.post(`${address}/hold`, {})
    expect(missing.status).to.equal(422)
    expect(missing.html).to.include('Select what keeps the case').and.to.include('Enter why')
    const held = await manager.post(`${address}/hold`, { kind: 'litigation', reason: 'A claim was made.' })
    expect(held.html).to.include('A claim or a court case').and.to.include('is kept until the hold ends')
    const hold = /name="hold" value="([^"]+)"/.exec(held.html)?.[1] ?? ''
    const ended = await manager.post(`${address}/hold/end`, { hold, 'end-reason': 'It was settled.' })
    expect(ended.html).to.include('Ended')
    const { rows } = await pages.service.runtime.store.read.history({ caseId, limit: 500 })
    expect(rows.map(({ type }) => type)).to.include.members(['hold-placed', 'hold-ended'])
  })

  it('ask a second person, and show the certificate in place of the case', async () => {
    const { runtime } = pages.service
    const { keepUntil = '' } = (await runtime.store.read.retentionOf(caseId)) ?? {}
    const early = proposeDisposal(runtime, MANAGER, { caseId, reason: 'Its time is over.' })
    expect(await early.catch((error: unknown) => (error as { reason: string }).reason)).to.equal('too-early')
    await pages.moveTo(new Date(Date.parse(`${keepUntil}T12:00:00Z`) + 86_400_000).toISOString())
    const manager = pages.browse(MANAGER)
    const address = `/audit/retention/${caseId}`
    expect((await manager.get('/audit/retention')).html).to.include(`<a class="govuk-link" href="${address}">`)
    await manager.get(address)
    const asked = await manager.post(`${address}/disposal`, { 'disposal-reason': 'Its time is over.' })
    expect(asked.html).to.include('A second person is asked').and.to.include('Waits for a second person')
    const { rows } = await runtime.store.read.approvals({ status: 'proposed', limit: 10 })
    await approve(runtime, OFFICER, rows[0]?.id ?? '')
    const certificate = await manager.get(address)
    expect(certificate.html)
      .to.include('Certificate of disposal')
      .and.to.include('People, with all')
      .and.to.include('manager')
    const gone = await manager.get(`/cases/${caseId}`)
    expect(gone.status).to.equal(409)
    expect(gone.html).to.include('was disposed of on')
    const { status, body } = await pages.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/disposal`)
    expect(status).to.equal(200)
    expect(body).to.include({ approvedBy: 'mo' })
    expect((await pages.call('complaints-manager', 'GET', '/api/v1/retention/review')).status).to.equal(200)
    for (const path of ['/cases', '/tasks/all', '/audit', '/audit/cases']) {
      expect((await manager.get(path)).status, path).to.equal(200)
    }
  })
})
