import { expect } from 'chai'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addUser } from '../../support/users.ts'
import { submitExample, walk } from '../../support/walk.ts'

describe('pages on which people come to a case, or leave it', function () {
  this.timeout(120_000)
  let pages: TestPages
  const cases: Record<'glass' | 'audit' | 'tie' | 'subject' | 'end', string> = {
    glass: '',
    audit: '',
    tie: '',
    subject: '',
    end: '',
  }
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    for (const name of Object.keys(cases) as (keyof typeof cases)[]) cases[name] = await submitExample(pages)
    await walk(pages, cases.tie, (step) => step === 'task_investigate')
    await addUser(pages.service.runtime, 'ruth.named', ['responding-manager'])
    await addUser(pages.service.runtime, 'cw1', ['caseworker'])
  })
  after(() => pages.stop())

  const manager = () => pages.browse({ id: 'cm1', role: 'complaints-manager' })
  const otherManager = () => pages.browse({ id: 'cm2', role: 'complaints-manager' })
  const monitor = () => pages.browse({ id: 'mo1', role: 'monitoring-officer' })
  const auditor = () => pages.browse({ id: 'au1', role: 'auditor' })
  const types = async (caseId: string) =>
    (await pages.service.runtime.store.read.history({ caseId, limit: 1000 })).rows.map(({ type }) => type)

  it('restrict a case to people, say who they are, and hide it from everybody else', async () => {
    const browser = manager()
    const asked = await browser.get(`/cases/${cases.glass}/restrict`)
    expect(asked.html).to.include('Synthetic ruth.named')
    expect((await browser.post(`/cases/${cases.glass}/restrict`, { reason: '' })).html).to.include('Enter why')
    const done = await browser.post(`/cases/${cases.glass}/restrict`, {
      reason: 'Staff family.',
      people: ['ruth.named'],
    })
    expect(done.html).to.include('The case is restricted.').and.to.include('Restricted the case, or was named')
    expect(done.html).to.include('Restricted</strong>')
    const named = await pages.browse({ id: 'ruth.named', role: 'responding-manager' }).get(`/cases/${cases.glass}`)
    expect(named.status).to.equal(200)
    const stranger = pages.browse({ id: 'cw1', role: 'caseworker' })
    const none = await stranger.get('/cases/SC-2026-99999')
    expect((await stranger.get(`/cases/${cases.glass}`)).html).to.equal(none.html)
  })

  it('tell a manager that a case is restricted, and open it for 60 minutes with a reason', async () => {
    const browser = otherManager()
    const shut = await browser.get(`/cases/${cases.glass}/people`)
    expect(shut.status).to.equal(404)
    expect(shut.html).to.include('This case is restricted').and.to.not.include('Jordan Reed')
    await browser.get('/cases')
    const found = await browser.post('/cases/search', { text: cases.glass })
    expect(found.html).to.include('This case is restricted')
    const form = await browser.get(`/cases/${cases.glass}/break-glass`)
    expect(form.html).to.include('The complaints team is told at once')
    const opened = await browser.post(`/cases/${cases.glass}/break-glass`, { reason: 'A last day today.' })
    expect(opened.at).to.equal(`/cases/${cases.glass}`)
    expect(opened.html).to.include('in 60 minutes')
    expect(await types(cases.glass)).to.include('glass-broken')
    await pages.moveTo('2026-03-02T09:40:00Z')
    expect((await browser.get(`/cases/${cases.glass}/documents`)).html).to.include('in 20 minutes')
    await pages.moveTo('2026-03-02T10:00:00Z')
    expect((await browser.get(`/cases/${cases.glass}`)).html).to.include('This case is restricted')
  })

  it('lift the restriction', async () => {
    const browser = manager()
    await browser.get(`/cases/${cases.glass}/restrict`)
    const lifted = await browser.post(`/cases/${cases.glass}/restrict/lift`, { reason: 'Settled.' })
    expect(lifted.html).to.include('The restriction is lifted.')
    expect((await otherManager().get(`/cases/${cases.glass}`)).status).to.equal(200)
  })

  it('ask an auditor why, lead them back, and show names once a second person says yes', async () => {
    const browser = auditor()
    const asked = await browser.get(`/cases/${cases.audit}/people`)
    expect(asked.status).to.equal(403)
    expect(asked.html).to.include('Why do you look at this case?')
    const path = `/cases/${cases.audit}`
    expect((await browser.post(`${path}/reason`, { reason: '', to: `${path}/people` })).status).to.equal(422)
    const away = await browser.post(`${path}/reason`, { reason: 'Quarterly check.', to: 'https://example.org/' })
    expect(away.at).to.equal(path)
    const masked = await browser.get(`${path}/people`)
    expect(masked.html).to.not.include('Jordan Reed')
    await browser.get(`${path}/reveal`)
    const proposed = await browser.post(`${path}/reveal`, { reason: 'Two names look alike.' })
    expect(proposed.at).to.equal('/approvals/mine')
    expect(proposed.html).to.include('Waits for an answer').and.to.include('Two names look alike.')
    const second = monitor()
    const list = await second.get('/approvals')
    expect(list.html).to.include('Approvals (1)').and.to.include('Show names that are masked')
    const [, id = ''] = /href="\/approvals\/(approval-[^"]+)"/.exec(list.html) ?? []
    await second.get(`/approvals/${id}`)
    expect((await second.post(`/approvals/${id}`, {})).html).to.include('Select whether you approve it')
    const approved = await second.post(`/approvals/${id}`, { outcome: 'approve' })
    expect(approved.html).to.include('Approved: Show names that are masked.')
    expect((await browser.get(`${path}/people`)).html).to.include('Jordan Reed')
    await pages.moveTo('2026-03-02T11:30:00Z')
    expect((await browser.get(`${path}/people`)).html).to.not.include('Jordan Reed')
  })

  it('let nobody approve what they asked for themselves', async () => {
    const browser = manager()
    await browser.get(`/cases/${cases.end}/actions/cancel`)
    await browser.post(`/cases/${cases.end}/actions/cancel`, { reason: 'Sent twice.', _do: 'confirm' })
    const { html } = await browser.get('/approvals')
    expect(html).to.include('End a case without a response').and.to.not.include('Approvals (1)')
    const [, id = ''] = /href="\/approvals\/(approval-[^"]+)"/.exec(html) ?? []
    expect((await browser.get(`/approvals/${id}`)).html).to.include('a second person must decide')
    expect((await browser.post(`/approvals/${id}`, { outcome: 'approve' })).status).to.equal(403)
    const second = otherManager()
    await second.get(`/approvals/${id}`)
    expect((await second.post(`/approvals/${id}`, { outcome: 'refuse' })).html).to.include('Refused: End a case')
    expect((await browser.get('/approvals/mine')).html)
      .to.include('Refused')
      .and.to.include('by cm2')
    expect((await pages.service.runtime.store.read.case(cases.end))?.status).to.equal('open')
  })

  it('open a case to whoever runs the service, in an emergency that a second person approved, for 60 minutes', async () => {
    const path = `/cases/${cases.end}`
    const keeper = pages.browse({ id: 'sa1', role: 'system-admin' })
    const shut = await keeper.get(path)
    expect(shut.status).to.equal(404)
    expect(shut.html).to.include('Who runs the service sees no case.').and.to.not.include('My visits')
    await keeper.get(`${path}/break-glass`)
    expect((await keeper.post(`${path}/break-glass`, { reason: 'A letter cannot wait.' })).html).to.include('Waits for')
    const second = manager()
    const [, id = ''] = /href="\/approvals\/(approval-[^"]+)"/.exec((await second.get('/approvals')).html) ?? []
    await second.get(`/approvals/${id}`)
    expect((await second.post(`/approvals/${id}`, { outcome: 'approve' })).html).to.include('Approved')
    for (const page of ['', '/timeline', '/letters', '/clock']) {
      const shown = await keeper.get(`${path}${page}`)
      expect([shown.status, shown.html.includes('It closes for you at')], page).to.deep.equal([200, true])
    }
    expect((await keeper.get(`${path}/people`)).html).to.not.include('Jordan Reed')
    expect((await keeper.get(`/cases/${cases.audit}`)).status).to.equal(404)
    await pages.moveTo('2026-03-02T13:00:00Z')
    expect((await keeper.get(path)).status).to.equal(404)
  })

  it('declare a conflict of interest, after which the case is gone', async () => {
    const browser = otherManager()
    const path = `/cases/${cases.tie}`
    expect((await browser.get(path)).html).to.include(`href="${path}/conflict"`)
    expect((await browser.get(`${path}/conflict`)).html).to.include('The case is closed to you at once')
    const gone = await browser.post(`${path}/conflict`, { reason: 'A neighbour.' })
    expect(gone.html).to.include('the case is closed to you now').and.to.not.include(cases.tie)
    const none = await browser.get('/cases/SC-2026-99999')
    expect((await browser.get(path)).html).to.equal(none.html)
    expect((await browser.get(`${path}/break-glass`)).html).to.equal(none.html)
  })

  it('record whom the complaint is about, who then sees no trace of it', async () => {
    const browser = manager()
    const path = `/cases/${cases.subject}`
    await browser.get(`${path}/subject`)
    expect((await browser.post(`${path}/subject`, { user: '', name: '' })).html).to.include('Select the person')
    const named = await browser.post(`${path}/subject`, { user: 'cw1', name: '' })
    expect(named.html).to.include('Recorded whom the complaint is about.').and.to.include('The complaint is about them')
    const subject = pages.browse({ id: 'cw1', role: 'caseworker' })
    const none = await subject.get('/cases/SC-2026-99999')
    for (const page of ['', '/people', '/conflict', '/restrict', '/subject']) {
      expect((await subject.get(`${path}${page}`)).html, page).to.equal(none.html)
    }
    expect((await subject.get('/cases')).html).to.not.include(cases.subject)
  })

  it('show what stopped in a case: nothing here', async () => {
    expect((await manager().get(`/cases/${cases.end}/incidents`)).html).to.include('Nothing has stopped in this case.')
  })
})
