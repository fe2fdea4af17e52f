import { expect } from 'chai'
import { secretText, type OwnStep } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample, walk } from '../support/walk.ts'

interface Own {
  readonly reference: string
  readonly can: readonly OwnStep[]
  readonly messages: readonly { readonly text: string }[]
  readonly contact: { readonly email?: string; readonly address?: readonly string[] }
  readonly dates: readonly { readonly due: string }[]
}

describe('a complaint followed through another front end', function () {
  this.timeout(120_000)
  let test: TestService
  let reference: string
  let foreign: string
  before(async () => {
    test = await startTestService({ now: '2026-03-02T09:00:00Z' })
    reference = await submitExample(test)
    foreign = await submitExample(test)
    await walk(test, reference, (step) => step === 'task_answer_stage_1')
  })
  after(() => test.stop())

  const send = async (method: string, path: string, body?: object, token?: string) => {
    const response = await fetch(`${test.service.url}/api/v1/track${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as object }
  }
  /** Codes that were used already. */
  const given = new Set<string>()
  const codes = async () =>
    (await test.service.runtime.store.read.outbox({ channel: 'email', limit: 200 })).rows.filter(
      ({ details }) => 'secret' in details,
    )
  const openCase = async (of: string): Promise<string> => {
    expect((await send('POST', '/codes', { reference: of, way: 'email' })).status).to.equal(202)
    const row = (await codes()).find(({ id }) => !given.has(id))
    given.add(row?.id ?? '')
    const secret = row?.details['secret'] as Parameters<typeof secretText>[1]
    const code = secretText(test.service.runtime, secret)
    const opened = await send('POST', '/tokens', { reference: of, code })
    expect(opened.status, JSON.stringify(opened.body)).to.equal(201)
    expect((await send('POST', '/tokens', { reference: of, code })).status, 'a code works once').to.equal(409)
    return (opened.body as { token: string }).token
  }
  const own = async (token: string) => (await send('GET', '/case', undefined, token)).body as Own

  it('says the same of a reference that there is not, and sends nothing', async () => {
    const unknown = await send('POST', '/codes', { reference: 'SC-2026-99999', way: 'email' })
    expect(unknown).to.deep.equal({ status: 202, body: { reference: 'SC-2026-99999' } })
    expect(await codes()).to.have.length(0)
  })

  const forged = [
    ['no token', undefined],
    [
      'a token that nobody signed',
      `oc_${Buffer.from('["SC-2026-00001","p1",9999999999999]').toString('base64url')}${'A'.repeat(43)}`,
    ],
    ['what is no token', 'oc_none'],
  ] as const
  for (const [name, token] of forged) {
    it(`opens nothing to ${name}`, async () => {
      expect((await send('GET', '/case', undefined, token)).status).to.equal(401)
      expect((await send('POST', '/case/requests', { step: 'withdraw' }, token)).status).to.equal(401)
    })
  }

  it('opens nothing to a key of the council’s, and no other address to a token', async () => {
    const key = await test.secretOf('complaints-manager')
    expect((await send('GET', '/case', undefined, key)).status).to.equal(401)
    const token = await openCase(reference)
    const response = await fetch(`${test.service.url}/api/v1/cases/${reference}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).to.equal(401)
  })

  it('shows their own case, and takes what it waits for and no more', async () => {
    const token = await openCase(reference)
    const seen = await own(token)
    expect(seen.reference).to.equal(reference)
    expect(seen.dates[0]?.due).to.equal('2026-03-16')
    expect(seen.can).to.include.members(['withdraw', 'write', 'contact']).and.not.to.include('next-stage')
    expect(JSON.stringify(seen)).not.to.include(foreign)
    const early = await send('POST', '/case/requests', { step: 'next-stage', reason: 'No.' }, token)
    expect(early.body).to.include({ status: 409, reason: 'nobody-waits' })
    const more = await send('POST', '/case/requests', { step: 'write', text: 'When?', as: 'officer' }, token)
    expect(more.status).to.equal(400)
    expect((await send('POST', '/case/requests', { step: 'write', text: 'When?' }, token)).status).to.equal(200)
    expect((await own(token)).messages.map(({ text }) => text)).to.deep.equal(['When?'])
  })

  it('changes how they are reached, and keeps the way that they prefer open', async () => {
    const token = await openCase(reference)
    const none = await send('PUT', '/case/contact', { contactPreference: 'letter', email: 'j@example.org' }, token)
    expect(none.status).to.equal(422)
    const address = ['1 High Street', 'Exampleton']
    expect((await send('PUT', '/case/contact', { contactPreference: 'letter', address }, token)).status).to.equal(200)
    expect((await own(token)).contact).to.deep.equal({ contactPreference: 'letter', address })
    const back = { contactPreference: 'email', email: 'jordan.reed@example.org' }
    expect((await send('PUT', '/case/contact', back, token)).status).to.equal(200)
  })

  it('agrees to the statement, and withdraws', async () => {
    await walk(test, reference, (step) => step === 'record-commented')
    const token = await openCase(reference)
    expect((await own(token)).can).to.include('agree-statement')
    const agreed = await send('POST', '/case/requests', { step: 'agree-statement', agrees: true }, token)
    expect(agreed.status, JSON.stringify(agreed.body)).to.equal(200)
    expect((await send('POST', '/case/requests', { step: 'withdraw' }, token)).status).to.equal(200)
    const types = (await test.service.runtime.store.read.facts(reference)).map(({ type }) => type as string)
    expect(types).to.include('complaint-withdrawn')
  })

  it('is closed after half an hour', async () => {
    const token = await openCase(foreign)
    await test.moveTo('2026-03-02T09:29:00Z')
    expect((await send('GET', '/case', undefined, token)).status).to.equal(200)
    await test.moveTo('2026-03-02T09:30:00Z')
    expect((await send('GET', '/case', undefined, token)).status).to.equal(401)
  })
})
