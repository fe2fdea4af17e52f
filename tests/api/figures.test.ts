import { expect } from 'chai'
import { answerEquality, type Role } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

interface Shown {
  readonly id: string
  readonly value?: number
  readonly numerator?: number
}
interface Report {
  readonly days: { readonly knownAt: string; readonly writtenOn: string; readonly period: { readonly id: string } }
  readonly figures: readonly Shown[]
  readonly tables: readonly {
    readonly id: string
    readonly rows: readonly { readonly code: string; readonly cells: readonly Shown[] }[]
  }[]
  readonly faults: readonly string[]
  readonly withheld: readonly string[]
}
interface Behind {
  readonly cases: readonly { readonly caseId: string; readonly receivedOn?: string; readonly amount: number }[]
  readonly next?: string
  readonly all?: { readonly cases: number; readonly hidden: number }
}

describe('/api/v1/figures', function () {
  this.timeout(60_000)
  let test: TestService
  let cases: readonly string[]
  const QUARTER = 'from=2026-04-01&to=2026-06-30'

  before(async () => {
    test = await startTestService({ now: '2026-04-07T09:00:00.000Z' })
    cases = [await submitExample(test), await submitExample(test), await submitExample(test)]
    await test.service.drain()
    await answerEquality(test.service.runtime, 'children', { age: '16-to-17', disability: 'yes' })
    await test.moveTo('2026-06-15T09:00:00.000Z')
  })
  after(() => test.stop())

  async function report(query = QUARTER, role: Role = 'auditor'): Promise<Report> {
    const { status, body } = await test.call(role, 'GET', `/api/v1/figures?${query}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as Report
  }
  async function behind(figure: string, query = QUARTER, role: Role = 'auditor'): Promise<Behind> {
    const { status, body } = await test.call(role, 'GET', `/api/v1/figures/${figure}/cases?${query}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as Behind
  }
  const valueOf = ({ figures }: Report, id: string) => figures.find((figure) => figure.id === id)?.value
  const record = (caseId: string, type: string, data: object, on = '2026-06-15') =>
    test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/facts`, { facts: [{ type, on, data }] })

  it('counts a quarter, and says which moment it knows', async () => {
    const found = await report()
    expect(found.days).to.deep.include({ writtenOn: '2026-06-15', knownAt: '2026-06-15T09:00:00.000Z' })
    expect(found.days.period.id).to.equal('2026-27-q1')
    expect([valueOf(found, 'children.received'), valueOf(found, 'complaints.received')]).to.deep.equal([3, 3])
    expect(found.faults).to.deep.equal([])
    expect(found.withheld).to.include.members(['children.received', 'complaints.by-group.children'])
  })

  it('opens the cases behind a figure, page by page, and behind a cell and what it is a share of', async () => {
    const first = await behind('children.received', `${QUARTER}&limit=2`)
    expect(first.cases.map(({ caseId }) => caseId)).to.deep.equal(cases.slice(0, 2))
    expect(first.cases[0]).to.deep.include({ receivedOn: '2026-04-07', amount: 1 })
    expect(first.all).to.deep.equal({ cases: 3, hidden: 0 })
    const rest = await behind('children.received', `${QUARTER}&limit=2&after=${first.next ?? ''}`)
    expect([rest.cases.map(({ caseId }) => caseId), rest.next]).to.deep.equal([cases.slice(2), undefined])
    expect((await behind('complaints.by-month.2026-04.children')).cases).to.have.length(3)
    expect((await behind('complaints.by-month.2026-05.children')).cases).to.have.length(0)
    expect((await behind('complaints.by-month.2026-05.children', `${QUARTER}&of=denominator`)).cases).to.have.length(3)
    const closed = 'children.closed-not-upheld-share'
    expect((await behind(closed, `${QUARTER}&of=denominator`)).cases).to.have.length(0)
  })

  for (const figure of ['no.figure', 'children.by-service', 'people.age.16-to-17.children', 'people.age-answered']) {
    it(`has no cases behind ${figure}`, async () => {
      expect((await test.call('auditor', 'GET', `/api/v1/figures/${figure}/cases?${QUARTER}`)).status).to.equal(404)
    })
  }

  it('gives the same as at an earlier day, whatever was recorded since', async () => {
    const [first = ''] = cases
    const asAt = `${QUARTER}&asAt=2026-04-30`
    const before = await report(asAt)
    // Received later than it was recorded at first, and said only now
    const done = await record(first, 'cost-recorded', { stage: 'stage-1', pence: 500, what: 'Travel' }, '2026-04-20')
    expect(done.status).to.equal(201)
    expect(await report(asAt)).to.deep.equal(before)
    expect(valueOf(await report(), 'costs.recorded')).to.equal(500)
    const known = `&knownAt=${encodeURIComponent('2026-06-15T08:59:59.999Z')}`
    expect(valueOf(await report(QUARTER + known), 'costs.recorded')).to.equal(0)
  })

  it('leaves out cases that the asker may not see, and tells those who look after all how many', async () => {
    const [first = ''] = cases
    expect((await record(first, 'access-restricted', { reason: 'About a colleague.' })).status).to.equal(201)
    const seen = await behind('children.received')
    expect(seen.cases.map(({ caseId }) => caseId)).to.deep.equal(cases.slice(1))
    expect(seen.all).to.deep.equal({ cases: 3, hidden: 1 })
    expect(valueOf(await report(), 'children.received')).to.equal(3)
    const director = await behind('children.received', QUARTER, 'director')
    expect(director).to.have.property('cases').that.is.empty
    expect(director).to.not.have.property('all')
    const { store } = test.service.runtime
    const lines = (await store.read.history({ limit: 500 })).rows.filter(({ type }) => type === 'figures-read')
    expect(lines.at(-1)?.body).to.include('"figure":"children.received"')
  })

  it('shows nobody what fewer than five said of themselves', async () => {
    const year = await report('from=2026-04-01&to=2027-03-31')
    const age = year.tables.find(({ id }) => id === 'people.age')
    expect(age?.rows.map(({ code }) => code)).to.deep.equal(['16-to-17'])
    for (const cell of age?.rows.flatMap(({ cells }) => cells) ?? []) {
      if (cell.id.endsWith('.children')) expect(cell).to.not.have.any.keys('value', 'numerator', 'denominator')
    }
    expect(valueOf(year, 'people.age-answered')).to.equal(undefined)
  })

  it('refuses a period that ends before it begins, and a moment that is none', async () => {
    for (const query of [
      'from=2026-06-30&to=2026-04-01',
      `${QUARTER}&knownAt=yesterday-at-half-past`,
      'from=2026-04-01',
    ]) {
      expect((await test.call('auditor', 'GET', `/api/v1/figures?${query}`)).status, query).to.equal(400)
    }
    expect((await test.call('intake', 'GET', `/api/v1/figures?${QUARTER}`)).status).to.equal(403)
  })
})
