import { expect } from 'chai'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

describe('/api/v1/learning', function () {
  this.timeout(60_000)
  let test: TestService
  let first: string
  let second: string

  before(async () => {
    test = await startTestService({ now: '2026-04-07T09:00:00.000Z' })
    first = await submitExample(test)
    second = await submitExample(test)
    await test.service.drain()
    await test.moveTo('2026-06-01T09:00:00.000Z')
    await record(first, [
      fact('2026-04-20', 'learning-recorded', { area: 'communication', rootCause: 'training', text: 'Call back.' }),
      fact('2026-04-20', 'learning-recorded', { area: 'charging', rootCause: 'process', text: 'Say what it costs.' }),
      fact('2026-04-20', 'action-agreed', { action: 'A1', text: 'A leaflet', owner: 'm1', dueOn: '2026-05-01' }),
      fact('2026-04-20', 'action-agreed', { action: 'A2', text: 'A course', owner: 'm1', dueOn: '2026-05-29' }),
      fact('2026-04-20', 'action-agreed', { action: 'A3', text: 'A letter', owner: 'm1', dueOn: '2026-06-30' }),
      fact('2026-05-05', 'action-done', { action: 'A1', evidence: 'Printed.' }),
      fact('2026-04-20', 'cost-recorded', { stage: 'stage-2', pence: 4_550, what: 'Travel' }),
      fact('2026-04-20', 'invoice-received', { invoice: 'I1', stage: 'stage-2', supplier: 'Field', pence: 100_000 }),
      fact('2026-04-20', 'invoice-received', { invoice: 'I2', stage: 'stage-3', supplier: 'Chair', pence: 20_001 }),
      fact('2026-05-29', 'invoice-paid', { invoice: 'I1' }),
    ])
    await record(second, [
      fact('2026-04-30', 'learning-recorded', { area: 'communication', rootCause: 'training', text: 'Write back.' }),
      fact('2026-05-01', 'learning-recorded', { area: 'records', rootCause: 'human-error', text: 'Look before.' }),
      fact('2026-05-01', 'no-learning-recorded', { reason: 'Nothing further.' }),
      fact('2026-04-30', 'settlement-agreed', { settlement: 'S1', basis: 'local', pence: 25_000, reason: 'Delay.' }),
      fact('2026-04-30', 'settlement-agreed', { settlement: 'S2', basis: 'ombudsman', pence: 50_000, reason: 'Loss.' }),
      fact('2026-05-20', 'settlement-paid', { settlement: 'S2' }),
    ])
  })
  after(() => test.stop())

  const fact = (on: string, type: string, data: object) => ({ type, on, data })
  async function record(caseId: string, facts: readonly object[]): Promise<void> {
    const done = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/facts`, { facts })
    expect(done.status, JSON.stringify(done.body)).to.equal(201)
  }
  const get = (path: string) => test.call('principal-social-worker', 'GET', `/api/v1/learning${path}`)

  it('adds up April across cases, with what was done about it later', async () => {
    const { status, body } = await get('?from=2026-04-01&to=2026-04-30')
    expect(status).to.equal(200)
    expect(body).to.deep.equal({
      from: '2026-04-01',
      to: '2026-04-30',
      learning: {
        points: 3,
        none: 0,
        byAreaAndCause: [
          { area: 'communication', rootCause: 'training', points: 2 },
          { area: 'charging', rootCause: 'process', points: 1 },
        ],
      },
      // A1 was due on 1 May and done on the 5th; A2 was due on 29 May; A3 has until 30 June
      actions: { agreed: 3, done: 1, doneLate: 1, open: 2, overdue: 1 },
      costs: [
        { stage: 'stage-2', costs: 4_550, invoiced: 100_000, paid: 100_000, total: 104_550 },
        { stage: 'stage-3', costs: 0, invoiced: 20_001, paid: 0, total: 20_001 },
      ],
      settlements: [
        { basis: 'ombudsman', agreed: 1, agreedPence: 50_000, paid: 1, paidPence: 50_000 },
        { basis: 'local', agreed: 1, agreedPence: 25_000, paid: 0, paidPence: 0 },
      ],
      panels: [],
    })
  })

  it('leaves out what was corrected', async () => {
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${second}/facts`)
    const wrong = (body as { facts: { id: string; type: string; on: string }[] }).facts.find(
      ({ type, on }) => type === 'learning-recorded' && on === '2026-05-01',
    )
    const may = '?from=2026-05-01&to=2026-05-31'
    expect((await get(may)).body).to.nested.include({ 'learning.points': 1, 'learning.none': 1 })
    await record(second, [fact('2026-06-01', 'fact-corrected', { fact: wrong?.id, reason: 'It was another case.' })])
    expect((await get(may)).body).to.nested.include({ 'learning.points': 0, 'learning.none': 1 })
  })

  it('proposes what the quarter taught for the panel, but nothing of a restricted case', async () => {
    const agenda = await get('/agenda?quarter=2026-Q1')
    expect(agenda.body).to.deep.equal({
      quarter: '2026-Q1',
      from: '2026-04-01',
      to: '2026-06-30',
      proposals: [
        { area: 'communication', rootCause: 'training', text: 'Call back.', source: first, on: '2026-04-20' },
        { area: 'charging', rootCause: 'process', text: 'Say what it costs.', source: first, on: '2026-04-20' },
        { area: 'communication', rootCause: 'training', text: 'Write back.', source: second, on: '2026-04-30' },
      ],
      left: 0,
    })
    await record(first, [fact('2026-06-01', 'access-restricted', { reason: 'About a colleague.' })])
    const { body } = await get('/agenda?quarter=2026-Q1')
    expect((body as { proposals: { source: string }[] }).proposals.map(({ source }) => source)).to.deep.equal([second])
  })

  it('knows the quarters of the financial year, and the days the right way round', async () => {
    expect((await get('/agenda?quarter=2026-Q4')).body).to.include({ from: '2027-01-01', to: '2027-03-31' })
    expect((await get('/agenda?quarter=2026-Q5')).status).to.equal(400)
    expect((await get('?from=2026-05-01&to=2026-04-01')).status).to.equal(400)
  })
})
