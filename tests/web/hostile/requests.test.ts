/* Over 300 lines: every kind of request against every route, on one service and its two cases. */
import { expect } from 'chai'
import openApiDocument from '../../../api/openapi.json' with { type: 'json' }
import type { Actor } from '../../../engine/index.ts'
import { makeAreas } from '../../../web/areas.ts'
import type { RegisteredRoute } from '../../../web/frame/index.ts'
import { UNSTORABLE } from '../../support/hostile.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

/*
 * Requests that no page of ours sends: tokens of another session, ids of another case, addresses elsewhere to go back to,
 * bodies of a shape or a size that nobody asked for. They are refused as somebody's fault (never 500), and change nothing.
 */

const MANAGER: Actor = { id: 'manager', role: 'complaints-manager' }
const ELSEWHERE = [
  'https://zq.example/',
  '//zq.example/',
  '///zq.example/',
  '/\\zq.example/',
  '/%09/zq.example/',
  '/\t/zq.example',
  '\\\\zq.example',
  'https:zq.example',
  'javascript:zq()',
  '/tasks/../../zq.example',
  '/tasks@zq.example',
  '/tasks/mine\r\nSet-Cookie: zq=1',
]
/** Whatever a form might call the address to which it goes back. */
const WAYS_BACK = [
  'back',
  'return',
  'next',
  'to',
  'wanted',
  'url',
  'redirect',
  'afterSignIn',
  'afterConfirming',
  'from',
]

