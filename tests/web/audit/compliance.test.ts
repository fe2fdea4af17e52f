import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { deployProcedure, sweepFindings, SYSTEM, type Actor } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

const AUDITOR: Actor = { id: 'auditor-1', role: 'auditor' }
const MANAGER: Actor = { id: 'manager-1', role: 'complaints-manager' }
const SECOND: Actor = { id: 'manager-2', role: 'complaints-manager' }
const FORMULA = '=HYPERLINK("https://example.org";"The records were lost")'

describe('pages of compliance', function () {
  this.timeout(300_000)
  let pages: TestPages
  let auditor: Browser
  let caseId: string

  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step === 'task_answer_stage_1')
    // Ten working days after Monday 2 March were over on 16 March.
    await pages.moveTo('2026-03-20T09:00:00.000Z')
    await pages.service.drain()
    await sweepFindings(pages.service.runtime)
    auditor = pages.browse(AUDITOR)
  })
  after(() => pages.stop())

  /** Links whose words begin with a number, by their address. */
  const numbersOn = (html: string) =>
    [...html.matchAll(/<a class="govuk-link[^"]*" href="([^"]+)">([\d,]+)<span class="govuk-visually-hidden">/g)].map(
      ([, href = '', count = '']) => ({
        href: href.replaceAll('&amp;', '&'),
        count: Number(count.replaceAll(',', '')),
      }),
    )
  const totalOn = (html: string) => Number(/Showing 1 to \d+ of (\d+)/.exec(html)?.[1] ?? '0')
  const read = async (path: string, browser = auditor) => {
    const { status, html } = await browser.get(path)
    expect(status, path).to.equal(200)
    return html
  }

  it('have behind each number of a duty as many cases', async () => {
    const numbers = numbersOn(await read('/audit/rules?procedure=children-act')).filter(
      ({ href }) => !href.includes('result=not-applicable'),
    )
    expect(numbers.length).to.be.greaterThan(10)
    for (const { href, count } of numbers) expect(totalOn(await read(href)), href).to.equal(count)
  })

  it('have behind each number of a deadline as many lines', async () => {
    const numbers = numbersOn(await read('/audit/deadlines'))
    expect(numbers.length).to.be.greaterThan(5)
    for (const { href, count } of numbers) expect(totalOn(await read(href)), href).to.equal(count)
  })

  it('add up: what stands by procedure is what stands by duty', async () => {
    const headline = numbersOn(await read('/audit')).filter(({ href }) => /^\/audit\/rules\?(?!.*procedure)/.test(href))
    for (const { href, count } of headline) {
      const result = /result=([a-z-]+)/.exec(href)?.[1] ?? ''
      const byDuty = numbersOn(await read('/audit/rules')).filter((each) => each.href.includes(`result=${result}`))
      expect(
        byDuty.reduce((sum, each) => sum + each.count, 0),
        result,
      ).to.equal(count)
    }
    expect(headline.length).to.be.greaterThan(1)
  })

  it('answer what no address of them asks for without fault', async () => {
    for (const query of ['period=2026-Q9&team=nobody&procedure=x&page=-3', 'result=x&page=x', 'period=0&page=99999']) {
      for (const path of [
        '',
        '/rules',
        '/rules/C05',
        '/cases',
        '/deadlines',
        '/deadlines/lines',
        '/changes',
        '/waivers',
      ]) {
        await read(`/audit${path}?${query}`)
      }
    }
    for (const path of ['/rules/C99', '/cases/SC-2026-99999', '/changes/x', '/changes/99999999', '/waivers/x/revoke']) {
      const browser = path.endsWith('revoke') ? pages.browse(MANAGER) : auditor
      expect((await browser.get(`/audit${path}`)).status, path).to.equal(404)
    }
  })

  it('lead from a version to what it changed, in sentences', async () => {
    const tiny = filesOf('tests/fixtures/scenarios/tiny')
    const renamed = tiny.map((file) => ({ ...file, text: file.text.replace('"Tiny procedure"', '"Small procedure"') }))
    for (const files of [tiny, renamed]) await deployProcedure(pages.service.runtime, SYSTEM, files)
    const list = await read('/audit/changes')
    const [, row = ''] = /href="(\/audit\/changes\/\d+)">Small procedure, version 2: brought in/.exec(list) ?? []
    for (const page of [list, await read(row)]) {
      expect([...page.matchAll(/href="([^"]*\/compare\/[^"]*)"/g)].map(([, href]) => href)).to.deep.equal([
        '/procedures/tiny/compare/1/2',
      ])
    }
  })

  it('find a case by its reference, however it is written', async () => {
    const { at } = await auditor.get(`/audit/cases?reference=${caseId.toLowerCase().replaceAll('-', '%20-')}`)
    expect(at).to.equal(`/audit/cases/${caseId}`)
    const wrong = await auditor.get('/audit/cases?reference=Jordan')
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.include('Enter a reference such as SC-2026-00123')
  })

  it('let the manager alone ask for a waiver, another approve it, and nobody what is met', async () => {
    const waive = `/audit/cases/${caseId}/waive/C05`
    expect((await auditor.get(waive)).status).to.equal(403)
    const manager = pages.browse(MANAGER)
    await manager.get(waive)
    const until = { 'until-day': '30', 'until-month': '6', 'until-year': '2026' }
    expect((await manager.post(waive, { ...until, reason: '' })).html).to.include('Enter why')
    const late = await manager.post(waive, { ...until, 'until-year': '2036', reason: FORMULA })
    expect(late.html).to.include('within a year from today')
    const asked = await manager.post(waive, { ...until, reason: FORMULA })
    expect(asked.at).to.equal(`/audit/cases/${caseId}`)
    const met = await manager.get(`/audit/cases/${caseId}/waive/C02`)
    expect(met.html).to.include('Only what was not met, or cannot be told, can be waived')

    const second = pages.browse(SECOND)
    const address = /href="(\/approvals\/approval-[^"]+)"/.exec((await second.get('/approvals')).html)?.[1] ?? ''
    expect((await second.get(address)).html).to.include('Until 30 June 2026.')
    await second.post(address, { outcome: 'approve' })
    expect(await read('/audit/waivers?standing=in-force')).to.include('Counts now')
    expect(await read('/audit/waivers?standing=run-out')).to.include('No duty was waived')
    expect(await read(`/audit/cases/${caseId}`)).to.include('is what the record shows; it was waived')
    const numbers = numbersOn(await read('/audit/rules/C05?result=waived'))
    expect(numbers.filter(({ href }) => href.includes('result=waived')).map(({ count }) => count)).to.include(1)
  })

  it('give each list as a file in which nothing is a formula', async () => {
    const lists = ['rules/export', 'rules/C05/cases', 'cases/export', `cases/${caseId}/findings`, 'deadlines/lines']
    for (const list of [...lists, 'changes/export', 'waivers/export']) {
      const { status, html, headers } = await auditor.get(`/audit/${list}.csv`)
      expect(status, list).to.equal(200)
      expect(headers.get('content-type'), list).to.include('text/csv')
      expect(html.split('\n').length, list).to.be.greaterThan(1)
      expect(html, list).to.not.match(/Jordan|Reed|(^|,)"?[=+@-][A-Za-z]/m)
    }
    expect((await auditor.get('/audit/waivers/export.csv')).html).to.include(`'=HYPERLINK`)
  })

  it('are no page of a caseworker', async () => {
    for (const path of [
      '',
      '/rules',
      '/rules/C05',
      '/cases',
      `/cases/${caseId}`,
      '/deadlines',
      '/waivers',
      '/changes',
    ]) {
      const { status } = await pages.browse({ id: 'cw1', role: 'caseworker' }).get(`/audit${path}`)
      expect(status, path).to.equal(403)
    }
  })
})
