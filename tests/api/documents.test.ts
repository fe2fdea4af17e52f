import { expect } from 'chai'
import type { Role } from '../../engine/index.ts'
import { A_PAGE, A_PDF, aPhotograph } from '../support/files.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'

describe('documents over HTTP', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string
  before(async () => {
    test = await startTestService({ now: '2026-03-02T09:00:00Z' })
    const { body } = await test.call('caseworker', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
    caseId = (body as { caseId: string }).caseId
  })
  after(() => test.stop())

  const at = () => `/api/v1/cases/${caseId}/documents`
  const send = async (path: string, form: FormData, role: Role = 'caseworker') => {
    const response = await fetch(`${test.service.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await test.secretOf(role)}` },
      body: form,
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const form = (fields: Readonly<Record<string, string>>, ...files: readonly (readonly [string, Buffer])[]) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    for (const [name, content] of files) data.append('file', new Blob([new Uint8Array(content)]), name)
    return data
  }
  const download = async (path: string, role: Role = 'caseworker') => {
    const response = await fetch(`${test.service.url}${path}`, {
      headers: { authorization: `Bearer ${await test.secretOf(role)}` },
    })
    return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) }
  }

  it('takes one, lists it, and gives it back to be saved and never shown', async () => {
    const said = { kind: 'evidence', title: 'Diary', receivedOn: '2026-02-27', receivedFrom: 'The complainant' }
    const added = await send(at(), form(said, ['Tägebuch évil 💬.pdf', A_PDF]))
    expect(added.status).to.equal(201)
    expect(added.headers.get('location')).to.equal(`${at()}/d1`)
    const { body } = await test.call('caseworker', 'GET', at())
    expect(body).to.deep.include({ scanned: false })
    expect((body as { documents: unknown[] }).documents[0]).to.include({
      ...said,
      document: 'd1',
      fileName: 'Tägebuch évil 💬.pdf',
      mediaType: 'application/pdf',
      scan: 'not-scanned',
    })
    const { status, headers, content } = await download(`${at()}/d1/content`)
    expect(status).to.equal(200)
    expect(content.equals(A_PDF)).to.equal(true)
    expect(headers.get('content-type')).to.equal('application/pdf')
    expect(headers.get('content-disposition')).to.match(/^attachment; filename=.*filename\*=UTF-8''T%C3%A4gebuch/)
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox")
    expect(headers.get('cache-control')).to.include('no-store')
    const seen = await test.call('complaints-manager', 'GET', `${at()}/d1`)
    expect((seen.body as { openings: unknown[] }).openings).to.have.lengthOf(1)
  })

  it('sends a web page as text to be saved', async () => {
    await send(at(), form({ kind: 'other' }, ['page.html', A_PAGE]))
    const { headers } = await download(`${at()}/d2/content`)
    expect(headers.get('content-type')).to.match(/^text\/plain/)
    expect(headers.get('content-disposition')).to.equal('attachment; filename=page.html')
  })

  it('leaves the hidden details out of a photograph where asked to', async () => {
    await send(at(), form({ kind: 'evidence' }, ['visit.jpg', aPhotograph('Zqplace')]))
    expect((await download(`${at()}/d3/content`)).content.includes('Zqplace')).to.equal(true)
    expect((await download(`${at()}/d3/content?hiddenDetails=left-out`)).content.includes('Zqplace')).to.equal(false)
  })

  it('keeps a redacted copy, and hides what is withdrawn', async () => {
    expect((await send(`${at()}/d1/redacted-copies`, form({}, ['diary.pdf', A_PDF]))).status).to.equal(201)
    const withdrawn = await test.call('caseworker', 'POST', `${at()}/d2/withdrawal`, { reason: 'Sent by mistake.' })
    expect(withdrawn.status).to.equal(200)
    expect((await download(`${at()}/d2/content`)).status).to.equal(409)
    const { body } = await test.call('caseworker', 'GET', `${at()}/d1`)
    expect((body as { twins: { redactedOf: string }[] }).twins.map(({ redactedOf }) => redactedOf)).to.deep.equal([
      'd1',
    ])
  })

  for (const [what, make, status] of [
    ['no file', () => form({ kind: 'evidence' }), 400],
    ['a kind that is none', () => form({ kind: 'virus' }, ['a.pdf', A_PDF]), 400],
    ['a field that is none', () => form({ kind: 'other', owner: 'x' }, ['a.pdf', A_PDF]), 400],
    ['two files', () => form({ kind: 'other' }, ['a.pdf', A_PDF], ['b.pdf', A_PDF]), 413],
    ['a program', () => form({ kind: 'other' }, ['a.pdf.exe', A_PDF]), 422],
    ['a day to come', () => form({ kind: 'other', receivedOn: '2026-03-03' }, ['a.pdf', A_PDF]), 422],
    ['too large a file', () => form({ kind: 'other' }, ['a.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 65)]), 413],
  ] as const) {
    it(`refuses ${what}: ${status}`, async () => {
      expect((await send(at(), make())).status).to.equal(status)
    })
  }

  it('refuses whoever may not', async () => {
    expect((await send(at(), form({ kind: 'other' }, ['a.pdf', A_PDF]), 'process-owner')).status).to.equal(403)
    expect((await download(`${at()}/d1/content`, 'process-owner')).status).to.be.oneOf([403, 404])
  })
})