describe('requests that no page of ours sends', function () {
  this.timeout(300_000)
  let pages: TestPages
  let manager: Browser
  let own: Readonly<Record<string, string>>
  let other: Readonly<Record<string, string>>
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    manager = pages.browse(MANAGER)
    await manager.get('/complain/kind')
    own = await furnished(pages)
    other = await furnished(pages)
  })
  after(() => pages.stop())

  const routes = (method: 'get' | 'post'): readonly RegisteredRoute[] =>
    makeAreas(pages.parts)
      .flatMap((area) => area.routes)
      .filter(
        (route) => route.method === method && !/^\/(sign-in\/provider|events|sign-out|track\/leave)/.test(route.path),
      )
  const at = (path: string, ids: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'none'))
  const cookie = (browser: Browser) => `redress=${browser.cookie('redress') ?? ''}`
  const send = async (path: string, init: RequestInit & { readonly who?: string } = {}, browser = manager) => {
    const { who = 'manager/complaints-manager', headers, ...rest } = init
    const response = await fetch(`${pages.service.url}${path}`, {
      redirect: 'manual',
      ...rest,
      headers: { 'x-test-actor': who, cookie: cookie(browser), ...(headers as Readonly<Record<string, string>>) },
    })
    return {
      status: response.status,
      to: response.headers.get('location') ?? '',
      text: await response.text(),
      headers: response.headers,
    }
  }
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
  /** What stands in the database of cases, besides who looked. */
  const standing = async () => {
    const { knex } = pages.service.runtime.store
    const tables = ['facts', 'people', 'documents', 'tasks', 'approvals', 'case_access', 'handover_notes', 'users']
    return Promise.all(tables.map(async (table) => [table, await knex(table).select('*')] as const))
  }

  it('are refused with the token of another session', async () => {
    const stranger = pages.browse()
    await stranger.get('/complain/kind')
    expect(stranger.token()).to.not.equal('').and.to.not.equal(manager.token())
    for (const { path } of routes('post')) {
      const body = new URLSearchParams({ _csrf: stranger.token() }).toString()
      const { status } = await send(at(path, own), { method: 'POST', headers: FORM, body })
      expect(status, path).to.equal(403)
    }
  })

  it('find nothing of another case under the address of one’s own, and change nothing there', async () => {
    const before = await standing()
    const mixed = (name: 'taskId' | 'messageId' | 'document') => ({ ...own, [name]: other[name] ?? '' })
    for (const name of ['taskId', 'messageId', 'document'] as const) {
      for (const { method, path } of [...routes('get'), ...routes('post')]) {
        if (!path.includes('/cases/:caseId') || !path.includes(`:${name}`)) continue
        const address = at(path, mixed(name))
        const fields = { reason: 'because', _do: 'draft', to: 'task_record_complaint' }
        const shown = method === 'get' ? await manager.get(address) : await manager.post(address, fields)
        // Documents are numbered in each case: d9 is of neither.
        expect(shown.status, `${method} ${path}`).to.be.oneOf([404, 403])
        expect(shown.html).to.not.include('Words of the other')
      }
    }
    expect(await standing()).to.deep.equal(before)
  })

  it('lead nowhere but to pages of ours', async () => {
    for (const [turn, there] of ELSEWHERE.entries()) {
      const back = Object.fromEntries(WAYS_BACK.map((name) => [name, there]))
      for (const { path } of inTurn(routes('post'), turn, 4)) {
        const body = new URLSearchParams({ ...back, _csrf: manager.token(), task: own['taskId'] ?? '' }).toString()
        const { to, headers } = await send(at(path, own), {
          method: 'POST',
          headers: { ...FORM, referer: there.replace(/[\r\n\t]/g, '') },
          body,
        })
        expect(leads(to), `${path} leads to ${to}`).to.equal(true)
        expect(headers.get('set-cookie') ?? '', path).to.not.include('zq=')
      }
      const query = new URLSearchParams(back).toString()
      for (const path of [
        '/tasks/bulk',
        '/tasks/assign',
        '/sign-in',
        '/confirm-it-is-you',
        '/cases',
        '/complain/return',
      ]) {
        const { to, text } = await send(`${path}?${query}`)
        expect(leads(to), `${path} leads to ${to}`).to.equal(true)
        const links = [...text.matchAll(/(?:href|action|value)="([^"]*)"/g)].map(([, href = '']) => href)
        const wrong = links.filter(
          (href) => href.includes('zq.example') && !/^\/[a-z]/.test(href) && !there.startsWith('https://zq'),
        )
        expect(wrong, path).to.deep.equal([])
      }
    }
  })

  /** What the reader of bodies sees to before any page does, and so tried on a page of each area. */
  const READ: readonly (readonly [what: string, type: string, body: () => string | FormData])[] = [
    ['ten thousand fields', 'form', () => Array.from({ length: 10_000 }, (_, n) => `f${n}=1`).join('&')],
    ['three million signs', 'form', () => `text=${'a'.repeat(3_000_000)}`],
    ['deep names', 'form', () => `a${'[a]'.repeat(5_000)}=1`],
    ['broken signs', 'form', () => 'text=%ff%fe%E0%A4%A&reason=%'],
    ['JSON', 'application/json', () => '{"reason":{"a":1},"_csrf":["x"]}'],
    ['plain text', 'text/plain', () => 'reason=a'],
  ]
  const BODIES: readonly (readonly [what: string, type: string, body: () => string | FormData])[] = [
    [
      'a prototype',
      'form',
      () => '__proto__=1&__proto__[zq]=1&constructor.prototype.zq=1&constructor[prototype][zq]=1&toString=1',
    ],
    ['no text at all', 'form', () => 'text=%00&reason=a%00b&name=%00&reference=%00&code=%00&password=%00&note=%00'],
    ['every field twice', 'form', () => EVERYTHING.map((name) => `${name}=a&${name}=b`).join('&')],
    ['long words', 'form', () => EVERYTHING.map((name) => `${name}=${'x'.repeat(30_000)}`).join('&')],
    [
      'a form with files that nobody asked for',
      'files',
      () => {
        const form = new FormData()
        form.set('reason', 'a')
        form.set('zq', new Blob(['<html>']), 'zq.html')
        return form
      },
    ],
  ]
  for (const [what, type, body] of [...BODIES, ...READ]) {
    it(`are nobody’s fault but theirs who send ${what}`, async () => {
      const isRead = READ.some(([each]) => each === what)
      for (const { path } of isRead ? onePerArea(routes('post')) : routes('post')) {
        const content = body()
        const token = encodeURIComponent(manager.token())
        const form = typeof content === 'string' && type === 'form' ? `_csrf=${token}&${content}` : content
        if (typeof form !== 'string') form.set('_csrf', manager.token())
        const headers = type === 'files' ? {} : type === 'form' ? FORM : { 'content-type': type }
        const { status } = await send(at(path, own), { method: 'POST', headers, body: form })
        expect(status, path).to.be.lessThan(500)
        if (type !== 'form' && type !== 'files') expect(status, path).to.equal(403)
      }
      expect(({} as Readonly<Record<string, unknown>>)['zq']).to.equal(undefined)
    })
  }

  it('are refused as bodies of the API, each by a fault of the sender', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    /** Refused by what reads bodies, before any operation is asked. */
    const read = ['{"__proto__":{"zq":1}}', deep, `{"text":"${'a'.repeat(3_000_000)}"}`, '{']
    const bodies = [
      '{"constructor":{"prototype":{"zq":1}}}',
      '{"text":"a","text":{"b":1}}',
      '[[[[]]]]',
      '"text"',
      'null',
      ...UNSTORABLE.map((text) => JSON.stringify({ text, reason: text, name: text, title: text, reference: text })),
    ]
    for (const [turn, [path, operations]] of Object.entries(openApiDocument.paths).entries()) {
      for (const method of ['post', 'put'] as const) {
        // The clock of a test is not a hostile person's.
        if (!(method in operations) || path === '/api/v1/clock') continue
        const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(own[name] ?? 'none'))
        for (const body of turn % 10 === 0 ? [...read, ...bodies] : bodies) {
          const secret = await pages.secretOf('complaints-manager')
          const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
          const { status } = await send(address, { method: method.toUpperCase(), headers, body })
          expect(status, `${method} ${path}: ${body.slice(0, 60)}`).to.be.lessThan(500)
          if (!NO_BODY.test(path)) expect(status, `${method} ${path}: ${body.slice(0, 60)}`).to.be.at.least(400)
        }
      }
    }
    expect(({} as Readonly<Record<string, unknown>>)['zq']).to.equal(undefined)
  })

  it('find no page at addresses with signs that nothing can be called by', async () => {
    const ids = [
      '%00',
      'a%00b',
      '%0d%0aSet-Cookie:zq=1',
      '..%2f..%2fetc%2fpasswd',
      '__proto__',
      'constructor',
      '%ff',
      'x'.repeat(3_000),
      "'%20or%201=1--",
    ]
    for (const [turn, id] of ids.entries()) {
      for (const { path } of inTurn(routes('get'), turn, 3)) {
        if (!path.includes(':')) continue
        const { status, headers, to } = await send(path.replace(/:\w+/g, id))
        expect(status, `${path} ${id.slice(0, 30)}`).to.be.lessThan(500)
        expect(headers.get('set-cookie') ?? '').to.not.include('zq')
        expect(leads(to), to).to.equal(true)
      }
      for (const path of inTurn(Object.keys(openApiDocument.paths), turn, 3)) {
        if (!path.includes('{') || path.includes('/events')) continue
        const secret = await pages.secretOf('complaints-manager')
        const { status } = await send(path.replace(/\{\w+\}/g, id), { headers: { authorization: `Bearer ${secret}` } })
        expect(status, `${path} ${id.slice(0, 30)}`).to.be.lessThan(500)
      }
    }
    const queries = [
      '?page=%00',
      '?found=%00&sort=__proto__&page=-1',
      '?page=1e309&sort=constructor',
      '?team=%00&kind=__proto__',
      `?text=${'x'.repeat(5_000)}`,
    ]
    for (const [turn, query] of queries.entries()) {
      for (const { path } of inTurn(routes('get'), turn, 2)) {
        const { status } = await send(`${at(path, own)}${query}`)
        expect(status, `${path}${query.slice(0, 30)}`).to.be.lessThan(500)
      }
    }
  })
})

