import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { approve, type Actor, type Instant } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample } from '../../support/walk.ts'
import { readXes } from '../../support/xes.ts'

const JUST_NOW = '2026-03-02T09:00:00.000Z' as Instant
const AUDITOR: Actor = { id: 'auditor-1', role: 'auditor', steppedUpAt: JUST_NOW }
const MANAGER: Actor = { id: 'manager-1', role: 'complaints-manager', steppedUpAt: JUST_NOW }
const YEAR = {
  'from-day': '1',
  'from-month': '4',
  'from-year': '2025',
  'to-day': '31',
  'to-month': '3',
  'to-year': '2026',
}

describe('exports on their pages', function () {
  this.timeout(120_000)
  let pages: TestPages
  let caseId: string
  let auditor: Browser

  before(async () => {
    pages = await startTestPages({ now: JUST_NOW })
    caseId = await submitExample(pages)
    await pages.service.drain()
    auditor = pages.browse(AUDITOR)
  })
  after(async () => {
    await pages.stop()
  })

  const ask = async (browser: Browser, fields: Readonly<Record<string, string>>, reason = 'The yearly audit') => {
    await browser.get('/audit/exports/new')
    const check = await browser.post('/audit/exports/new', { by: 'received', procedure: '', ...YEAR, ...fields })
    expect(check.at, check.html.slice(0, 2_000)).to.match(/^\/audit\/exports\/confirm\?/)
    return browser.post(check.at, { reason })
  }
  const idIn = (at: string) => at.replace('/audit/exports/', '')

  it('go from what to why to the file, and the page then has its hash', async () => {
    const made = await ask(auditor, { format: 'xes' })
    expect(made.html).to.contain('The export is ready.').and.contain('Pseudonyms')
    const file = await auditor.get(`${made.at}/file`)
    expect(file.headers.get('content-disposition')).to.equal(`attachment; filename=${idIn(made.at)}.xes`)
    expect(readXes(file.html).faults).to.deep.equal([])
    expect(file.html).not.to.contain(caseId)
    const after = await auditor.get(made.at)
    expect(after.html).to.contain(createHash('sha256').update(file.html).digest('hex'))
    expect((await auditor.get('/audit/exports')).html).to.contain('Once')
  })

  it('keep what was said in the form, and say what is wrong', async () => {
    await auditor.get('/audit/exports/new')
    const wrong = await auditor.post('/audit/exports/new', {
      format: 'dates',
      by: 'happened',
      'from-day': '31',
      procedure: '',
    })
    expect(wrong.status).to.equal(422)
    for (const text of ['A table of dates shows whole cases', 'Enter the first day', 'Enter the last day']) {
      expect(wrong.html).to.contain(text)
    }
    expect(wrong.html).to.contain('value="31"')
  })

  it('ask why, and take no silence for an answer', async () => {
    const silent = await ask(auditor, { format: 'csv' }, '')
    expect(silent.status).to.equal(422)
    expect(silent.html).to.contain('Enter why')
  })

  it('send whoever has not just proved who they are to do it', async () => {
    const headers = { 'x-test-actor': 'auditor-1/auditor' }
    const stale = await fetch(`${pages.service.url}/audit/exports/new`, { headers, redirect: 'manual' })
    expect(stale.headers.get('location')).to.equal('/confirm-it-is-you')
  })

  it('wait for a second person where there must be one, who reads what it is', async () => {
    const manager = pages.browse(MANAGER)
    const asked = await ask(manager, { format: 'jsonl', named: 'yes' }, 'For the court')
    expect(asked.html).to.contain('Asked. A second person must approve it.')
    const early = await manager.get(`${asked.at}/file`)
    expect(early.status).to.equal(409)
    const monitor = pages.browse({ id: 'monitor-1', role: 'monitoring-officer' })
    const waiting = await monitor.get('/approvals')
    expect(waiting.html).to.contain('Take an event log out as a file').and.contain('with references of cases')
    const { approval } = (await pages.service.runtime.store.read.export(idIn(asked.at))) ?? {}
    await approve(pages.service.runtime, { id: 'monitor-1', role: 'monitoring-officer' }, approval ?? '')
    const file = await manager.get(`${asked.at}/file`)
    expect(file.html).to.contain(caseId)
    expect(file.html).not.to.contain('Jordan')
    const stranger = await auditor.get(`${asked.at}/file`)
    expect(stranger.status).to.equal(403)
  })

  it('show dates on a page, without what fewer than five cases have', async () => {
    const made = await ask(auditor, { format: 'dates' })
    const dates = await auditor.get(`${made.at}/dates`)
    expect(dates.html).to.contain('every case')
    expect(dates.html).not.to.contain(caseId)
  })

  it('answer an address that asks for nothing that there is as not found', async () => {
    const made = await auditor.get('/audit/exports/confirm?format=exe&by=received&from=2026-01-01&to=2026-02-01')
    expect(made.status).to.equal(404)
    expect((await auditor.get('/audit/exports/export-0')).status).to.equal(404)
  })
})
