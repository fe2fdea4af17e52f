import { expect } from 'chai'
import { dayOf, type Actor } from '../../../engine/index.ts'
import { JOINT_COMPLAINT } from '../../support/joint.ts'
import { usualAnswers } from '../../support/usual-answers.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

const MANAGER: Actor = { id: 'm1', role: 'complaints-manager' }
const usual = usualAnswers('nhs-joint')

describe('what some cases have and others have not', function () {
  this.timeout(60_000)
  let pages: TestPages
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-01-05T09:00:00.000Z' })
    const submitted = await pages.call('intake', 'POST', '/api/v1/cases', JOINT_COMPLAINT)
    ;({ caseId } = submitted.body as { caseId: string })
    for (const person of usual.people)
      await pages.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
  })
  after(() => pages.stop())

  const page = async (path: string) => (await pages.browse(MANAGER).get(`/cases/${caseId}/${path}`)).html
  const record = async (...facts: readonly object[]) => {
    const { status, body } = await pages.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/facts`, { facts })
    expect(status, JSON.stringify(body)).to.equal(201)
  }
  async function complete(element: string, given: object = {}): Promise<void> {
    await pages.service.drain()
    const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const { tasks } = body as { tasks: { taskId: string; element: string; form: string }[] }
    const task = tasks.find((each) => each.element === element)
    if (task === undefined) throw new Error(`${element} is not open`)
    const today = dayOf(pages.service.runtime.clock.now())
    const own = JSON.stringify(usual.forms[task.form] ?? {}).replaceAll('$today', today)
    const answers = { ...(JSON.parse(own) as object), ...given }
    const done = await pages.call('complaints-manager', 'POST', `/api/v1/tasks/${task.taskId}/completion`, { answers })
    expect(done.status, JSON.stringify(done.body)).to.equal(200)
    await pages.service.drain()
  }

  it('warns that nothing may be shared before consent, and shows each body’s part afterwards', async () => {
    expect(await page('partners')).to.include('No other body has a part')
    await complete('task_joint_name_bodies')
    const before = await page('partners')
    expect(before).to.include('Until consent is given, nothing about the complaint may be shared with')
    expect(before).to.include('Example Hospitals NHS Foundation Trust')
    await complete('task_joint_record_consent')
    await complete('task_joint_agree_lead')
    await complete('task_joint_plan', {
      assignments: [
        { point: 'P1', body: 'council', dueOn: '2026-02-11' },
        { point: 'P2', body: 'example-hospitals', dueOn: '2026-02-11' },
      ],
      until: '2026-03-13',
    })
    const html = await page('partners')
    expect(html).not.to.include('Until consent is given')
    expect(html)
      .to.include('Consent given')
      .and.to.include('Asked for its part')
      .and.to.include('P2 (by 11 February 2026)')
    expect(html).to.include('The lead is')
  })

  it('adds up what the case cost, in pounds, and says what is not paid yet', async () => {
    expect(await page('costs')).to.include('Nothing is recorded yet.')
    const on = '2026-01-05'
    await record(
      { type: 'cost-recorded', on, data: { stage: 'adult', pence: 12_550, what: 'Interpreter' } },
      {
        type: 'invoice-received',
        on,
        data: { invoice: 'I1', stage: 'adult', supplier: 'Independent Reviews', pence: 90_000 },
      },
      {
        type: 'invoice-received',
        on,
        data: { invoice: 'I2', stage: 'adult', supplier: 'Independent Reviews', pence: 10_000 },
      },
      { type: 'invoice-paid', on, data: { invoice: 'I1' } },
    )
    const html = await page('costs')
    expect(html)
      .to.include('£125.50')
      .and.to.include('£1,000.00, of which £100.00 not yet paid')
      .and.to.include('£1,125.50')
    expect(html).to.include('Paid on 5 January 2026').and.to.include('Not yet paid')
  })

  it('keeps money from those who have no part in it', async () => {
    const { status } = await pages.browse({ id: 'io1', role: 'investigating-officer' }).get(`/cases/${caseId}/costs`)
    expect(status).to.be.oneOf([403, 404])
  })

  it('shows what the Ombudsman asked, decided and recommended, with the days', async () => {
    expect(await page('ombudsman')).to.include('The Ombudsman has not been in touch')
    const on = '2026-01-05'
    const reference = 'LGSCO-26-1'
    await record(
      { type: 'ombudsman-enquiry-received', on, data: { reference, replyBy: '2026-02-02' } },
      { type: 'ombudsman-enquiry-answered', on, data: { reference } },
      { type: 'ombudsman-decided', on, data: { reference, decision: 'fault-and-injustice', changedFinding: true } },
      {
        type: 'ombudsman-recommended',
        on,
        data: { recommendation: 'R1', dueOn: '2026-03-02', text: 'Apologise.', payment: 20_000 },
      },
    )
    const html = await page('ombudsman')
    expect(html).to.include('Enquiry received').and.to.include('Reference LGSCO-26-1')
    expect(html).to.include('Apologise.').and.to.include('£200.00').and.to.include('2 March 2026')
    expect(html).to.include('The finding was changed').and.to.include('No evidence has been sent yet')
  })
})
