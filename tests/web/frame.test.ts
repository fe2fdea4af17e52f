import { expect } from 'chai'
import { startTestPages, type TestPages } from '../support/pages.ts'

describe('the frame of every page', function () {
  this.timeout(60_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => pages.stop())

  it('has one heading, a title with the council, a skip link and a language', async () => {
    const { html, status } = await pages.browse().get('/')
    expect(status).to.equal(200)
    expect(html.match(/<h1/g)).to.have.length(1)
    expect(html).to.include('<title>Complaints about social care – Complaints – Example County Council</title>')
    expect(html).to.include('href="#main-content"').and.to.include('<html lang="en"')
  })

  it('says of an unknown address that it is none, in a page', async () => {
    const { html, status, headers } = await pages.browse().get('/nowhere')
    expect(status).to.equal(404)
    expect(html).to.include('Page not found')
    expect(headers.get('content-security-policy')).to.include("default-src 'none'")
  })

  it('asks whoever did not sign in to do so', async () => {
    expect((await pages.browse().get('/tasks/mine')).at).to.equal('/sign-in')
  })

  it('shows a page to whom it is for', async () => {
    const { html, status } = await pages.browse({ id: 'cw1', role: 'caseworker' }).get('/tasks/mine')
    expect(status).to.equal(200)
    expect(html).to.include('<h1 class="govuk-heading-l">My tasks</h1>')
  })

  it('refuses it to another', async () => {
    expect((await pages.browse({ id: 'po1', role: 'process-owner' }).get('/tasks/mine')).status).to.equal(403)
  })

  it('takes no form without the token of its session, and none that another site sends', async () => {
    const { url } = pages.service
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const without = await fetch(`${url}/sign-out`, { method: 'POST', headers, body: 'a=1' })
    expect(without.status).to.equal(403)
    const foreign = await fetch(`${url}/sign-out`, {
      method: 'POST',
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
      body: 'a=1',
    })
    expect(foreign.status).to.equal(403)
  })
})
