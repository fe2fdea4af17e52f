import { createHash } from 'node:crypto'
import { expect } from 'chai'
import PizZip from 'pizzip'
import { addDocument, withdrawDocument, type Actor } from '../../../engine/index.ts'
import { browserFor } from '../../support/browser.ts'
import { faultsOfPage, NARROW, violations } from '../../support/browser-pages.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'manager-1', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'auditor-1', role: 'auditor' }

describe('the whole record of one case', function () {
  this.timeout(120_000)
  let pages: TestPages
  let caseId: string

  before(async () => {
    pages = await startTestPages({
      now: '2026-03-02T09:00:00.000Z',
      environment: { PDF_BROWSER: '/nowhere/chromium' },
    })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step === 'stage-2-requested')
    const neighbour = { id: 'n1', role: 'other', name: 'Nadia Neighbour', contactPreference: 'email', adjustments: [] }
    await pages.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, neighbour)
  })
  after(async () => {
    await pages.stop()
  })

  const take = (actor: Actor, format = 'html') => pages.browse(actor).get(`/audit/exports/record/${caseId}/${format}`)
  const taken = async () =>
    (await pages.service.runtime.store.audit.read((reader) => reader.rowsOfCase(caseId))).filter(
      ({ type }) => type === 'case-record-taken',
    )

  it('has every part, with names and words, for the complaints manager, and leaves its hash', async () => {
    const { html, headers } = await take(MANAGER)
    expect(headers.get('content-disposition')).to.contain(`${caseId}-record.html`)
    for (const part of [
      'identity',
      'people',
      'points',
      'timeline',
      'clocks',
      'letters',
      'documents',
      'duties',
      'trail',
      'verify',
    ]) {
      expect(html).to.match(new RegExp(`<h2 id="${part}">`))
      expect(html).to.contain(`href="#${part}"`)
    }
    expect(html).to.contain('Jordan Reed').and.contain('My visits were cancelled three times.')
    expect(html).to.match(/Nadia Neighbour <span class="mark">Third party/)
    const sha256 = createHash('sha256').update(html).digest('hex')
    expect((await taken()).at(-1)?.body).to.contain(sha256)
  })

  it('names each row of the trail by its hash', async () => {
    const { html } = await take(MANAGER)
    const rows = await pages.service.runtime.store.audit.read((reader) => reader.rowsOfCase(caseId))
    const shown = rows.filter(({ hash }) => html.includes(hash.toString('hex')))
    // Only that it was taken came after it was made.
    expect(rows.length - shown.length).to.equal(1)
  })

  it('fetches nothing and runs nothing', async () => {
    const { html } = await take(MANAGER)
    expect(html).not.to.match(/<script|<link|<img|src=|@import|url\(/i)
  })

  it('has no names and no words for an auditor, who must have said why', async () => {
    const auditor = pages.browse(AUDITOR)
    const before = await auditor.get(`/audit/exports/record/${caseId}/html`)
    expect(before.html).not.to.contain('Record of case')
    await auditor.get(`/cases/${caseId}/reason`)
    await auditor.post(`/cases/${caseId}/reason`, { reason: 'The yearly audit', to: `/cases/${caseId}` })
    const { html } = await auditor.get(`/audit/exports/record/${caseId}/html`)
    expect(html).to.contain('<strong>Masked:</strong>')
    for (const secret of ['Jordan', 'jordan.reed', 'visits were cancelled', 'Nadia', 'Neighbour']) {
      expect(html).not.to.contain(secret)
    }
  })

  it('goes with its documents, each under its hash; advice and what is withdrawn stay here', async () => {
    const { runtime } = pages.service
    const add = async (kind: 'evidence' | 'legal-advice', fileName: string) => {
      const file = { kind, title: fileName, fileName, content: Buffer.from(`What stands in ${fileName}`) }
      return (await addDocument(runtime, MANAGER, caseId, file)).result.document
    }
    const kept = await add('evidence', 'diary.txt')
    await add('legal-advice', 'counsel.txt')
    await withdrawDocument(runtime, MANAGER, caseId, await add('evidence', 'wrong.txt'), 'Of another case.')
    const form = await pages.browse(MANAGER).get(`/audit/exports/record?reference=${caseId}`)
    expect(form.html).to.contain(`/audit/exports/record/${caseId}/zip`)
    const who = { 'x-test-actor': `${MANAGER.id}/${MANAGER.role}` }
    const file = await fetch(`${pages.service.url}/audit/exports/record/${caseId}/zip`, { headers: who })
    expect(file.headers.get('content-disposition')).to.contain(`${caseId}-record.zip`)
    const zip = new PizZip(await file.arrayBuffer())
    const diary = `documents/${kept}-diary.txt`
    expect(Object.keys(zip.files).sort()).to.deep.equal(['SHA256SUMS', 'documents.csv', diary, 'record.html'])
    const sums = zip.file('SHA256SUMS')?.asText() ?? ''
    for (const line of sums.trim().split('\n')) {
      const [sha256, name = ''] = line.split('  ')
      const content = zip.file(name)?.asNodeBuffer() ?? Buffer.alloc(0)
      expect(createHash('sha256').update(content).digest('hex'), name).to.equal(sha256)
    }
    expect(sums.match(/\n/g)).to.have.length(3)
    expect(zip.file(diary)?.asText()).to.equal('What stands in diary.txt')
    expect(zip.file('documents.csv')?.asText())
      .to.contain('Legal advice is privileged, and stays here.')
      .and.contain('It has been withdrawn.')
    const rows = await runtime.store.audit.read((reader) => reader.rowsOfCase(caseId))
    expect(rows.filter(({ type }) => type === 'document-opened').map(({ element }) => element)).to.deep.equal([kept])
    const last = (await taken()).at(-1)?.body ?? ''
    expect(last).to.contain(createHash('sha256').update(sums).digest('hex')).and.contain('"documents":1')
    // An auditor, who sees no names, gets none of them.
    const auditor = pages.browse(AUDITOR)
    await auditor.get(`/cases/${caseId}/reason`)
    await auditor.post(`/cases/${caseId}/reason`, { reason: 'The yearly audit', to: `/cases/${caseId}` })
    const none = await auditor.get(`/audit/exports/record/${caseId}/zip`)
    expect(none.html).to.contain('Documents name people').and.contain('they are not handed out to you')
  })

  it('is closed to everybody else, and to whoever asks for a case that is not there', async () => {
    const caseworker = await pages.browse({ id: 'c1', role: 'caseworker' }).get(`/audit/exports/record/${caseId}/html`)
    expect(caseworker.status).to.equal(403)
    expect((await pages.browse(MANAGER).get('/audit/exports/record/SC-2026-09999/html')).status).to.equal(404)
  })

  it('says clearly where there is no browser to print a PDF with, and takes nothing', async () => {
    const before = (await taken()).length
    const { html, at } = await take(MANAGER, 'pdf')
    expect(at).to.equal(`/audit/exports/record?reference=${caseId}`)
    expect(html).to.contain('No PDF could be made here.').and.contain('There is no browser at /nowhere/chromium')
    expect((await taken()).length).to.equal(before)
  })

  it('is read without barriers, on a narrow screen too, and printed as a tagged PDF', async function () {
    const browser = await browserFor(this)
    try {
      const page = await (await browser.newContext({ viewport: NARROW })).newPage()
      await page.setContent((await take(MANAGER)).html)
      expect(await faultsOfPage(page)).to.deep.equal([])
      expect(await violations(page)).to.deep.equal([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(NARROW.width)
      const levels = await page.evaluate<readonly number[]>(
        `[...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]))`,
      )
      expect(levels[0]).to.equal(1)
      levels.forEach((level, n) => expect(level - (levels[n - 1] ?? 0)).to.be.at.most(1))
      const pdf = (await page.pdf({ tagged: true, outline: true })).toString('latin1')
      expect(pdf)
        .to.match(/\/MarkInfo\s*<<[^>]*\/Marked true/)
        .and.contain('/StructTreeRoot')
        .and.contain('/Outlines')
    } finally {
      await browser.close()
    }
  })
})
