import { expect } from 'chai'
import type { Actor } from '../../../engine/index.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }

describe('the pages of what complaints taught', function () {
  this.timeout(60_000)
  let pages: TestPages
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId)
  })
  after(() => pages.stop())

  it('counts since the beginning of the financial year', async () => {
    const { html, status } = await pages.browse(MANAGER).get('/learning')
    expect(status).to.equal(200)
    expect(html).to.include('From 1 April 2025 to 2 February 2026')
    expect(html)
      .to.include('Service quality')
      .and.to.include('Process')
      .and.to.match(/1: 1 done \(0 late\), 0 open/)
  })

  it('counts between other days, and says which of them is none', async () => {
    const days = 'from-day=1&from-month=4&from-year=2024&to-day=31&to-month=3&to-year=2025'
    const { html } = await pages.browse(MANAGER).get(`/learning?${days}`)
    expect(html).to.include('From 1 April 2024 to 31 March 2025').and.not.to.include('Service quality')
    for (const [wrong, said] of [
      ['from-day=31&from-month=2&from-year=2025', 'Enter a first day that exists'],
      ['from-day=1&from-month=3&from-year=2027', 'The last day must be the first day or after it'],
    ] as const) {
      const faulty = await pages.browse(MANAGER).get(`/learning?${wrong}`)
      expect(faulty.status).to.equal(422)
      expect(faulty.html)
        .to.include(said)
        .and.to.match(/<title>Error: /)
    }
  })

  it('makes the agenda of a quarter', async () => {
    const { html } = await pages.browse(MANAGER).get('/learning/agenda?quarter=2025-Q4')
    expect(html).to.include('Agenda of the learning panel, January to March 2026')
    expect(html).to.include('Plan contact for a year ahead.').and.to.include(`/cases/${caseId}`)
    const before = await pages.browse(MANAGER).get('/learning/agenda?quarter=2025-Q3')
    expect(before.html).to.include('0 proposals')
  })

  it('is for those who learn from it', async () => {
    expect((await pages.browse({ id: 'io1', role: 'investigating-officer' }).get('/learning')).status).to.equal(403)
  })
})
