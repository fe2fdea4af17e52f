import { expect } from 'chai'
import { ROLES, type Role } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

/*
 * Who may do what over HTTP, written out here once more: a change in the engine's own table has to be made twice.
 * Commands carry a version of the case that it will never have, so that whoever is let in is told so and changes nothing.
 */

const TASK_ROLES: readonly Role[] = [
  'caseworker',
  'complaints-manager',
  'responding-manager',
  'senior-manager',
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'director',
  'panel-chair',
  'panel-clerk',
  'ombudsman-link-officer',
  'service-manager',
  'responsible-person',
  'corporate-manager',
  'corporate-reviewer',
  'principal-social-worker',
  'monitoring-officer',
  'finance-officer',
]
const READERS: readonly Role[] = [...TASK_ROLES, 'auditor']
const OPERATORS: readonly Role[] = ['complaints-manager', 'system-admin', 'auditor']
const LEARNERS: readonly Role[] = [
  'caseworker',
  'complaints-manager',
  'senior-manager',
  'director',
  'responsible-person',
  'principal-social-worker',
  'finance-officer',
  'auditor',
]
const CLOCKS: readonly Role[] = ['caseworker', 'complaints-manager', 'responding-manager']
/** A service key holder: `system` is Redress itself, and has no key. */
const KEYS = ROLES.filter((role) => role !== 'system')

interface Row {
  readonly route: string
  readonly body?: object
  readonly allowed: readonly Role[]
}

const REASON = { reason: 'Because.' }
const ROWS: readonly Row[] = [
  { route: 'GET /api/v1/learning?from=2026-04-01&to=2027-03-31', allowed: LEARNERS },
  { route: 'GET /api/v1/learning/agenda?quarter=2026-Q1', allowed: LEARNERS },
  { route: 'GET /api/v1/cases', allowed: READERS },
  {
    route: 'POST /api/v1/cases',
    body: {
      procedure: 'no-such',
      channel: 'form',
      oral: false,
      byChild: true,
      people: [{ role: 'complainant', name: 'A', contactPreference: 'letter', adjustments: [] }],
      points: [{ text: 'a', desiredOutcome: 'b' }],
    },
    allowed: ['intake', 'caseworker', 'complaints-manager', 'responding-manager'],
  },
  { route: 'GET /api/v1/cases/:caseId', allowed: READERS },
  { route: 'GET /api/v1/cases/:caseId/facts', allowed: READERS },
  {
    route: 'POST /api/v1/cases/:caseId/facts',
    body: { facts: [{ type: 'complainant-told', on: '2026-02-02', data: { mode: 'phone' } }] },
    allowed: TASK_ROLES,
  },
  { route: 'GET /api/v1/cases/:caseId/people', allowed: READERS },
  {
    route: 'POST /api/v1/cases/:caseId/people',
    body: { role: 'other', name: 'A', contactPreference: 'letter', adjustments: [] },
    allowed: TASK_ROLES,
  },
  { route: 'GET /api/v1/cases/:caseId/clocks', allowed: READERS },
  {
    route: 'POST /api/v1/cases/:caseId/clocks/children-act.stage-1-answer/extension',
    body: { ...REASON, ground: 'advocate', until: '2026-03-02' },
    allowed: CLOCKS,
  },
  {
    route: 'POST /api/v1/cases/:caseId/clocks/children-act.stage-1-answer/hold',
    body: { ...REASON, ground: 'advocate' },
    allowed: CLOCKS,
  },
  { route: 'POST /api/v1/cases/:caseId/clocks/children-act.stage-1-answer/release', body: REASON, allowed: CLOCKS },
  { route: 'GET /api/v1/cases/:caseId/history', allowed: ['complaints-manager', 'auditor'] },
  { route: 'GET /api/v1/cases/:caseId/position', allowed: READERS },
  { route: 'GET /api/v1/cases/:caseId/way', allowed: READERS },
  {
    route: 'POST /api/v1/cases/:caseId/messages',
    body: { name: 'complaint-withdrawn', answers: {} },
    allowed: TASK_ROLES,
  },
  { route: 'POST /api/v1/cases/:caseId/cancellation', body: REASON, allowed: ['complaints-manager'] },
  { route: 'GET /api/v1/tasks', allowed: READERS },
  { route: 'GET /api/v1/tasks/:taskId', allowed: READERS },
  { route: 'GET /api/v1/tasks/:taskId/form', allowed: READERS },
  { route: 'POST /api/v1/tasks/:taskId/claim', allowed: ['complaints-manager'] },
  { route: 'POST /api/v1/tasks/:taskId/release', allowed: ['complaints-manager'] },
  {
    route: 'POST /api/v1/tasks/:taskId/assignment',
    body: { assignee: 'ann' },
    allowed: ['caseworker', 'complaints-manager'],
  },
  { route: 'POST /api/v1/tasks/:taskId/completion', body: { answers: {} }, allowed: ['complaints-manager'] },
  { route: 'POST /api/v1/tasks/:taskId/return', body: { to: 'task_x', ...REASON }, allowed: ['complaints-manager'] },
  { route: 'GET /api/v1/procedures', allowed: KEYS },
  {
    route: 'POST /api/v1/procedures',
    body: { files: [{ path: 'procedure.json', text: '{}' }] },
    allowed: ['process-owner', 'system-admin'],
  },
  { route: 'GET /api/v1/procedures/children-act', allowed: KEYS },
  {
    route: 'POST /api/v1/procedures/children-act/versions/99/activation',
    allowed: ['complaints-manager', 'system-admin'],
  },
  { route: 'GET /api/v1/procedures/children-act/versions/1/diagrams/children-act-stage-1', allowed: KEYS },
  { route: 'GET /api/v1/jobs', allowed: OPERATORS },
  { route: 'GET /api/v1/timers', allowed: OPERATORS },
  { route: 'GET /api/v1/incidents', allowed: OPERATORS },
  { route: 'POST /api/v1/incidents/none/retry', allowed: ['complaints-manager', 'system-admin'] },
  { route: 'POST /api/v1/incidents/none/skip', body: REASON, allowed: ['complaints-manager'] },
  { route: 'GET /api/v1/outbox', allowed: OPERATORS },
  { route: 'GET /api/v1/outbox/none', allowed: READERS },
  { route: 'POST /api/v1/outbox/none/printed', allowed: TASK_ROLES },
  { route: 'GET /api/v1/messages/none/letter.docx', allowed: ['caseworker', 'complaints-manager'] },
  { route: 'POST /api/v1/procedures/children-act/letters/none/preview', body: {}, allowed: KEYS },
  { route: 'GET /api/v1/deadlines', allowed: READERS },
  { route: 'GET /api/v1/deadline-rules', allowed: KEYS },
  { route: 'GET /api/v1/clock', allowed: KEYS },
  { route: 'PUT /api/v1/clock', body: { now: '2026-02-02T09:00:00.000Z' }, allowed: ['system-admin'] },
  { route: 'GET /metrics', allowed: OPERATORS },
]

