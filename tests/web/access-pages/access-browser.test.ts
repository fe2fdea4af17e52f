import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import type { Actor } from '../../../engine/index.ts'
import { faultsOfPage, NARROW, openWindow, violations } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addUser } from '../../support/users.ts'
import { submitExample } from '../../support/walk.ts'

const CM1: Actor = { id: 'cm1', role: 'complaints-manager' }
const CM2: Actor = { id: 'cm2', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'au1', role: 'auditor' }

describe('pages of access in a browser', function () {
  this.timeout(180_000)
  let pages: TestPages
  let browser: Browser | undefined
  let open = ''
  let shut = ''
  let approval = ''
  let incident = ''
  before(async function () {
    browser = await browserFor(this)
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    await addUser(pages.service.runtime, 'ruth.named', ['responding-manager'])
    open = await submitExample(pages)
    shut = await submitExample(pages)
    const manager = pages.browse(CM1)
    await manager.get(`/cases/${shut}/restrict`)
    await manager.post(`/cases/${shut}/restrict`, { reason: 'Staff family.' })
    await manager.get(`/cases/${open}/actions/cancel`)
    await manager.post(`/cases/${open}/actions/cancel`, { reason: 'Sent twice.', _do: 'confirm' })
    const list = await manager.get('/approvals')
    approval = /href="\/approvals\/(approval-[^"]+)"/.exec(list.html)?.[1] ?? ''
    incident = 'incident-1'
    await pages.service.runtime.store.command((unit) => {
      unit.raiseIncident({ id: incident, caseId: open, code: 'no-flow-to-take', message: 'No flow of gw_1 fits.' })
      return Promise.resolve()
    })
  })
  after(async () => {
    if (browser === undefined) return
    await browser.close()
    await pages.stop()
  })

  const looks: readonly (readonly [string, Actor, () => string, RegExp])[] = [
    ['approvals', CM2, () => '/approvals', /Approvals/],
    ['one approval', CM2, () => `/approvals/${approval}`, /End a case without a response/],
    ['one’s own', CM1, () => '/approvals/mine', /What you asked for/],
    ['a restricted case', CM2, () => `/cases/${shut}`, /This case is restricted/],
    ['an emergency', CM2, () => `/cases/${shut}/break-glass`, /in an emergency/],
    ['a reason', AUDITOR, () => `/cases/${open}`, /Why do you look/],
    ['a restriction', CM1, () => `/cases/${open}/restrict`, /Restrict who can see/],
    ['its end', CM1, () => `/cases/${shut}/restrict/lift`, /Lift the restriction/],
    ['a conflict', CM1, () => `/cases/${open}/conflict`, /Declare a conflict/],
    ['the person complained about', CM1, () => `/cases/${open}/subject`, /whom the complaint is about/],
    ['what stopped', CM1, () => `/cases/${open}/incidents`, /What has stopped/],
    ['going on without', CM1, () => `/cases/${open}/incidents/${incident}/skip`, /go on without/],
    ['who sees a case', CM1, () => `/cases/${shut}/people`, /People and consent/],
  ]
  for (const [name, actor, at, heading] of looks) {
    it(`shows ${name} without a fault on a narrow screen`, async () => {
      const context = await openWindow(browser!, pages.service.url, { actor, viewport: NARROW })
      const page = await context.newPage()
      await page.goto(at(), { waitUntil: 'load' })
      expect(await page.locator('h1').innerText()).to.match(heading)
      expect(await violations(page)).to.deep.equal([])
      expect(await faultsOfPage(page)).to.deep.equal([])
      const shots = process.env['REDRESS_SHOTS']
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
      await context.close()
    })
  }

  it('takes an emergency from the keyboard alone, and says on each page how long it lasts', async () => {
    const context = await openWindow(browser!, pages.service.url, { actor: CM2 })
    const page = await context.newPage()
    await page.goto(`/cases/${shut}/break-glass`, { waitUntil: 'load' })
    await page.locator('#reason').focus()
    await page.keyboard.type('A last day today.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/cases/${shut}`)
    expect(await page.locator('[role=note]').innerText()).to.include('in 60 minutes')
    expect(await violations(page)).to.deep.equal([])
    await context.close()
  })
})
