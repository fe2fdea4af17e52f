import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import type { Actor } from '../../../engine/index.ts'
import { openWindow } from '../../support/browser-pages.ts'
import { browserFor } from '../../support/browser.ts'
import { atKeyboard } from '../../support/keyboard.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addSmallCase, seedSmallYear, UNDECIDED } from '../../support/small-year.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'a1', role: 'auditor' }
const DIRECTOR: Actor = { id: 'd1', role: 'director' }
const YEAR = '/audit/report/annual_2020-04-01_2021-03-31_2021-06-30_085900000'

describe('the pages of reports', function () {
  this.timeout(120_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2021-06-30T08:00:00.000Z' })
    await seedSmallYear(pages.service.runtime.store)
    await pages.moveTo('2021-06-30T09:00:00.000Z')
  })
  after(() => pages.stop())

  const browse = async (path: string, actor = MANAGER) => pages.browse(actor).get(path)

  it('work out what the form asks for, and say what is wrong with it', async () => {
    const manager = pages.browse(MANAGER)
    await manager.get('/audit/report')
    const found = await manager.post('/audit/report', { kind: 'annual', period: '2020' })
    expect(found.at).to.match(/^\/audit\/report\/annual_2020-04-01_2021-03-31_2021-06-30_\d{9}$/)
    const other = {
      'from-day': '1',
      'from-month': '5',
      'from-year': '2020',
      'to-day': '31',
      'to-month': '5',
      'to-year': '2020',
    }
    const days = await manager.post('/audit/report', { kind: 'quarter', period: '', ...other })
    expect(days.at).to.match(/quarter_2020-05-01_2020-05-31_/)
    for (const [fields, said] of [
      [{ kind: 'annual', period: '' }, 'Select a period, or enter the first and last day'],
      [{ kind: 'other', period: '2020' }, 'Select which report'],
      [
        { kind: 'annual', period: '2020', 'asAt-day': '1', 'asAt-month': '7', 'asAt-year': '2021' },
        'a day that has not come',
      ],
      [
        { kind: 'annual', period: '2020', 'asAt-day': '31', 'asAt-month': '2', 'asAt-year': '2021' },
        'a day that exists',
      ],
      [
        { kind: 'annual', period: '2020', 'asAt-day': '1', 'asAt-month': '3', 'asAt-year': '2020' },
        'before its first day',
      ],
    ] as const) {
      const wrong = await manager.post('/audit/report', fields)
      expect(wrong.status).to.equal(422)
      expect(wrong.html)
        .to.include(said)
        .and.to.match(/<title>Error: /)
    }
  })

  it('lead from a number to how it was counted and to its cases', async () => {
    const { html } = await browse(YEAR)
    expect(html).to.include(`href="${YEAR}/figures/adult.received">6<`)
    const figure = await browse(`${YEAR}/figures/adult.received`)
    expect(figure.html).to.include('6 cases behind this number').and.include('/cases/SC-2020-00101')
    const share = await browse(`${YEAR}/figures/adult.support-planning-share?of=denominator`)
    expect(share.html).to.include('These are all 6 of which it is a share')
    expect((await browse(`${YEAR}/figures/no.such`)).status).to.equal(404)
    expect((await browse('/audit/report/annual_2020')).status).to.equal(404)
  })

  it('let those write and freeze who may, and everybody read who may', async () => {
    expect((await browse(YEAR, AUDITOR)).html)
      .not.to.include('Freeze this report')
      .and.not.include('/words/')
    for (const path of [`${YEAR}/freeze`, `${YEAR}/words/adult.timeliness`]) {
      expect((await browse(path, AUDITOR)).status).to.equal(403)
    }
    expect((await browse(YEAR, DIRECTOR)).status).to.equal(200)
    expect((await browse(YEAR, { id: 'c1', role: 'caseworker' })).status).to.equal(403)
    expect((await browse(`${YEAR}/words/no.such`)).status).to.equal(404)
  })

  it('hand out files, and say so where no PDF can be printed', async () => {
    const csv = await browse(`${YEAR}/file?format=csv`)
    expect(csv.headers.get('content-disposition')).to.include('annual-2020-21-internal-draft.csv')
    expect(csv.html).to.include('adult.received,')
    const json = JSON.parse((await browse(`${YEAR}/file?format=json&edition=public`)).html) as { edition: string }
    expect(json.edition).to.equal('public')
    const page = await browse(`${YEAR}/file?format=html&edition=public`)
    expect(page.html)
      .to.match(/^<!doctype html>/)
      .and.include('not shown')
    expect((await browse(`${YEAR}/file?format=doc`)).status).to.equal(404)
  })

  describe('with the keyboard alone', () => {
    let browser: Browser | undefined
    before(async function () {
      browser = await browserFor(this)
    })
    after(() => browser?.close())

    it('are written in, frozen and opened for the public', async () => {
      if (browser === undefined) return
      const keyboard = await atKeyboard(await openWindow(browser, pages.service.url, { actor: MANAGER }))
      await keyboard.open(YEAR)
      await keyboard.press('Write “About the council’s service”')
      await keyboard.send({ text: 'Two officers and a manager.' }, 'Save')
      expect(await keyboard.words())
        .to.include('Two officers and a manager.')
        .and.include('has been saved')
      await keyboard.press('Freeze this report')
      expect(await keyboard.words()).to.include('1 box is written')
      await keyboard.press('Freeze the report')
      expect(await keyboard.words())
        .to.include('The report has been frozen')
        .and.include('Two officers and a manager.')
      expect(keyboard.at()).to.match(/^\/audit\/report\/[0-9a-f]{64}$/)
      await keyboard.press('Open the public edition')
      expect(await keyboard.heading()).to.include('public edition')
      expect(await keyboard.words())
        .to.include('Two officers and a manager.')
        .and.not.include('Nothing is written here yet')
    })
  })

  it('refuse to freeze what does not come out, and name the sum', async () => {
    await addSmallCase(pages.service.runtime.store, UNDECIDED)
    const now = YEAR.replace('085900000', '090000000')
    const manager = pages.browse(MANAGER)
    await manager.get(`${now}/words/adult.timeliness`)
    const refused = await manager.post(`${now}/freeze`, {})
    expect(refused.status).to.equal(409)
    expect(refused.html)
      .to.include('This report cannot be frozen')
      .and.include('complaints.without-outcome')
      .and.not.include('Freeze the report')
  })
})