describe('who may do what', function () {
  this.timeout(60_000)
  let test: TestService
  let caseId: string
  let taskId: string
  let atFirst: readonly string[]

  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.service.drain()
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (body as { tasks: { taskId: string; role: string }[] }).tasks
    expect(task?.role).to.equal('complaints-manager')
    taskId = task?.taskId ?? ''
    atFirst = await changes()
    expect(atFirst).to.include('complaint-submitted')
  })
  after(() => test.stop())

  const changes = async () => {
    const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
    return (body as { history: { type: string }[] }).history
      .map(({ type }) => type)
      .filter((type) => type !== 'case-viewed')
  }

  const ask = (role: Role, { route, body }: Row) => {
    const [method = '', path = ''] = route.split(' ')
    const real = path.replace(':caseId', caseId).replace(':taskId', taskId)
    return test.call(role, method, real, body, { 'if-match': '"999999"' })
  }

  for (const row of ROWS) {
    it(row.route, async () => {
      for (const role of KEYS) {
        const { status, body } = await ask(role, row)
        const said = `${role}: ${status} ${JSON.stringify(body).slice(0, 200)}`
        if (row.allowed.includes(role)) expect(status, said).to.not.be.oneOf([401, 403, 500])
        else expect(status, said).to.equal(403)
      }
    })
  }

  it('shows the events to those who may read cases', async () => {
    for (const role of KEYS) {
      const stop = new AbortController()
      const response = await fetch(`${test.service.url}/api/v1/events`, {
        headers: { authorization: `Bearer ${await test.secretOf(role)}` },
        signal: stop.signal,
      })
      stop.abort()
      expect(response.status, role).to.equal(READERS.includes(role) ? 200 : 403)
    }
  })

  it('names the role and what was asked when it says no', async () => {
    const { body } = await test.call('intake', 'GET', '/api/v1/cases')
    expect(body).to.deep.equal({
      type: '/errors#NOT_PERMITTED',
      title: 'The role intake may not read cases',
      status: 403,
    })
  })

  it('lets nobody in without a key, with a wrong one, or with one that was revoked', async () => {
    const url = `${test.service.url}/api/v1/cases`
    const secret = await test.secretOf('director')
    const bearer = (key: string) => ({ headers: { authorization: key } })
    expect((await fetch(url, bearer(`Bearer ${secret}`))).status).to.equal(200)
    const [key] = (await test.service.runtime.store.read.apiKeys()).filter(({ role }) => role === 'director')
    await test.service.runtime.store.command((unit) => {
      unit.revokeApiKey(key?.id ?? '')
      return Promise.resolve()
    })
    for (const init of [
      {},
      bearer(''),
      bearer('Bearer '),
      bearer(secret),
      bearer(`Basic ${secret}`),
      bearer(`Bearer ${secret}x`),
      bearer(`Bearer ${'a'.repeat(40)}`),
      bearer(`Bearer ${secret}`),
    ]) {
      const response = await fetch(url, init)
      expect(response.status).to.equal(401)
      expect(response.headers.get('www-authenticate')).to.equal('Bearer')
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/)
      expect(await response.json()).to.include({ type: '/errors#NOT_AUTHENTICATED', status: 401 })
    }
  })

  it('asks for a key before it looks at anything else', async () => {
    for (const path of ['/api/v1/no-such-thing', '/api/v1/cases/none', '/metrics']) {
      expect((await fetch(`${test.service.url}${path}`, { method: 'GET' })).status, path).to.equal(401)
    }
    const broken = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }
    expect((await fetch(`${test.service.url}/api/v1/cases`, broken)).status).to.equal(401)
  })

  it('changed nothing by all this asking', async () => {
    expect(await changes()).to.deep.equal(atFirst)
  })
})
