import { expect } from 'chai'
import express from 'express'
import type { AddressInfo } from 'node:net'
import { healthRoutes } from '../../api/routes/health.ts'
import type { Runtime } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

describe('/health, /ready and /metrics', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.service.drain()
  })
  after(() => test.stop())

  it('answer without a key: it is there, it is ready', async () => {
    const health = await fetch(`${test.service.url}/health`)
    expect([health.status, await health.json()]).to.deep.equal([200, { status: 'ok' }])
    const ready = await fetch(`${test.service.url}/ready`)
    expect([ready.status, await ready.json()]).to.deep.equal([200, { status: 'ready', procedures: 8 }])
  })

  it('say so where the data is synthetic', async () => {
    const { store } = test.service.runtime
    await store.command((unit) => {
      unit.saveSetting({ name: 'synthetic', value: 'a test' })
      return Promise.resolve()
    })
    const ready = await fetch(`${test.service.url}/ready`)
    expect(await ready.json()).to.include({ status: 'ready', data: 'synthetic' })
  })

  const ACTIVE = { status: 'active' }
  const NOT_READY = [
    ['while it stops', false, () => Promise.resolve([ACTIVE]), { status: 'starting', procedures: 1 }],
    [
      'before a procedure is in force',
      true,
      () => Promise.resolve([{ status: 'draft' }]),
      { status: 'starting', procedures: 0 },
    ],
    ['without its database', true, () => Promise.reject(new Error('gone')), { status: 'no database' }],
  ] as const
  for (const [when, up, procedures, body] of NOT_READY) {
    it(`is not ready ${when}`, async () => {
      const runtime = { store: { read: { procedures } } } as unknown as Runtime
      const server = express()
        .use(healthRoutes(runtime, () => up))
        .listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ready`)
      expect([response.status, await response.json()]).to.deep.equal([503, body])
      server.closeAllConnections()
      server.close()
    })
  }

  it('measures by route, never by reference', async () => {
    await test.call('caseworker', 'GET', `/api/v1/cases/${caseId}`)
    await test.call('caseworker', 'GET', `/api/v1/cases/EX-2026-99999`)
    const { status, headers, body } = await test.call('auditor', 'GET', '/metrics')
    expect(status).to.equal(200)
    expect(headers.get('content-type')).to.match(/^text\/plain/)
    expect(body).to.match(
      /redress_http_request_seconds_count\{method="GET",route="\/api\/v1\/cases\/\{caseId\}",status="200"\} 1/,
    )
    expect(body).to.match(
      /redress_http_request_seconds_count\{method="GET",route="\/api\/v1\/cases\/\{caseId\}",status="404"\} 1/,
    )
    expect(body).to.match(/redress_commands_total\{command="complaint-submitted"\} 1/)
    expect(body).to.match(/redress_cases\{status="open"\} 1/)
    expect(body).to.match(/redress_oldest_due_work_seconds \d/)
    expect(body).to.not.match(/\d{4}-\d{5}/)
  })

  it('measures how many e-mails wait, and for how long', async () => {
    const { store, clock } = test.service.runtime
    await store.command(async (unit) => {
      for (const n of [1, 2]) {
        const id = `waits-${n}`
        await unit.queueMessage({
          ...{ id, caseId: null, key: id, channel: 'email', toAddress: 'someone@example.org' },
          ...{ subject: 'About your complaint', body: 'We have it.' },
        })
      }
    })
    const queuedAt = '2026-01-01T00:00:00.000Z'
    await store.knex('outbox').where({ id: 'waits-2' }).update({ created_at: queuedAt })
    const seconds = (Date.parse(clock.now()) - Date.parse(queuedAt)) / 1000
    const { body } = await test.call('auditor', 'GET', '/metrics')
    expect(body).to.match(/^redress_mail_waiting [2-9]$/m)
    expect(body).to.contain(`redress_mail_oldest_waiting_seconds ${seconds}`)
    expect(body).to.not.include('example.org')
  })

  const HEADERS: Readonly<Record<string, RegExp>> = {
    'content-security-policy': /^default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'$/,
    'strict-transport-security': /max-age=\d{8,}/,
    'x-content-type-options': /^nosniff$/,
    'x-frame-options': /^DENY$/,
    'referrer-policy': /^no-referrer$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
    'cache-control': /^no-store$/,
    'x-request-id': /^[A-Za-z0-9._-]+$/,
  }
  const ANSWERS: readonly [path: string, status: number][] = [
    ['/health', 200],
    ['/ready', 200],
    ['/metrics', 200],
    ['/api/v1/openapi.json', 200],
    ['/api/v1/cases', 200],
    ['/api/v1/cases/none', 404],
    ['/api/v1/none', 404],
    ['/none', 404],
    ['/api/v1/tasks?limit=0', 400],
  ]
  for (const [path, status] of ANSWERS) {
    it(`sends every safe header with ${path}`, async () => {
      const answer = await test.call('auditor', 'GET', path)
      expect(answer.status).to.equal(status)
      for (const [name, value] of Object.entries(HEADERS)) expect(answer.headers.get(name), name).to.match(value)
      expect(answer.headers.has('x-powered-by')).to.equal(false)
    })
  }

  it('keeps the request id of the caller, if it is one', async () => {
    const ask = async (id: string) =>
      (await fetch(`${test.service.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
    expect(await ask('trace-1.a_b')).to.equal('trace-1.a_b')
    expect(await ask('a b; c')).to.match(/^[0-9a-f-]{36}$/)
    expect(await ask('x'.repeat(65))).to.match(/^[0-9a-f-]{36}$/)
  })
})
