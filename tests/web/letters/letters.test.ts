import { expect } from 'chai'
import { instant, type Actor } from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { aMessage } from '../../support/test-databases-rows.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { walk } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }

describe('the pages of letters', function () {
  this.timeout(180_000)
  let pages: TestPages
  let caseId: string
  let letters: readonly string[]
  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    const [child] = CHILDS_COMPLAINT.people
    const people = [
      { ...child, contactPreference: 'letter', address: ['1 High Street', 'Exampleton'], adjustments: ['large-print'] },
    ]
    const submitted = await pages.call('intake', 'POST', '/api/v1/cases', { ...CHILDS_COMPLAINT, people })
    ;({ caseId } = submitted.body as { caseId: string })
    await walk(pages, caseId, (step) => step === 'task_answer_stage_1')
    const { body } = await pages.call('complaints-manager', 'GET', '/api/v1/letters')
    letters = (body as { letters: { id: string }[] }).letters.map(({ id }) => id)
  })
  after(() => pages.stop())

  it('lists what is to be printed, by reference and without names', async () => {
    const { html, status } = await pages.browse(MANAGER).get('/letters')
    expect(status).to.equal(200)
    expect(letters).to.have.lengthOf(3)
    for (const id of letters) expect(html).to.include(`value="${id}"`)
    expect(html).to.include(`Acknowledgement, ${caseId}`).and.to.include('Large print').and.not.to.include('Jordan')
  })

  it('shows the letter on its paper, in large print, with the address, and as a Word file', async () => {
    const browser = pages.browse(MANAGER)
    const { html } = await browser.get(`/letters/${letters[0] ?? ''}/print`)
    expect(html).to.include('redress-paper--large').and.to.include('1 High Street').and.to.include(caseId)
    const docx = await browser.get(`/letters/${letters[0] ?? ''}/letter.docx`)
    expect(docx.headers.get('content-disposition')).to.include(`${caseId}.docx`)
  })

  it('asks for a choice before anything is marked', async () => {
    const browser = pages.browse(MANAGER)
    await browser.get('/letters')
    const { html, status } = await browser.post('/letters/printed', {})
    expect(status).to.equal(422)
    expect(html).to.include('<title>Error: Letters to print').and.to.include('href="#letter-1"')
  })

  it('marks several at once, and says of each what became of it where one had gone', async () => {
    const browser = pages.browse(MANAGER)
    await browser.get('/letters')
    const one = await browser.post('/letters/printed', { letter: letters[0] ?? '' })
    expect(one.html).to.include('1 letter is on record as printed and posted.')
    const both = await browser.post('/letters/printed', { letter: letters.slice(0, 2) })
    expect(both.html).to.include('What became of each letter').and.to.include('printed already')
  })

  it('shows in the case how each letter stands, in words, and its text with its hash', async () => {
    const browser = pages.browse(MANAGER)
    const list = await browser.get(`/cases/${caseId}/letters`)
    expect(list.html).to.include('Printed and posted').and.to.include('To be printed').and.to.include('Jordan Reed')
    const { html } = await browser.get(`/cases/${caseId}/letters/${letters[0] ?? ''}`)
    expect(html).to.match(/<code[^>]*>[0-9a-f]{64}<\/code>/)
    expect(html).to.include('It came back')
  })

  it('records that a letter came back, for a reason, and makes it a task', async () => {
    const browser = pages.browse(MANAGER)
    const at = `/cases/${caseId}/letters/${letters[0] ?? ''}`
    await browser.get(`${at}/returned`)
    const empty = await browser.post(`${at}/returned`, {})
    expect(empty.status).to.equal(422)
    expect(empty.html).to.include('Select why it came back')
    const done = await browser.post(`${at}/returned`, { reason: 'gone-away' })
    expect(done.html).to.include('It is on record that the letter came back').and.to.include('Came back')
    const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    expect(JSON.stringify(body)).to.include('"letter-returned"')
  })

  it('says how many e-mails wait for the mail server, and since when, while it takes none', async () => {
    const { store } = pages.service.runtime
    const waiting = async () => (await pages.browse(MANAGER).get('/letters')).html
    expect(await waiting()).not.to.include('to be sent, the oldest since')
    await store.command(async (unit) => {
      for (const key of ['one', 'two']) {
        await unit.queueMessage(aMessage(caseId, key, { createdAt: instant('2026-01-30T16:05:00.000Z') }))
      }
    })
    expect(await waiting()).to.include('2 emails wait to be sent, the oldest since 30 January 2026')
    const { body } = await pages.call('complaints-manager', 'GET', '/api/v1/outbox')
    expect(body).to.deep.include({ waiting: { count: 2, since: '2026-01-30T16:05:00.000Z' } })
    expect((await pages.call('complaints-manager', 'GET', '/api/v1/letters')).body).to.deep.include({
      emails: { count: 2, since: '2026-01-30T16:05:00.000Z' },
    })
  })

  it('is not for those who print no letters', async () => {
    expect((await pages.browse({ id: 'io1', role: 'investigating-officer' }).get('/letters')).status).to.equal(403)
  })

  it('knows no letter of another case', async () => {
    const { status } = await pages.browse(MANAGER).get(`/cases/${caseId}/letters/SC-2026-00009.none`)
    expect(status).to.equal(404)
  })
})
