import { expect } from 'chai'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'

describe('the top of the pages of a case', function () {
  this.timeout(60_000)
  let pages: TestPages
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    caseId = await submitExample(pages)
  })
  after(() => pages.stop())

  it('says which case it is, by reference and initials and no name', async () => {
    const { html, status } = await pages.browse({ id: 'cw1', role: 'caseworker' }).get(`/cases/${caseId}`)
    expect(status).to.equal(200)
    expect(html).to.include(`<strong>${caseId}</strong>`).and.to.include('J.R.')
    expect(html).to.include(`<title>Now – Case ${caseId} – Complaints – Example County Council</title>`)
    expect(html).not.to.include('Jordan')
  })

  it('is a page that is not there where there is no such case', async () => {
    const { status } = await pages.browse({ id: 'cw1', role: 'caseworker' }).get('/cases/SC-2026-99999')
    expect(status).to.equal(404)
  })
})
