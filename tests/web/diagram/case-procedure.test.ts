import { expect } from 'chai'
import type { Actor, CaseWay } from '../../../engine/index.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }

describe('where a case is on its diagrams', function () {
  this.timeout(60_000)
  let pages: TestPages
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step === 'task_independent_report')
  })
  after(() => pages.stop())

  /** The tag beside a step of the outline. */
  const standingOf = (html: string, element: string) =>
    new RegExp(`data-element="${element}"[\\s\\S]*?govuk-tag[^>]*>([^<]*)<`).exec(html)?.[1]

  it('is known from the trail alone: what was done, how often, and where it waits', async () => {
    const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/way`)
    const way = body as CaseWay
    expect(way).to.include({ procedure: 'children-act', main: 'children-act', isWhole: true })
    const stage2 = way.processes.find(({ process }) => process === 'children-act-stage-2')
    expect(stage2).to.include({ standing: 'running', begun: 1, calledFrom: 'children-act-consideration' })
    const element = (id: string) => stage2?.elements.find((each) => each.element === id)
    expect(element('task_investigate')).to.deep.equal({ element: 'task_investigate', entered: 1, done: 1, stopped: 0 })
    expect(element('task_independent_report')).to.include({ waiting: 'now', done: 0 })
    expect(element('ev_stage_2_due_soon') ?? { waiting: 'armed' }).to.include({ waiting: 'armed' })
    expect(stage2?.flows.every(({ taken }) => taken === 1)).to.equal(true)
  })

  it('opens at the stage in which the case is', async () => {
    const { html } = await pages.browse(MANAGER).get(`/cases/${caseId}/procedure`)
    expect(standingOf(html, 'task_independent_report')).to.equal('Now')
    expect(html).to.include('href="/cases/' + caseId + '/procedure?process=children-act"')
  })

  it('shows the whole procedure, with the stage that runs marked in words', async () => {
    const { html, status } = await pages.browse(MANAGER).get(`/cases/${caseId}/procedure?process=children-act`)
    expect(status).to.equal(200)
    expect(standingOf(html, 'call_receipt')).to.equal('Done')
    expect(standingOf(html, 'call_consideration')).to.equal('Now')
    expect(standingOf(html, 'call_closing')).to.equal('May come')
    expect(standingOf(html, 'end_complaint_rerouted')).to.equal('Not needed')
    expect(standingOf(html, 'ev_complaint_withdrawn')).to.equal('At any time')
    expect(html).to.include('Report as independent person').and.to.include('href="/cases/')
    expect(html).to.match(/role="region" tabindex="0" aria-label="Diagram of/)
  })

  it('opens the diagram of a stage, with the way to it and the picture marked', async () => {
    const { html } = await pages.browse(MANAGER).get(`/cases/${caseId}/procedure?process=children-act-stage-2&zoom=50`)
    expect(standingOf(html, 'task_independent_report')).to.equal('Now')
    expect(standingOf(html, 'task_adjudicate')).to.equal('May come')
    expect(html).to.match(/id="d-task_independent_report" class="[^"]*is-now"/)
    expect(html).to.match(/class="d-badge is-now"/)
    expect(html).to.include('The case is now at: Report as independent person')
    expect(html).to.include('The three stages').and.to.include('<strong aria-current="true">50%</strong>')
  })

  it('has nothing of a diagram that there is not', async () => {
    const browser = pages.browse(MANAGER)
    expect((await browser.get(`/cases/${caseId}/procedure?process=none`)).status).to.equal(404)
    expect((await browser.get('/procedures/none/diagrams')).status).to.equal(404)
  })

  it('shows the procedures themselves to all who work with them', async () => {
    const browser = pages.browse({ id: 'ao1', role: 'adjudicating-officer' })
    expect((await browser.get('/procedures')).html).to.include('statutory complaint procedure')
    const { html } = await browser.get('/procedures/children-act/diagrams?process=children-act-stage-1')
    expect(html).to.include('Answer the complaint').and.to.include('(in force)')
    expect(html).not.to.include('d-badge')
  })
})
