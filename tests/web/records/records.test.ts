import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { localDate, type Actor } from '../../../engine/index.ts'
import { chromiumPath } from '../../support/browser.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { ASKER, leaksIn, twoCases } from '../../support/two-cases.ts'

/* The whole way of a request over its pages: nothing of anybody else is in any file that leaves. */

const MANAGER: Actor = { id: 'synthetic-complaints-manager', role: 'complaints-manager' }
const SECOND: Actor = { id: 'synthetic-monitoring-officer', role: 'monitoring-officer' }

describe('requests for personal data, on their pages', function () {
  this.timeout(180_000)
  let pages: TestPages
  let first: string
  let second: string
  let manager: Browser
  before(async () => {
    pages = await startTestPages({
      now: '2026-03-02T09:00:00.000Z',
      environment: { PDF_BROWSER: await chromiumPath() },
    })
    ;({ first, second } = await twoCases(pages.service.runtime, MANAGER, localDate('2026-03-02')))
    manager = pages.browse(MANAGER)
  })
  after(() => pages.stop())

  const AT = '/records/requests/AR-2026-1'
  const day = (name: string) => ({ [`${name}-day`]: '2', [`${name}-month`]: '3', [`${name}-year`]: '2026' })

  it('are recorded step by step, with the other cases of the person', async () => {
    const wrong = await manager.get('/records/requests/new?reference=SC-2026-09999')
    expect([wrong.status, wrong.html.includes('There is no case SC-2026-09999')]).to.deep.equal([422, true])
    expect((await manager.get(`/records/requests/new?reference=${first}`)).html).to.contain(ASKER.name)
    const form = await manager.get(`/records/requests/new?reference=${first}&person=p1`)
    expect(form.html).to.contain(`${second} p1`)
    const fields = { reference: first, person: 'p1', also: `${second} p1` }
    const empty = await manager.post('/records/requests/new', fields)
    expect(empty.html)
      .to.contain('Enter the day on which we received the request')
      .and.contain('Say how you checked who asks')
    const made = await manager.post('/records/requests/new', { ...fields, ...day('received'), identity: 'A passport.' })
    expect(made.at).to.equal(AT)
    expect(made.html).to.match(/\b2 Apr(il)? 2026/)
    expect(made.html).to.contain('UK GDPR art. 12(3) (well known)')
  })

  it('can take longer where they are complex, case by case, and say so when every case has it', async () => {
    const until = { 'until-day': '2', 'until-month': '6', 'until-year': '2026' }
    const said = { ground: 'complex', reason: 'Two cases.', ...until }
    for (const [caseId, shown] of [
      [first, false],
      [second, true],
    ] as const) {
      const path = `/cases/${caseId}/clock/extend/data-protection.access-answer`
      expect((await manager.get(AT)).html).to.contain(`href="${path}"`)
      await manager.get(path)
      const long = await manager.post(path, { ...said, 'until-day': '3', _do: 'confirm' })
      expect([long.status, long.html.includes('2 June 2026')], 'two further months at most').to.deep.equal([422, true])
      const done = await manager.post(path, { ...said, _do: 'confirm' })
      expect([done.status, done.html.includes('Extended to')]).to.deep.equal([200, true])
      const timeline = await manager.get(`/cases/${caseId}/timeline`)
      expect(timeline.html).to.contain('Two cases.').and.contain('Access extended')
      expect((await manager.get(AT)).html.includes('Extended to')).to.equal(shown)
    }
  })

  it('are gone through item by item, with words that somebody adds', async () => {
    const list = await manager.get(`${AT}/items`)
    expect(list.html).to.contain('Legal advice').and.contain('Proposed')
    const href = /href="([^"]+items\/entry[^"]+)"[^>]*>\d+\. Note recorded/.exec(list.html)?.[1] ?? ''
    const item = await manager.get(href)
    expect(item.html).to.contain('Passages to take out')
    const nothing = await manager.post(href, { verdict: 'redact', reason: 'third-party' })
    expect([nothing.status, nothing.html.includes('Must say what is taken out')]).to.deep.equal([422, true])
    const values = [...item.html.matchAll(/name="mark" type="checkbox" value="([^"]+)"/g)].map(
      ([, value = '']) => value,
    )
    expect(values.length).to.be.greaterThan(3)
    const next = await manager.post(href, { verdict: 'redact', reason: 'third-party', mark: values, words: 'write to' })
    expect(next.html).to.contain('Decided. This is the next one.')
    expect((await manager.get(href)).html).to.contain('passages taken out')
    const early = await manager.post(`${AT}/prepare`, {})
    expect([early.status, early.html.includes('Nothing is decided yet of')]).to.deep.equal([422, true])
    expect((await manager.post(`${AT}/accept`, {})).html).to.contain('None is left for you to look at')
    expect((await manager.post(`${AT}/prepare`, {})).html).to.contain('Waits for a second person')
  })

  it('are signed by somebody else, and made into files that name nobody else', async () => {
    const own = await manager.post(`${AT}/sign`, {})
    expect([own.status, own.html.includes('a second person must sign')]).to.deep.equal([422, true])
    const officer = pages.browse(SECOND)
    await officer.get(AT)
    const signed = await officer.post(`${AT}/sign`, {})
    expect(signed.html).to.contain('The answer is signed, and its files are made.')
    const names = [...signed.html.matchAll(/files\/([^"]+)"/g)].map(([, name = '']) => name)
    expect(names).to.deep.equal(['AR-2026-1-document-1.txt', 'AR-2026-1.html', 'AR-2026-1.pdf'])
    const { html } = await manager.get(`${AT}/files/AR-2026-1.html`)
    expect(leaksIn(html)).to.deep.equal([])
    expect(html).to.contain(ASKER.name).and.contain(ASKER.email).and.contain('EX4 4AA').and.contain('[taken out]')
    expect(html).to.not.contain('write to')
    expect(html).to.contain('It is legal advice, which is privileged')
    const { content } = await pages.service.runtime.store.read
      .accessFiles('AR-2026-1')
      .then((files) => ({ content: files.find(({ name }) => name.endsWith('.pdf'))?.content ?? Buffer.alloc(0) }))
    expect(leaksIn(content.toString('latin1'))).to.deep.equal([])
    expect(content.toString('latin1')).to.contain('/MarkInfo')
    if (!existsSync('/usr/bin/pdftotext')) return
    const file = join(tmpdir(), `${process.pid}-answer.pdf`)
    writeFileSync(file, content)
    const text = execFileSync('/usr/bin/pdftotext', ['-layout', file, '-']).toString('utf8')
    expect(leaksIn(text)).to.deep.equal([])
    expect(text).to.contain(ASKER.name)
  })

  it('end when the answer was given', async () => {
    await manager.get(AT)
    const given = await manager.post(`${AT}/given`, {})
    expect(given.html).to.contain('The cases are held no longer')
    const trail = await pages.service.runtime.store.audit.read((reader) => reader.rowsOfCase(first))
    expect(trail.map(({ type }) => type)).to.include.members([
      'access-request-recorded',
      'access-items-decided',
      'access-answer-prepared',
      'access-answer-signed',
      'access-answer-made',
      'access-answer-taken',
      'access-request-answered',
    ])
  })

  it('stand beside rectification, which is asked and decided on pages too', async () => {
    const timeline = await manager.get(`/cases/${first}/timeline`)
    const href =
      /href="(\/cases\/[^"]+\/rectifications\/new\?kind=entry&amp;of=[^"]+)"[^>]*>Somebody says this is wrong<[^>]*>: entry [^ ]+, Internal note/.exec(
        timeline.html,
      )?.[1] ?? ''
    const form = await manager.get(href.replaceAll('&amp;', '&'))
    expect(form.html).to.contain('Who says so?')
    const of = decodeURIComponent(/of=([^&"]+)/.exec(href)?.[1] ?? '')
    const path = `/cases/${first}/rectifications`
    expect((await manager.post(`${path}/new`, { kind: 'entry', of })).html).to.contain('Select who says so')
    const asked = { kind: 'entry', of, person: 'p1', statement: 'Nobody rang me.', ...day('received') }
    const one = await manager.post(`${path}/new`, asked)
    expect(one.at).to.equal(`${path}/r1`)
    expect((await manager.post(`${path}/r1`, { outcome: 'accepted', reason: 'So it is.' })).html).to.contain(
      'Enter what is right',
    )
    const decided = await manager.post(`${path}/r1`, {
      outcome: 'accepted',
      reason: 'The log says so.',
      text: 'A colleague rang.',
    })
    expect(decided.html).to.contain('A colleague rang.')
    for (const page of [`/cases/${first}/timeline`, `/audit/exports/record/${first}/html`, `/cases/${first}/print`]) {
      const { html } = await manager.get(page)
      expect(html, page).to.contain('Nobody rang me.').and.contain('A colleague rang.')
    }
    const document = await manager.get(`${path}/new?kind=document&of=d1`)
    expect(document.html).to.contain('Document d1')
    await manager.post(`${path}/new`, { ...asked, kind: 'document', of: 'd1', statement: 'It is not signed.' })
    await manager.post(`${path}/r2`, { outcome: 'refused', reason: 'It is.' })
    for (const page of [`/cases/${first}/documents/d1`, `/audit/exports/record/${first}/html`]) {
      expect((await manager.get(page)).html, page)
        .to.contain('It is not signed.')
        .and.contain('Not accepted')
    }
    expect((await manager.get(path)).html).to.contain('Document d1')
  })
})
