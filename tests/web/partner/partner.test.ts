import { expect } from 'chai'
import { makeLog } from '../../../api/log.ts'
import { makePartnerLinks, readLinkKey } from '../../../api/partner-links.ts'
import { dayOf } from '../../../engine/index.ts'
import { JOINT_COMPLAINT, TO_THE_PARTNERS } from '../../support/joint.ts'
import { usualAnswers } from '../../support/usual-answers.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

const usual = usualAnswers('nhs-joint')

describe('the page behind a partner’s link', function () {
  this.timeout(60_000)
  const lines: string[] = []
  let pages: TestPages
  let caseId: string
  let sign: ReturnType<typeof makePartnerLinks>['sign']
  let token: string
  before(async () => {
    const log = makeLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(line) })
    pages = await startTestPages({ now: '2026-01-05T09:00:00.000Z', log })
    sign = makePartnerLinks(readLinkKey({ linkKey: undefined, databaseFile: pages.databaseFile })).sign
    ;({ caseId, token } = await asked())
  })
  after(() => pages.stop())

  /** A joint complaint until the hospital is asked for its part, and its link. */
  async function asked(): Promise<{ caseId: string; token: string }> {
    const submitted = await pages.call('intake', 'POST', '/api/v1/cases', JOINT_COMPLAINT)
    const { caseId: id } = submitted.body as { caseId: string }
    for (const person of usual.people)
      await pages.call('complaints-manager', 'POST', `/api/v1/cases/${id}/people`, person)
    for (const [element, answers] of TO_THE_PARTNERS) await complete(id, element, answers)
    const facts = await pages.service.runtime.store.read.facts(id)
    const issued = facts.findLast((fact) => fact.type === 'partner-link-issued')
    if (issued?.type !== 'partner-link-issued') throw new Error('No link was issued')
    const { body, link, until } = issued.data
    return { caseId: id, token: sign({ caseId: id, body, link, until }) }
  }

  async function complete(id: string, element: string, given: object = {}): Promise<void> {
    await pages.service.drain()
    const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${id}`)
    const { tasks } = body as { tasks: { taskId: string; element: string; form: string }[] }
    const task = tasks.find((each) => each.element === element)
    if (task === undefined) throw new Error(`${element} is not open`)
    const today = dayOf(pages.service.runtime.clock.now())
    const own = JSON.stringify(usual.forms[task.form] ?? {}).replaceAll('$today', today)
    const answers = { ...(JSON.parse(own) as object), ...given }
    const done = await pages.call('complaints-manager', 'POST', `/api/v1/tasks/${task.taskId}/completion`, { answers })
    if (done.status !== 200) throw new Error(`${element}: ${JSON.stringify(done.body)}`)
    await pages.service.drain()
  }

  it('asks the body for its own points, and nothing else', async () => {
    const { html, status, headers } = await pages.browse().get(`/partner/${token}`)
    expect(status).to.equal(200)
    expect(html).to.include(caseId).and.to.include('Example Hospitals NHS Foundation Trust')
    expect(html).to.include('The ward sent no plan to anybody.')
    expect(html).not.to.include('Nobody came for three weeks.').and.not.to.include('Moss')
    expect(headers.get('referrer-policy')).to.equal('no-referrer')
    expect(headers.get('cache-control')).to.equal('no-store')
  })

  it('says at the top what is missing', async () => {
    const browser = pages.browse()
    await browser.get(`/partner/${token}`)
    const { html, status } = await browser.post(`/partner/${token}`, { text: '' })
    expect(status).to.equal(422)
    expect(html)
      .to.match(/<title>Error: /)
      .and.to.include('href="#text"')
  })

  it('takes one answer, and then says that it was used', async () => {
    const browser = pages.browse()
    await browser.get(`/partner/${token}`)
    const sent = await browser.post(`/partner/${token}`, { text: 'The plan was sent two days late.' })
    expect(sent.status).to.equal(200)
    expect(sent.html).to.include('Your answer was sent').and.to.include(caseId)
    const again = await browser.get(`/partner/${token}`)
    expect(again.status).to.equal(409)
    expect(again.html).to.include('Your organisation has answered')
    const facts = await pages.service.runtime.store.read.facts(caseId)
    expect(facts.filter(({ type }) => type === 'partner-replied')).to.have.lengthOf(1)
  })

  it('knows no link that nobody signed, nor one that was not issued', async () => {
    const claim = { caseId, body: 'example-hospitals', link: 'none', until: '2026-02-16' }
    for (const wrong of ['x', `${token}x`, sign(claim)]) {
      const { status, html } = await pages.browse().get(`/partner/${wrong}`)
      expect(status, wrong).to.equal(404)
      expect(html).to.include('This link does not work')
    }
  })

  it('says when the link has run out', async () => {
    const other = await asked()
    await pages.moveTo('2026-06-01T09:00:00.000Z')
    const { status, html } = await pages.browse().get(`/partner/${other.token}`)
    expect(status).to.equal(410)
    expect(html).to.include('This link has run out')
  })

  it('answers 20 requests a minute through one link, and no more', async () => {
    const browser = pages.browse()
    const statuses: number[] = []
    for (let n = 0; n < 21; n += 1) statuses.push((await browser.get('/partner/often')).status)
    expect(statuses.slice(0, 20).every((status) => status === 404)).to.equal(true)
    expect(statuses[20]).to.equal(429)
  })

  it('stands in no line of the log', () => {
    expect(lines.join('\n')).to.include('/partner/:token').and.not.to.include(token.slice(0, 30))
  })
})
