import { expect } from 'chai'
import { answerEquality, expectedDates, intakeOf, localDate, type IntakeFields } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'

const FIELDS: IntakeFields = {
  kind: 'complaint',
  channel: 'phone',
  oral: true,
  who: 'self',
  area: 'adult',
  person: { name: 'Ben Marsh', phone: '01632 960777', contactPreference: 'telephone', adjustments: [] },
  points: [{ text: 'Carers came late.', desiredOutcome: 'Carers on time.' }],
}

describe('what other front ends hand in', function () {
  this.timeout(180_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-11-02T09:00:00Z' })
  })
  after(() => test.stop())

  it('answers with the reference and the dates of the reply', async () => {
    const { status, body, headers } = await test.call('intake', 'POST', '/api/v1/intake', FIELDS)
    expect(status).to.equal(201)
    const receipt = body as { reference: string; dates: Record<string, { by: string; clause: string }> }
    expect(headers.get('location')).to.equal(`/api/v1/cases/${receipt.reference}`)
    expect(body).to.include({ kind: 'complaint', receivedOn: '2026-11-02', expectedProcedure: 'adult-social-care' })
    expect(receipt.dates['acknowledgement']).to.include({ by: '2026-11-05', clause: 'SI 2009/309 reg. 13(3)' })
    expect(receipt.dates['answer']).to.include({ by: '2027-05-01', clause: 'SI 2009/309 reg. 14(3)' })
  })

  it('makes one case of the same request with the same key', async () => {
    const key = { 'idempotency-key': 'call-4711' }
    const first = await test.call('intake', 'POST', '/api/v1/intake', FIELDS, key)
    const second = await test.call('intake', 'POST', '/api/v1/intake', FIELDS, key)
    expect((second.body as { reference: string }).reference).to.equal((first.body as { reference: string }).reference)
  })

  for (const { what, change, at } of [
    { what: 'a field that it does not have', change: { colour: 'red' }, at: '/body/colour' },
    { what: 'nobody who complains', change: { person: undefined }, at: '/person' },
    {
      what: 'no way to reach them',
      change: { person: { name: 'B', contactPreference: 'email', adjustments: [] } },
      at: '/person',
    },
    { what: 'somebody else, and not whom', change: { who: 'someone-else' }, at: '/onBehalfOf' },
    { what: 'no point of complaint', change: { points: [] }, at: '/body/points' },
  ]) {
    it(`refuses ${what}`, async () => {
      const { status, body } = await test.call('intake', 'POST', '/api/v1/intake', { ...FIELDS, ...change })
      expect(status, JSON.stringify(body)).to.be.oneOf([400, 422])
      expect((body as { faults: { at: string }[] }).faults.map((fault) => fault.at)).to.include(at)
    })
  }

  it('is not for every key', async () => {
    expect((await test.call('auditor', 'POST', '/api/v1/intake', FIELDS)).status).to.equal(403)
  })

  it('shows no group of fewer than five, and none that could be worked out', async () => {
    const { runtime } = test.service
    for (let n = 0; n < 6; n += 1)
      await answerEquality(runtime, 'adult', { sex: 'female', age: n < 5 ? '45-to-64' : '80-or-over' })
    const { body } = await test.call('complaints-manager', 'GET', '/api/v1/equality?from=2026-11&to=2026-11')
    expect(body).to.deep.equal({ answered: 6, counts: [{ question: 'sex', answer: 'female', people: 6 }] })
    const none = await test.call('complaints-manager', 'GET', '/api/v1/equality?from=2026-11&to=2026-11&area=children')
    expect(none.body).to.deep.equal({ counts: [] })
  })
})

describe('who is what to a complaint that is handed in', () => {
  const child = { name: 'Kim', relation: 'parent', authority: 'parental-responsibility' } as const
  const adult = { name: 'Ada', relation: 'relative', authority: 'they-asked-me' } as const
  const cases: readonly [string, Partial<IntakeFields>, readonly string[], boolean][] = [
    ['an adult for themself', {}, ['complainant Ben Marsh'], false],
    ['a child', { who: 'child', area: 'children' }, ['complainant Ben Marsh'], true],
    [
      'a parent, in their own right',
      { who: 'child-in-care', area: 'children', onBehalfOf: child },
      ['complainant Ben Marsh', 'child Kim'],
      false,
    ],
    [
      'an advocate of a child',
      { who: 'child-in-care', area: 'children', onBehalfOf: { ...child, relation: 'advocate' } },
      ['complainant Kim', 'representative Ben Marsh'],
      true,
    ],
    [
      'a relative of an adult',
      { who: 'someone-else', onBehalfOf: adult },
      ['complainant Ada', 'representative Ben Marsh'],
      false,
    ],
  ]
  for (const [who, change, people, byChild] of cases) {
    it(who, () => {
      const intake = intakeOf({ ...FIELDS, ...change })
      if (intake.kind !== 'complaint') throw new Error('not a complaint')
      const found = intake.submission.people as readonly { role: string; name: string }[]
      expect(found.map(({ role, name }) => `${role} ${name}`)).to.deep.equal(people)
      expect(intake.submission.byChild).to.equal(byChild)
    })
  }

  it('records consent of those who complain for themselves, and of nobody else', () => {
    const nhs = { part: true, body: 'example-hospitals', consent: true }
    const types = (fields: IntakeFields) => {
      const intake = intakeOf(fields)
      return intake.kind === 'complaint' ? (intake.submission.further ?? []).map(({ type }) => type) : []
    }
    expect(types({ ...FIELDS, nhs })).to.include('consent-given')
    expect(types({ ...FIELDS, who: 'someone-else', onBehalfOf: adult, nhs })).not.to.include('consent-given')
  })
})

describe('the dates that whoever complains is told', () => {
  // Received on Thursday 17 December 2026: Christmas Day, Boxing Day's substitute and New Year's Day are not counted.
  const table: readonly [string | undefined, string | undefined, string | undefined, string | undefined][] = [
    ['children-act', '2026-12-22', '2027-01-05', '2027-01-19'],
    ['adult-social-care', '2026-12-22', '2027-06-16', undefined],
    ['nhs-joint', '2026-12-22', '2027-06-16', undefined],
    ['public-health', '2026-12-22', '2027-06-16', undefined],
    ['corporate', '2026-12-24', '2027-01-12', undefined],
    [undefined, '2026-12-22', undefined, undefined],
  ]
  for (const [procedure, acknowledgement, answer, latest] of table) {
    it(`${procedure ?? 'not known yet'}: ${acknowledgement ?? ''}, ${answer ?? 'told later'}`, () => {
      const dates = expectedDates(procedure, localDate('2026-12-17'))
      expect([dates.acknowledgement?.by, dates.answer?.by, dates.latest?.by]).to.deep.equal([
        acknowledgement,
        answer,
        latest,
      ])
    })
  }
})
