import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { auditOrigin, newSigningKey, readSigningKey, signTrail, type Actor } from '../../../engine/index.ts'
import { faultsOfPage, NARROW, openWindow, violations, WIDE } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { atKeyboard } from '../../support/keyboard.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addUser } from '../../support/users.ts'
import { submitExample } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'cm1', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'au1', role: 'auditor' }

describe('the audit trail in a browser', function () {
  this.timeout(180_000)
  let pages: TestPages
  let browser: Browser | undefined
  let caseId = ''
  before(async function () {
    browser = await browserFor(this)
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    const { runtime } = pages.service
    for (const { id, role } of [MANAGER, AUDITOR]) await addUser(runtime, id, [role])
    caseId = await submitExample(pages)
    await pages.service.drain()
    const manager = pages.browse(MANAGER)
    for (const tab of ['', '/people', '/timeline']) await manager.get(`/cases/${caseId}${tab}`)
    await signTrail(runtime, readSigningKey(newSigningKey(auditOrigin(runtime))))
    const auditor = pages.browse(AUDITOR)
    await auditor.get(`/cases/${caseId}/reason`)
    await auditor.post(`/cases/${caseId}/reason`, { reason: 'The yearly audit.' })
    await auditor.get('/audit/trail/verify')
    await auditor.post('/audit/trail/verify', { case: '', note: '', key: '' })
  })
  after(async () => {
    if (browser === undefined) return
    await browser.close()
    await pages.stop()
  })

  const looks: readonly (readonly [name: string, at: () => string])[] = [
    ['the trail', () => '/audit/trail'],
    ['a search with a fault', () => '/audit/trail?from-day=31&from-month=2&from-year=2026&case=x'],
    ['a row', () => '/audit/trail/rows/12'],
    ['what is to be verified', () => `/audit/trail/verify?case=${caseId}`],
    ['what was signed', () => '/audit/trail/signed?none=yes'],
    ['access', () => '/audit/access?kind=auditors'],
  ]
  for (const [name, at] of looks) {
    it(`shows ${name} without a fault, narrow and wide`, async () => {
      for (const viewport of [NARROW, WIDE]) {
        const context = await openWindow(browser!, pages.service.url, { actor: AUDITOR, viewport })
        const page = await context.newPage()
        await page.goto(at(), { waitUntil: 'load' })
        expect(await violations(page)).to.deep.equal([])
        expect(await faultsOfPage(page)).to.deep.equal([])
        const shots = process.env['REDRESS_SHOTS']
        if (shots !== undefined) {
          await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}-${viewport.width}.png`, fullPage: true })
        }
        await context.close()
      }
    })
  }

  it('is searched, a row of it read, and verified, with keys alone', async () => {
    const context = await openWindow(browser!, pages.service.url, { actor: AUDITOR })
    const keys = await atKeyboard(context)
    await keys.open('/audit/trail')
    await keys.send({ case: caseId, what: 'reason-given' }, 'Search')
    expect(await keys.words())
      .to.contain('An auditor said why they look at a case')
      .and.contain('1 row, the newest first')
    await keys.press(/^Row \d+/)
    expect(await keys.heading()).to.match(/^Row \d+ of the audit trail$/)
    expect(await keys.words()).to.contain('is the one that was written')
    await keys.press(`Verify the rows of ${caseId} alone`)
    await keys.send({}, 'Verify now')
    expect(await keys.heading()).to.equal('Nothing was altered')
    expect(await keys.words()).to.contain(`The rows of ${caseId}`)
    await context.close()
  })
})
