import { expect } from 'chai'
import { sweepFindings } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

/* What the routes answer, against the OpenAPI document: an answer that differs from it is an error here. */
describe('compliance over HTTP', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.moveTo('2026-03-04T09:00:00.000Z')
    await sweepFindings(test.service.runtime)
  })
  after(() => test.stop())

  const get = async (path: string) => {
    const { status, body } = await test.call('auditor', 'GET', `/api/v1/${path}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as Readonly<Record<string, unknown>>
  }

  it('counts, lists and tells', async () => {
    const { cases, rules } = await get('compliance?from=2026-01-01&to=2026-12-31&instrument=children-act')
    expect([cases, (rules as readonly unknown[]).length]).to.deep.equal([1, 32])
    const found = await get('compliance/rules/C05/cases?result=not-met&limit=10')
    expect(found).to.have.property('total', 1)
    expect(found['cases']).to.have.nested.property('[0].caseId', caseId)
    expect((await get(`cases/${caseId}/findings`))['findings']).to.have.lengthOf(81)
    expect(await get('compliance/differences')).to.deep.equal({ total: 0, cases: [] })
  })

  it('takes a waiver that a second person approved, and revokes it', async () => {
    const asked = { rule: 'C05', reason: 'The family asked us to wait.', until: '2026-06-30' }
    const proposed = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/waivers`, asked)
    expect(proposed.status, JSON.stringify(proposed.body)).to.equal(202)
    const { approval } = proposed.body as { approval: string }
    const approved = await test.call('monitoring-officer', 'POST', `/api/v1/approvals/${approval}/approval`)
    expect(approved.status, JSON.stringify(approved.body)).to.equal(200)
    const { waivers } = (await get('compliance/waivers')) as { waivers: readonly { waiver: string }[] }
    const path = `/api/v1/compliance/waivers/${waivers[0]?.waiver ?? ''}/revocation`
    const revoked = await test.call('complaints-manager', 'POST', path, { reason: 'It was given in error.' })
    expect([revoked.status, revoked.body]).to.have.nested.property('[1].standing', 'revoked')
  })
})