/** Names that fields of our forms have. */
const EVERYTHING = [
  'reason',
  'text',
  'name',
  'note',
  'reference',
  'code',
  'way',
  'what',
  'outcome',
  'kind',
  'who',
  'email',
  'phone',
  'address',
  'prefers',
  'points',
  'adjustments',
  'team',
  'task',
  'back',
  'assignee',
  'role',
  'id',
  'until-day',
  'until-month',
  'until-year',
  'version',
  '_do',
  '_version',
  '_key',
  'go',
  'step',
  'password',
  'letter',
  'comments',
  'agrees',
  'message',
]
/** Commands that need nothing said. */
const NO_BODY = /claim|release|printed|retry|next-task|queue|tasks\/next/

/** Every nth of them: as many turns as there are shares come to all. */
function inTurn<Each>(all: readonly Each[], turn: number, shares: number): readonly Each[] {
  return all.filter((_, n) => (n + turn) % shares === 0)
}

/** The first of each area, and of each way to send a file. */
function onePerArea(all: readonly RegisteredRoute[]): readonly RegisteredRoute[] {
  const areas = new Map<string, RegisteredRoute>()
  for (const route of all) {
    const area = `${route.path.split('/')[1] ?? ''} ${String(/(new|redacted|file|import|upload)$/.test(route.path))}`
    if (!areas.has(area)) areas.set(area, route)
  }
  return [...areas.values()]
}

/** Whether a browser stays with us: an address that begins with one slash, and is our host's for every parser. */
function leads(to: string): boolean {
  if (to === '') return true
  return /^\/(?![/\\])/.test(to) && new URL(to, 'https://ours.example').host === 'ours.example' && !/[\r\n]/.test(to)
}

async function furnished(pages: TestPages): Promise<Readonly<Record<string, string>>> {
  const caseId = await submitExample(pages)
  let steps = 0
  await walk(pages, caseId, () => (steps += 1) > 2)
  const form = new FormData()
  form.set('kind', 'other')
  form.set('file', new Blob(['Words of the other.'], { type: 'text/plain' }), 'words.txt')
  await fetch(`${pages.service.url}/api/v1/cases/${caseId}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await pages.secretOf('complaints-manager')}` },
    body: form,
  })
  const { read } = pages.service.runtime.store
  const { rows: tasks } = await read.tasks({ caseId, limit: 1 })
  const { rows: messages } = await read.outbox({ caseId, limit: 1 })
  const [task, message] = [tasks[0], messages[0]]
  if (task === undefined || message === undefined) throw new Error(`${caseId} has no task or no message`)
  return {
    caseId,
    taskId: task.id,
    messageId: message.id,
    document: 'd9',
    documentId: 'd9',
    action: 'add-person',
    rule: 'children-act.stage-1-answer',
    procedureId: 'children-act',
    team: 'complaints-team',
  }
}
