import { expect } from 'chai'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import document from '../../engine/access/matrix.json' with { type: 'json' }
import { KEY_ROLES, type Instant, type Role } from '../../engine/index.ts'
import { KEY_NAMES, startTestService, type Answer, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

/*
 * Who may do what over HTTP: every operation of the API, for every role that a key can have, on a case that is theirs, on
 * one that is not, and on one that is about them. What is expected is read from the text of `matrix.json`, by the action
 * that the operation names (`x-action`). Commands carry a version that the case will never have, so that whoever is let in
 * is told so and changes nothing.
 */

interface Operation {
  readonly operationId: string
  readonly 'x-action'?: string
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const PATHS = openApiDocument.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
const SCHEMAS = openApiDocument.components.schemas as unknown as Readonly<Record<string, Schema>>
const OPERATIONS = Object.entries(PATHS).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)
const TEXT = document.actions as Readonly<Record<string, { cells: Readonly<Record<string, string>> } | undefined>>

/** By a signed link or a code; a stream; and what gives a reason or opens a case is asked last, since it changes what follows. */
const BY_LINK = new Set([
  'readPartnerQuestions',
  'answerAsPartner',
  'askForCode',
  'exchangeCode',
  'readOwnCase',
  'readOwnLetter',
  'askOfOwnCase',
  'changeOwnContact',
])
const STREAMS = new Set(['followEvents'])
const LAST = ['giveReason', 'breakGlass']
/** Where what the schema makes up would not come as far as the question who asks. */
const BODIES: Readonly<Record<string, object>> = {
  submitComplaint: {
    procedure: 'no-such',
    channel: 'form',
    oral: false,
    byChild: true,
    people: [{ role: 'complainant', name: 'A', contactPreference: 'letter', adjustments: [] }],
    points: [{ text: 'a', desiredOutcome: 'b' }],
  },
  holdFile: { kind: 'other', reason: ' ' },
  recordFacts: { facts: [{ type: 'complainant-told', on: '2026-02-02', data: { mode: 'phone' } }] },
  changeUser: { name: 'A' },
  moveClock: { now: '2026-02-02T09:00:00.000Z' },
  deployProcedure: { files: [{ path: 'procedure.json', text: '{}' }] },
  proposeWaiver: { rule: 'C05', until: '2026-06-30', reason: 'A witness is away.' },
  openCase: { procedure: 'no-such', facts: [{ type: 'feedback-received', data: {} }] },
}

const QUERIES: Readonly<Record<string, string>> = {
  listCasesOfRule: '?result=met',
  casesAtStep: '?version=1&element=none',
  moveProposal: '?from=1&to=2',
  learningOverview: '?from=2026-04-01&to=2027-03-31',
  learningAgenda: '?quarter=2026-Q1',
  reportFigures: '?from=2026-04-01&to=2027-03-31',
  figureCases: '?from=2026-04-01&to=2027-03-31',
  takeReport: '?format=csv',
  equalityCounts: '?from=2026-04&to=2027-03',
  processFigures: '?procedure=children-act',
  variantCases: '?procedure=children-act&variant=none',
  courseLines: '?procedure=children-act',
  reviewAccess: '?kind=restricted&from=2026-01-01&to=2026-03-01',
  deadlinesKept: '?from=2026-01-01&to=2026-03-31',
  deadlineLines: '?from=2026-01-01&to=2026-03-31',
}

type State = 'own' | 'foreign' | 'subject'

describe('who may do what over HTTP', function () {
  this.timeout(240_000)
  let test: TestService
  const cases = new Map<State, { readonly caseId: string; readonly taskId: string }>()
  let atFirst: readonly string[]

  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    for (const state of ['own', 'foreign', 'subject'] as const) {
      const caseId = await submitExample(test)
      await test.service.drain()
      const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
      const [task] = (body as { tasks: { taskId: string; role: string }[] }).tasks
      expect(task?.role).to.equal('complaints-manager')
      cases.set(state, { caseId, taskId: task?.taskId ?? '' })
    }
    await stand()
    atFirst = await changes()
  })
  after(() => test.stop())

  /** Everybody has to do with the first case, nobody with the second, and the third is about everybody. */
  const stand = async () => {
    const { store } = test.service.runtime
    const idOf = (state: State) => cases.get(state)?.caseId ?? ''
    await store
      .knex('case_access')
      .whereIn('case_id', [idOf('own'), idOf('foreign'), idOf('subject')])
      .delete()
    await store.command((unit) => {
      for (const role of KEY_ROLES) {
        const who = KEY_NAMES[role] ?? role
        const lasting = { who, part: '', untilAt: '2099-01-01T00:00:00.000Z' as Instant }
        unit.saveAccess({ ...lasting, caseId: idOf('own'), relation: 'assigned' })
        unit.saveAccess({ ...lasting, caseId: idOf('subject'), relation: 'subject' })
      }
      return Promise.resolve()
    })
  }

  const changes = async () => {
    const { history } = (
      await test.call('complaints-manager', 'GET', `/api/v1/cases/${cases.get('own')?.caseId ?? ''}/history?limit=500`)
    ).body as { history: { type: string }[] }
    const looks = [
      'case-viewed',
      'access-denied',
      'approval-proposed',
      'glass-broken',
      'reason-given',
      'draft-saved',
      'message-viewed',
      'history-viewed',
      'findings-viewed',
      'audit-bundle-taken',
    ]
    return history.map(({ type }) => type).filter((type) => !looks.includes(type))
  }

  const ask = (role: Role, { method, path, operation }: (typeof OPERATIONS)[number], state: State): Promise<Answer> => {
    const { caseId = '', taskId = '' } = cases.get(state) ?? {}
    const real = path
      .replace('{caseId}', caseId)
      .replace('{taskId}', taskId)
      .replace('{rule}', 'children-act.stage-1-answer')
      .replace('{procedureId}', 'children-act')
      .replace('{version}', '99')
      .replace(/\{(seq|size)\}/, '1')
      .replace('{process}', 'children-act-stage-1')
      .replace(/\{\w+\}/g, 'none')
    return send(role, method, `${real}${QUERIES[operation.operationId] ?? ''}`, operation)
  }

  const send = async (role: Role, method: string, path: string, operation: Operation): Promise<Answer> => {
    const content = operation.requestBody?.content ?? {}
    if (Object.hasOwn(content, 'multipart/form-data')) {
      const form = new FormData()
      if (content['multipart/form-data']?.schema.properties?.['kind'] !== undefined) form.set('kind', 'other')
      form.set('file', new Blob(['Words.'], { type: 'text/plain' }), 'words.txt')
      const response = await fetch(`${test.service.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${await test.secretOf(role)}`, 'if-match': '"999999"' },
        body: form,
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    }
    const schema = content['application/json']?.schema
    const body = BODIES[operation.operationId] ?? (schema === undefined ? undefined : sampleOf(schema))
    return test.call(role, method, path, body, { 'if-match': '"999999"' })
  }

  const toAsk = OPERATIONS.filter(
    ({ operation }) => !BY_LINK.has(operation.operationId) && !STREAMS.has(operation.operationId),
  )
  const inOrder = toAsk.toSorted(
    (one, other) => LAST.indexOf(one.operation.operationId) - LAST.indexOf(other.operation.operationId),
  )

  for (const { method, path, operation } of OPERATIONS) {
    it(`${method} ${path} names a row of the matrix`, () => {
      expect(Object.keys(TEXT)).to.include(operation['x-action'])
    })
  }

  for (const asked of inOrder) {
    const { method, path, operation } = asked
    const action = operation['x-action'] ?? ''
    it(`${method} ${path}: ${action}`, async () => {
      // There is no such sample, whatever the case is.
      const ofCase = /\{(caseId|taskId)\}/.test(path) && !path.includes('{sampleId}')
      for (const role of KEY_ROLES) {
        const cell = cellOf(action, role)
        const states: readonly State[] = ofCase && cell !== undefined ? ['own', 'foreign', 'subject'] : ['own']
        for (const state of states) {
          const { status, body } = await ask(role, asked, state)
          const said = `${role}, ${state}: ${status} ${JSON.stringify(body).slice(0, 300)}`
          if (status === 500) expect.fail(said)
          const isThere = state === 'own' || (state === 'foreign' && cell?.startsWith('any') === true)
          if (cell === undefined) expect(status, said).to.equal(403)
          else if (!isThere) expect([status, isNothing(body)], said).to.deep.equal([404, true])
          else if (cell.includes('reason') && role === 'auditor' && method === 'GET' && ofCase) {
            expect([status, (body as { type: string }).type], said).to.deep.equal([403, '/errors#MORE_NEEDED'])
          } else if (status === 403) expect(titleOf(body), said).to.match(FURTHER)
          else expect(status, said).to.not.equal(401)
        }
      }
    })
  }

  it('shows the events to those who may read cases', async () => {
    for (const role of KEY_ROLES) {
      const stop = new AbortController()
      const response = await fetch(`${test.service.url}/api/v1/events`, {
        headers: { authorization: `Bearer ${await test.secretOf(role)}` },
        signal: stop.signal,
      })
      stop.abort()
      expect(response.status, role).to.equal(cellOf('read-cases', role) === undefined ? 403 : 200)
    }
  })

  it('answers of a case that is about the asker as of one that is not there', async () => {
    const { caseId = '' } = cases.get('subject') ?? {}
    for (const path of ['', '/facts', '/people', '/clocks', '/position', '/history']) {
      const about = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}${path}`)
      const none = await test.call('complaints-manager', 'GET', `/api/v1/cases/SC-2026-99999${path}`)
      expect(JSON.stringify(about.body).replaceAll(caseId, 'SC-2026-99999')).to.equal(JSON.stringify(none.body))
      const shown = (headers: Headers) => [...headers.keys()].filter((name) => name !== 'content-length').sort()
      expect(shown(about.headers)).to.deep.equal(shown(none.headers))
    }
    const { body } = await test.call('complaints-manager', 'GET', '/api/v1/cases?limit=500')
    expect(JSON.stringify(body)).to.not.include(caseId)
    const tasks = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    expect(tasks.body).to.deep.equal({ tasks: [], total: 0 })
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

/** Of those who may in principle: a task of another role, a second person that is missing, counts without cases. */
const FURTHER =
  /^This task is for the role|^This needs|a second person|^The role \S+ may not (skip incidents|migrate cases)/

function cellOf(action: string, role: Role): string | undefined {
  const cells = Object.entries(TEXT[action]?.cells ?? {})
  return cells.find(([, roles]) => roles === '*' || roles.split(' ').includes(role))?.[0]
}

function titleOf(body: unknown): string {
  return (body as { title?: string }).title ?? ''
}

function isNothing(body: unknown): boolean {
  return /^There is no (case|task|message|letter|document) /.test(titleOf(body))
}

/** The least that a schema lets through. */
function sampleOf(schema: Schema): unknown {
  if (schema.$ref !== undefined) return sampleOf(SCHEMAS[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [choice] = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]
  if (choice !== undefined) return sampleOf(choice)
  switch (Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : schema.type) {
    case 'string':
      if (schema.format === 'date') return '2026-03-02'
      return schema.format === 'date-time' ? '2026-02-02T09:00:00.000Z' : 'a'.repeat(schema.minLength ?? 1)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]),
      )
  }
}
