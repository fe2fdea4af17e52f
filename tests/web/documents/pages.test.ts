import { expect } from 'chai'
import type { Browser } from '../../support/pages.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { A_PAGE, A_PDF, aPhotograph } from '../../support/files.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'

describe('pages of documents', function () {
  this.timeout(60_000)
  let pages: TestPages
  let browser: Browser
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    const { body } = await pages.call('complaints-manager', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
    caseId = (body as { caseId: string }).caseId
    browser = pages.browse({ id: 'cm1', role: 'complaints-manager' })
  })
  after(() => pages.stop())
  const at = () => `/cases/${caseId}/documents`
  const files = (...list: readonly (readonly [string, Buffer])[]) =>
    list.map(([name, content]) => ({ field: 'files', name, content }))

  it('are empty at first, and say that nobody looks for viruses', async () => {
    const { html, status } = await browser.get(at())
    expect(status).to.equal(200)
    expect(html).to.include('This case has no documents').and.to.include('Nobody looks at files for viruses')
  })

  it('take several files at once', async () => {
    await browser.get(`${at()}/new`)
    const fields = {
      kind: 'evidence',
      'received-day': '27',
      'received-month': '2',
      'received-year': '2026',
      from: 'The carer',
    }
    const shown = await browser.upload(
      `${at()}/new`,
      fields,
      files(['<b>diary.pdf', A_PDF], ['visit.jpg', aPhotograph()]),
    )
    expect(shown.at).to.equal(at())
    expect(shown.html)
      .to.include('2 documents added.')
      .and.to.include('27 February 2026')
      .and.to.include('from The carer')
    expect(shown.html).to.include('-b-diary.pdf').and.not.to.include('<b>diary')
    expect(shown.html).to.include('Not yet scanned').and.to.include('May say where it was taken')
  })

  const faults: readonly [string, Readonly<Record<string, string>>, readonly (readonly [string, Buffer])[], string][] =
    [
      ['no file', { kind: 'other' }, [], 'Select a file'],
      ['no kind', { kind: '' }, [['a.pdf', A_PDF]], 'Select what kind of document it is'],
      [
        'no day',
        { kind: 'other', 'received-day': '31', 'received-month': '2', 'received-year': '2026' },
        [['a.pdf', A_PDF]],
        'must be a real day',
      ],
      [
        'a day to come',
        { kind: 'other', 'received-day': '3', 'received-month': '3', 'received-year': '2026' },
        [['a.pdf', A_PDF]],
        'is after today',
      ],
      ['a program', { kind: 'other' }, [['a.exe', A_PDF]], 'is a file that runs (.exe)'],
      [
        'too large a file',
        { kind: 'other' },
        [['a.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 65)]],
        'is larger than 20 MB',
      ],
      [
        'too many files',
        { kind: 'other' },
        Array.from({ length: 11 }, () => ['a.pdf', A_PDF] as const),
        'more than 10 at once',
      ],
    ]
  for (const [what, fields, list, said] of faults) {
    it(`say of ${what}: ${said}`, async () => {
      await browser.get(`${at()}/new`)
      const { status, html } = await browser.upload(`${at()}/new`, fields, files(...list))
      expect(status).to.equal(422)
      expect(html).to.include('There is a problem').and.to.include(said).and.to.include('<title>Error: ')
    })
  }

  it('take nothing without the form’s token, and read nothing of whoever did not sign in', async () => {
    const form = new FormData()
    form.set('kind', 'other')
    const headers = { 'x-test-actor': 'cm1/complaints-manager' }
    const url = `${pages.service.url}${at()}/new`
    expect((await fetch(url, { method: 'POST', headers, body: form })).status).to.equal(403)
    const stranger = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
    expect(stranger.headers.get('location')).to.equal('/sign-in')
  })

  it('give the file to be saved, with or without hidden details, and say who opened it', async () => {
    const plain = await browser.get(`${at()}/d2/file?hidden-details=left-out`)
    expect(plain.html).not.to.include('Example Street')
    expect(plain.headers.get('content-disposition')).to.equal('attachment; filename=visit.jpg')
    expect(plain.headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox")
    expect((await browser.get(`${at()}/d2/file`)).html).to.include('Example Street')
    const { html } = await browser.get(`${at()}/d2`)
    expect(html).to.include('carries details that cannot be seen').and.to.include('Who opened it')
    expect(html.match(/<td class="govuk-table__cell">cm1<\/td>/g)).to.have.length(2)
  })

  it('never show a web page in place', async () => {
    await browser.get(`${at()}/new`)
    await browser.upload(`${at()}/new`, { kind: 'other' }, files(['page.html', A_PAGE]))
    const { headers } = await browser.get(`${at()}/d3/file`)
    expect(headers.get('content-type')).to.match(/^text\/plain/)
    expect(headers.get('content-disposition')).to.match(/^attachment/)
  })

  it('add a redacted copy, and withdraw with a reason', async () => {
    await browser.get(`${at()}/d1`)
    const copied = await browser.upload(`${at()}/d1/redacted`, {}, [{ field: 'file', name: 'r.pdf', content: A_PDF }])
    expect(copied.html).to.include('Redacted copy added.').and.to.include('(redacted)')
    await browser.get(`${at()}/d3/withdraw`)
    const missing = await browser.post(`${at()}/d3/withdraw`, { reason: ' ' })
    expect(missing.html).to.include('Say why the document is withdrawn')
    const done = await browser.post(`${at()}/d3/withdraw`, { reason: 'It belongs to another case.' })
    expect(done.at).to.equal(at())
    expect(done.html).to.include('It belongs to another case.')
    expect((await browser.get(`${at()}/d3/file`)).status).to.equal(409)
  })

  it('are not there for whoever has nothing to do with the case', async () => {
    const stranger = pages.browse({ id: 'someone.else', role: 'service-manager' })
    for (const path of ['', '/d1', '/d1/file', '/new', '/d1/withdraw']) {
      expect((await stranger.get(`${at()}${path}`)).status, path).to.equal(404)
    }
  })
})
