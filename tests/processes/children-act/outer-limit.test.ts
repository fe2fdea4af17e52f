import { expect } from 'chai'
import { startTestService, type TestService } from '../../support/service.ts'
import { submitExample, walk } from '../../support/walk.ts'

/*
 * Stage 2 asked for on Monday 2 February 2026, the record settled on Monday 9 February. Without Good Friday, Easter
 * Monday and 4 May, day 60 is 29 April and day 65 is 7 May; from the record 7 May and 14 May. London is on summer time.
 */
const DAYS = [
  { until: '2026-04-29T06:59:00.000Z', jobs: [] },
  { until: '2026-04-29T07:01:00.000Z', jobs: ['svc_warn_stage_2_limit'] },
  { until: '2026-05-07T07:01:00.000Z', jobs: ['svc_warn_stage_2_limit_from_record'] },
  { until: '2026-05-07T22:59:00.000Z', jobs: [] },
  { until: '2026-05-07T23:01:00.000Z', jobs: ['svc_stage_2_limit_late', 'svc_tell_stage_2_limit'] },
  {
    until: '2026-05-14T23:01:00.000Z',
    jobs: ['svc_stage_2_limit_late_from_record', 'svc_tell_stage_2_limit_from_record'],
  },
  { until: '2026-06-30T12:00:00.000Z', jobs: [] },
] as const

describe('the outer limit of Stage 2, on the days that the law gives', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string

  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await walk(test, caseId, (step) => step === 'record-commented')
    await test.moveTo('2026-02-09T10:00:00.000Z')
    const body = { name: 'record-commented', answers: { repliedOn: '2026-02-09', agreesRecord: true } }
    const said = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, body)
    expect(said.status).to.equal(200)
    await test.service.drain()
  })
  after(() => test.stop())

  for (const { until, jobs } of DAYS) {
    it(`${until}: ${jobs.join(', ') || 'nothing'}`, async () => {
      const before = await limitJobs()
      await test.moveTo(until)
      await test.service.drain()
      expect((await limitJobs()).slice(before.length)).to.deep.equal(jobs)
    })
  }

  it('tells the complainant on the day after either reading, and never twice on one day', async () => {
    const answer = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
    const days = (answer.body as { facts: { type: string; on: string; data: { rule?: string } }[] }).facts
      .filter(({ type, data }) => type === 'lateness-notice-sent' && data.rule?.includes('stage-2') === true)
      .map(({ on }) => on)
    expect(days).to.include.members(['2026-05-08', '2026-05-15'])
    expect(new Set(days).size).to.equal(days.length)
  })

  /** The service tasks of the outer limit that are done, in order. */
  async function limitJobs(): Promise<readonly string[]> {
    const answer = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
    return (answer.body as { history: { type: string; element?: string }[] }).history.flatMap(({ type, element }) =>
      type === 'job-done' && element?.includes('stage_2_limit') === true ? [element] : [],
    )
  }
})
