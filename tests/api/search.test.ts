import { expect } from 'chai'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'

describe('searching and listing over HTTP', function () {
  this.timeout(60_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-03-02T09:00:00Z' })
    await test.call('caseworker', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
    await test.call('caseworker', 'POST', '/api/v1/cases', { ...CHILDS_COMPLAINT, receivedOn: '2026-02-02' })
  })
  after(() => test.stop())
  const search = (body: object, role: Parameters<TestService['call']>[0] = 'complaints-manager') =>
    test.call(role, 'POST', '/api/v1/search', body)

  it('finds by name, with a reason, and by reference without one', async () => {
    const { status, body } = await search({ text: 'reed', reason: 'They telephone.' })
    expect(status).to.equal(200)
    expect((body as { found: { by: string }[]; total: number }).total).to.equal(2)
    expect((body as { found: { by: string }[] }).found.map(({ by }) => by)).to.deep.equal(['name', 'name'])
    expect((await search({ text: 'SC-2026-00001' })).body).to.deep.include({ total: 1 })
    expect((await search({ text: 'reed' })).status).to.be.oneOf([403, 409, 422, 428])
  })

  for (const [what, body, status] of [
    ['nothing', {}, 400],
    ['too much', { text: 'a'.repeat(201) }, 400],
    ['spaces', { text: '   ' }, 422],
    ['something else besides', { text: 'a', sort: 'id' }, 400],
  ] as const) {
    it(`refuses to look for ${what}`, async () => {
      expect((await search(body)).status).to.equal(status)
    })
  }

  it('refuses whoever may not search', async () => {
    expect((await search({ text: 'SC-2026-00001' }, 'process-owner')).status).to.equal(403)
  })

  const lists: readonly [query: string, cases: number][] = [
    ['', 2],
    ['procedure=children-act', 2],
    ['procedure=corporate', 0],
    ['status=open&version=1', 2],
    ['version=2', 0],
    ['outcome=undecided', 2],
    ['outcome=upheld&outcome=undecided', 2],
    ['late=true', 1],
    ['late=false', 1],
    ['team=complaints-team', 2],
    ['team=education', 0],
    ['receivedFrom=2026-03-01', 1],
    ['receivedTo=2026-02-28', 1],
    ['limit=1', 1],
  ]
  for (const [query, cases] of lists) {
    it(`lists ${cases} for ?${query}`, async () => {
      const { status, body } = await test.call('caseworker', 'GET', `/api/v1/cases?${query}`)
      expect(status, JSON.stringify(body)).to.equal(200)
      expect((body as { cases: unknown[] }).cases).to.have.lengthOf(cases)
    })
  }

  for (const query of ['order=received', 'receivedFrom=2026-02-30', 'late=perhaps', "stage='", 'limit=-1']) {
    it(`answers ?${query} without harm`, async () => {
      expect((await test.call('caseworker', 'GET', `/api/v1/cases?${query}`)).status).to.be.oneOf([200, 400])
    })
  }
})
