import { expect } from 'chai'
import { generate } from 'otplib'
import { addPerson, secretText, submitComplaint, type Actor } from '../../../engine/index.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../../support/journey.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { addUser, PASSWORD, signIn } from '../../support/users.ts'

const START = Date.parse('2026-03-02T09:00:00Z')
const MANAGER: Actor = { id: 'max', role: 'complaints-manager' }

describe('people from outside', function () {
  this.timeout(180_000)
  let pages: TestPages
  let caseId: string
  let minutes = 0
  before(async () => {
    pages = await startTestPages({ now: new Date(START).toISOString() })
    const { runtime } = pages.service
    await addUser(runtime, 'max', ['complaints-manager'])
    caseId = (await submitComplaint(runtime, { id: 'intake', role: 'intake' }, CHILDS_COMPLAINT)).caseId
    const independent = CASE_STAFF.find(({ id }) => id === 'ip1')
    await addPerson(runtime, MANAGER, caseId, independent)
  })
  after(() => pages.stop())

  const later = async (by: number) => {
    minutes += by
    await pages.moveTo(new Date(START + minutes * 60_000).toISOString())
  }
  const invite = async (browser: Browser) => {
    await browser.get('/admin/invitations')
    return browser.post('/admin/invitations', { case: caseId, person: 'ip1', role: 'independent-person' })
  }
  const lastLink = async () => {
    const { rows } = await pages.service.runtime.store.read.outbox({ caseId, limit: 200 })
    const sent = rows.filter(({ details }) => JSON.stringify(details['contents']) === '["invitation"]').at(-1)
    expect(sent?.body).to.include('{secret}').and.to.include(caseId)
    return `/invitation/${secretText(pages.service.runtime, sent!.details['secret'] as Parameters<typeof secretText>[1])}`
  }
  const codeOf = (html: string) => {
    const secret = /redress-code">([A-Z2-7 ]{20,})</.exec(html)?.[1]?.replaceAll(' ', '') ?? ''
    return generate({ secret, epoch: Math.floor((START + minutes * 60_000) / 1000) })
  }
  let key = ''

  it('are invited by somebody who appoints, by e-mail with the reference alone', async () => {
    const browser = pages.browse()
    await signIn(browser, 'max')
    const shown = await invite(browser)
    expect(shown.html).to.include('The invitation is on its way')
    const message = (await pages.service.runtime.store.read.outbox({ caseId, limit: 200 })).rows.at(-1)
    expect(`${message?.subject ?? ''}${message?.body ?? ''}`).to.not.match(/Jordan|Reed|Pat|Ryder/)
  })

  it('must be in the case, as what they are invited as', async () => {
    const browser = pages.browse()
    await signIn(browser, 'max')
    await browser.get('/admin/invitations')
    const wrong = await browser.post('/admin/invitations', { case: caseId, person: 'ip1', role: 'advocate' })
    expect(wrong.status).to.equal(422)
    const nobody = await browser.post('/admin/invitations', { case: caseId, person: 'x9', role: 'advocate' })
    expect(nobody.status).to.equal(422)
  })

  it('cannot come in after 72 hours, nor by a link that we did not send', async () => {
    const link = await lastLink()
    expect((await pages.browse().get(link)).status).to.equal(200)
    expect((await pages.browse().get(`${link}x`)).status).to.equal(404)
    await later(72 * 60 + 1)
    const { status, html } = await pages.browse().get(link)
    expect(status).to.equal(410)
    expect(html).to.include('This link has run out')
  })

  it('choose a password and an app, once', async () => {
    const manager = pages.browse()
    await signIn(manager, 'max')
    await invite(manager)
    const link = await lastLink()
    const browser = pages.browse()
    const { html } = await browser.get(link)
    key = html
    const weak = await browser.post(link, { password: 'Password1234', code: await codeOf(html) })
    expect(weak.status).to.equal(422)
    const noApp = await browser.post(link, { password: PASSWORD, code: '000000' })
    expect(noApp.status).to.equal(422)
    const shown = await browser.post(link, { password: PASSWORD, code: await codeOf(html) })
    expect(shown.at).to.equal(`/cases/${caseId}`)
    expect((await pages.browse().get(link)).status).to.equal(410)
  })

  it('sign in with the password and a code that counts once', async () => {
    await later(5)
    const name = `${caseId}:ip1`
    const browser = pages.browse()
    expect((await signIn(browser, name)).at).to.equal('/sign-in/code')
    expect((await browser.get(`/cases/${caseId}`)).at, 'not yet').to.equal('/sign-in')
    await browser.get('/sign-in/code')
    expect((await browser.post('/sign-in/code', { code: '123456' })).status).to.equal(422)
    const code = await codeOf(key)
    const shown = await browser.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(shown.at).to.equal(`/cases/${caseId}`)
    const thief = pages.browse()
    await signIn(thief, name)
    expect((await thief.post('/sign-in/code', { code })).status).to.equal(422)
  })

  it('wait after five wrong codes', async () => {
    await later(20)
    const browser = pages.browse()
    await signIn(browser, `${caseId}:ip1`)
    await browser.get('/sign-in/code')
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await browser.post('/sign-in/code', { code: '123456' })).status).to.equal(422)
    }
    expect((await browser.post('/sign-in/code', { code: '123456' })).status).to.equal(429)
  })

  it('are out at once when the invitation is taken back', async () => {
    await later(20)
    const browser = pages.browse()
    await signIn(browser, `${caseId}:ip1`)
    expect((await browser.post('/sign-in/code', { code: await codeOf(key) })).at).to.equal(`/cases/${caseId}`)
    const manager = pages.browse()
    await signIn(manager, 'max')
    const list = await manager.get('/admin/invitations')
    const address = /href="(\/admin\/invitations\/[^"]+)"/.exec(list.html)?.[1] ?? ''
    await manager.get(address)
    expect((await manager.post(address, {})).html).to.include('The invitation has been taken back')
    expect((await browser.get(`/cases/${caseId}`)).at).to.equal('/sign-in')
    expect((await signIn(pages.browse(), `${caseId}:ip1`)).status).to.equal(422)
  })
})
