import { expect } from 'chai'
import { Writable } from 'node:stream'
import { makeLog } from '../../api/log.ts'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import document from '../../engine/access/matrix.json' with { type: 'json' }
import { KEY_ROLES, type Actor, type Instant, type Role } from '../../engine/index.ts'
import { makeAreas } from '../../web/areas.ts'
import { startTestPages, type Browser, type Shown, type TestPages } from '../support/pages.ts'
import { startMailCatcher, type MailCatcher } from '../support/smtp.ts'
import { submitExample } from '../support/walk.ts'

/* Over 300 lines: one child is planted once, and everything is gone through for her name. */

/*
 * A child's name, and how to find that child, are planted through the public form and the API, in an ordinary case and in
 * a restricted one. Then everybody who is not entitled walks through all that they can reach: pages by their links and
 * forms, every address with the ids of both cases, the API, searches. Nothing of the child is there. Of those who are
 * entitled nothing of it stands in addresses, titles, logs, figures, the engine's rows, or subjects of e-mails.
 */

/** What is planted in a case; `tag` tells the cases apart. */
const plant = (tag: 'a' | 'o') => ({
  name: `Zqyxar${tag} Thistlewick`,
  email: `zqmail${tag}@example.org`,
  phone: tag === 'a' ? '01632 960901' : '01632 960902',
  address: [`7 Zqstreet${tag}`, 'Exampleton', tag === 'a' ? 'ZQ9 9AA' : 'ZQ9 9OO'],
  point: `My zqpoint${tag} was cancelled.`,
  wanted: `I want my zqwish${tag}.`,
  note: `They rang about zqnote${tag}.`,
  file: `zqfile${tag}.txt`,
})
const ORDINARY = plant('a')
const SHUT = plant('o')
const ANY = /zqyxar|thistlewick|zqmail|01632 ?96090|zqstreet|zq9 ?9|zqpoint|zqwish|zqnote|zqfile/i
const OF_SHUT = /zqyxaro|zqmailo|01632 ?960902|zqstreeto|zq9 ?9oo|zqpointo|zqwisho|zqnoteo|zqfileo/i

/** The ids under which a case, its task, letters and documents are asked for. */
type Ids = Readonly<Record<string, string>>

describe('a child’s name', function () {
  this.timeout(400_000)
  let pages: TestPages
  let mail: MailCatcher
  let log = ''
  let ordinary: Ids
  let shut: Ids
  let otherCase: string

  before(async () => {
    mail = await startMailCatcher()
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log += chunk.toString()
        done()
      },
    })
    pages = await startTestPages({
      now: '2026-03-02T09:00:00.000Z',
      smtpUrl: mail.url,
      log: makeLog({ logLevel: 'debug' }, sink),
    })
    ordinary = await furnish(await complainOnPages(pages), ORDINARY)
    shut = await furnish(await complainByApi(), SHUT)
    otherCase = await submitExample(pages)
    await restrict()
    await nameSubject()
    await pages.service.drain()
  })
  after(async () => {
    await pages.stop()
    await mail.stop()
  })

  const asManager = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await pages.call('complaints-manager', method, path, body)
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).to.be.within(200, 201)
    return answer.body
  }

  async function complainByApi(): Promise<string> {
    const { name, email, phone, address, point, wanted } = SHUT
    const { body } = await pages.call('intake', 'POST', '/api/v1/intake', {
      kind: 'complaint',
      channel: 'phone',
      oral: true,
      who: 'child',
      area: 'children',
      person: { name, email, phone, address, contactPreference: 'email', adjustments: [] },
      points: [{ text: point, desiredOutcome: wanted }],
    })
    return (body as { reference: string }).reference
  }

  /** A note and a document, and the ids of what there is. */
  async function furnish(caseId: string, { note, file, name }: ReturnType<typeof plant>): Promise<Ids> {
    await pages.service.drain()
    const noted = { facts: [{ type: 'note-recorded', on: '2026-03-02', data: { kind: 'internal', text: note } }] }
    await asManager('POST', `/api/v1/cases/${caseId}/facts`, noted)
    const form = new FormData()
    form.set('kind', 'evidence')
    form.set('title', `About ${name}`)
    form.set('file', new Blob([`${note} ${name}`], { type: 'text/plain' }), file)
    const added = await fetch(`${pages.service.url}/api/v1/cases/${caseId}/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await pages.secretOf('complaints-manager')}` },
      body: form,
    })
    expect(added.status).to.equal(201)
    await pages.service.drain()
    const { tasks } = (await asManager('GET', `/api/v1/tasks?caseId=${caseId}`)) as { tasks: { taskId: string }[] }
    const [task] = tasks
    await asManager('PUT', `/api/v1/tasks/${task?.taskId ?? ''}/draft`, { fields: { classificationReason: note } })
    const { knex } = pages.service.runtime.store
    const document = await knex<Stored>('documents').where({ case_id: caseId }).first('id')
    const message = await knex<Stored>('outbox').where({ case_id: caseId }).first('id')
    const messageId = message?.id ?? 'none'
    return {
      caseId,
      taskId: task?.taskId ?? '',
      document: document?.id ?? '',
      documentId: document?.id ?? '',
      messageId,
      action: 'add-person',
      rule: 'children-act.stage-1-answer',
    }
  }

  /** Shut to everybody but whoever restricted it. */
  async function restrict(): Promise<void> {
    const caseId = shut['caseId'] ?? ''
    await asManager('POST', `/api/v1/cases/${caseId}/restriction`, { reason: 'A colleague is in it.' })
  }

  async function nameSubject(): Promise<void> {
    const subject = { id: SUBJECT.id, role: 'subject-of-complaint', name: 'Sam Subject', contactPreference: 'email' }
    for (const { caseId = '' } of [ordinary, shut]) {
      await asManager('POST', `/api/v1/cases/${caseId}/people`, { ...subject, adjustments: [] })
    }
    // The finance officer has a task of the case, and sees no names in it; the auditor has said why.
    await pages.service.runtime.store.command((unit) => {
      const lasting = { caseId: ordinary['caseId'] ?? '', part: '', untilAt: '2099-01-01T00:00:00.000Z' as Instant }
      unit.saveAccess({ ...lasting, who: 'finance-officer', relation: 'assigned' })
      unit.saveAccess({ ...lasting, who: 'auditor-with-reason', relation: 'reason-given' })
      return Promise.resolve()
    })
  }

  const routes = () =>
    makeAreas(pages.parts)
      .flatMap((area) => area.routes)
      .filter(({ method, path }) => method === 'get' && path !== '/events' && !path.startsWith('/sign-in/provider'))

  /** Every address that lets them in, with the ids of both cases; of those that do not, which answer alike, every tenth. */
  const knownAddresses = (role: Role | undefined, ids: readonly Ids[]): readonly string[] =>
    routes()
      .filter(({ door }, n) => n % 10 === 0 || door.for !== 'staff' || mayCome(door.permission, role))
      .flatMap(({ path }) => (path.includes(':') ? ids : ids.slice(0, 1)).map((each) => withIds(path, each)))

  /** All known addresses, and where links lead: to each page four times at most, whatever ids and questions it is asked with. */
  const crawl = async (
    browser: Browser,
    role: Role | undefined,
    seen: (shown: Shown, asked: string) => void,
  ): Promise<number> => {
    const known = new Set(knownAddresses(role, [ordinary, shut]))
    const patterns = routes().map(({ path }) => ({ path, is: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
    const waiting = [...known]
    const asked = new Set<string>()
    const kinds = new Map<string, number>()
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const plain = path.replace(/\?.*/, '')
      const kind = patterns.find(({ is }) => is.test(plain))?.path ?? plain
      const again = (kinds.get(kind) ?? 0) + 1
      if (asked.has(path) || (again > 4 && !known.has(path)) || path.startsWith('/assets/')) continue
      asked.add(path)
      kinds.set(kind, again)
      const shown = await browser.get(path)
      seen(shown, path)
      waiting.push(...linksIn(shown.html))
    }
    return asked.size
  }

  const strangers: readonly (readonly [who: string, actor: Actor | undefined, hit: RegExp])[] = [
    ['nobody', undefined, ANY],
    ['the person complained about', { id: 'caseworker', role: 'caseworker' }, ANY],
    ['another complaints manager, of the restricted case', { id: 'other.cm', role: 'complaints-manager' }, OF_SHUT],
    ['an auditor', { id: 'auditor', role: 'auditor' }, ANY],
    ['an auditor who said why', { id: 'auditor-with-reason', role: 'auditor' }, ANY],
    ['the system administrator', { id: 'system-admin', role: 'system-admin' }, ANY],
    ['the process owner', { id: 'process-owner', role: 'process-owner' }, ANY],
    ['whoever takes calls', { id: 'intake', role: 'intake' }, ANY],
    ['the finance officer with a task of the case', { id: 'finance-officer', role: 'finance-officer' }, ANY],
    ['an investigating officer of others', { id: 'io9', role: 'investigating-officer' }, ANY],
    ['an adjudicating officer of others', { id: 'ao9', role: 'adjudicating-officer' }, ANY],
    ...(['independent-person', 'panel-member', 'advocate', 'partner'] as const).map(
      (role) => [`the ${role} of another case`, { id: 'p9', role, boundTo: 'SC-2026-00003' }, ANY] as const,
    ),
  ]

  for (const [who, actor, hit] of strangers) {
    it(`is nowhere that ${who} comes`, async () => {
      const hits: string[] = []
      const asked = await crawl(pages.browse(actor), actor?.role, (shown, path) => {
        const found = hit.exec(`${shown.at}\n${[...shown.headers].join('\n')}\n${shown.html}`)
        if (found !== null) hits.push(`${path}: ${found[0]}`)
      })
      expect(hits).to.deep.equal([])
      expect(asked).to.be.greaterThan(40)
    })
  }

  it('is nowhere that the person who complains in another case comes', async () => {
    const browser = pages.browse()
    await browser.get('/track')
    await browser.post('/track', { reference: otherCase, way: 'email' })
    await pages.service.drain()
    await until(() => mail.received.some(({ text }) => /\b\d{4} \d{4}\b/.test(bodyOf(text))))
    const codes = mail.received.flatMap(({ text }) => /\b(\d{4} \d{4})\b/.exec(bodyOf(text))?.[1] ?? [])
    const { at } = await browser.post('/track/code', { code: codes.at(-1) ?? '' })
    expect(at).to.equal('/track/case')
    await crawl(browser, 'complainant', ({ at: led, html }, path) => {
      expect(html, path).to.not.match(ANY)
      expect(led, path).to.not.match(ANY)
    })
  })

  it('is found by no search of those who are not entitled', async () => {
    for (const [who, actor, hit] of strangers) {
      if (actor === undefined) continue
      for (const text of ['Thistlewick', ORDINARY.email, ORDINARY.phone, 'ZQ9 9AA', 'zqpointa', 'zqnotea', 'zqfilea']) {
        const asked = hit === OF_SHUT ? text.replace(/a$/, 'o').replace('zqmaila', 'zqmailo') : text
        const browser = pages.browse(actor)
        await browser.get('/cases')
        const { html, at } = await browser.post('/cases/search', { text: asked, reason: 'A call about it' })
        const said = `${who}: ${asked}`
        expect(at, said).to.not.include(asked)
        const rows = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
        if (at.includes('found=')) {
          const seesOrdinary = hit === OF_SHUT || actor.role === 'auditor'
          if (!seesOrdinary) expect(rows, said).to.not.include(ordinary['caseId'])
          expect(rows, said).to.not.include(shut['caseId'])
        }
      }
    }
  })

  it('is in no answer of the API to a key that is not entitled', async () => {
    const paths = Object.entries(openApiDocument.paths as Readonly<Record<string, { get?: Operation }>>)
    const entitled: readonly Role[] = [...NAMED_TO_THEM]
    for (const role of KEY_ROLES.filter((each) => !entitled.includes(each))) {
      for (const [turn, [path, { get }]] of paths.entries()) {
        if (get === undefined || path.endsWith('/events')) continue
        if (turn % 10 !== 0 && !mayCome(get['x-action'] ?? '', role)) continue
        for (const ids of path.includes('{') ? [ordinary, shut] : [ordinary]) {
          const address = withIds(path.replace(/\{(\w+)\}/g, ':$1'), ids)
          const { body, headers } = await pages.call(role, 'GET', `${address}${QUERIES[path] ?? ''}`)
          const text = `${typeof body === 'string' ? body : JSON.stringify(body)}\n${[...headers].join('\n')}`
          expect(ANY.exec(text)?.[0], `${role}: ${address}`).to.equal(undefined)
        }
      }
    }
  })

  it('stands in no address, title, header or file of lists of those who are entitled', async () => {
    let shownTo = 0
    await crawl(
      pages.browse({ id: 'complaints-manager', role: 'complaints-manager' }),
      'complaints-manager',
      ({ at, html, headers }, path) => {
        const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
        expect(`${path}\n${at}\n${title}`, path).to.not.match(ANY)
        const kept = [...headers].filter(([name]) => name !== 'content-disposition')
        expect(kept.join('\n'), path).to.not.match(ANY)
        if (path.includes('.csv')) expect(html).to.not.match(ANY)
        for (const [, href = ''] of html.matchAll(/(?:href|action)="([^"]*)"/g)) {
          if (!/^(mailto|tel):/.test(href)) expect(href, path).to.not.match(ANY)
        }
        if (ANY.test(html)) shownTo += 1
      },
    )
    // The crawl did come to what is kept from the others.
    expect(shownTo).to.be.greaterThan(8)
  })

  it('stands in no log, no figure, no line of the audit trail, and no row of the engine', async () => {
    expect(log.length).to.be.greaterThan(10_000)
    expect(ANY.exec(log)?.[0]).to.equal(undefined)
    const { body: metrics } = await pages.call('system-admin', 'GET', '/metrics')
    expect(metrics).to.be.a('string').and.not.match(ANY)
    const { knex } = pages.service.runtime.store
    for (const table of [
      'instances',
      'tasks',
      'timers',
      'jobs',
      'incidents',
      'audit',
      'cases',
      'sessions',
      'idempotency',
    ]) {
      const rows: readonly unknown[] = await knex(table).select('*')
      for (const row of rows as readonly Record<string, unknown>[]) {
        const { draft: _draft, ...rest } = row
        const text = JSON.stringify(rest, (_, value: unknown) => (isBuffer(value) ? textOf(value) : value))
        expect(ANY.exec(text)?.[0], table).to.equal(undefined)
      }
    }
  })

  it('stands in no subject of an e-mail, and in the text of none that goes to somebody else', () => {
    expect(mail.received).to.not.have.length(0)
    for (const { to, text } of mail.received) {
      const head = text.slice(0, text.indexOf('\r\n\r\n'))
      const own = to.some((address) => address === ORDINARY.email || address === SHUT.email)
      expect(head.replaceAll(/^to:.*$/gim, ''), head).to.not.match(/zqyxar|thistlewick/i)
      if (!own) expect(text).to.not.match(ANY)
    }
  })
})

interface Operation {
  readonly 'x-action'?: string
}

/** By the text of the matrix: whoever has no cell there is refused before a case is looked at, which other tests hold. */
function mayCome(action: string, role: Role | undefined): boolean {
  const { cells } = (
    document.actions as Readonly<Record<string, { cells: Readonly<Record<string, string>> } | undefined>>
  )[action] ?? { cells: {} }
  return Object.values(cells).some((roles) => roles === '*' || roles.split(' ').includes(role ?? ''))
}

interface Stored {
  readonly id: string
  readonly case_id: string
}

const SUBJECT = { id: 'caseworker' }

/** Whose keys see the ordinary case: the complaints team, and teams whose work it may become. */
const NAMED_TO_THEM: readonly Role[] = ['complaints-manager']

const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/learning': '?from=2026-04-01&to=2027-03-31',
  '/api/v1/learning/agenda': '?quarter=2026-Q1',
  '/api/v1/equality': '?from=2026-04&to=2027-03',
}

async function complainOnPages(pages: TestPages): Promise<string> {
  const browser = pages.browse()
  await browser.get('/complain/kind')
  const steps: readonly (readonly [string, Readonly<Record<string, string | readonly string[]>>])[] = [
    ['kind', { kind: 'complaint' }],
    ['who-for', { who: 'child' }],
    ['team', { about: 'My social worker' }],
    ['what-happened', { what: ORDINARY.point }],
    ['when', { when: 'now' }],
    ['points', { more: 'no' }],
    ['outcome-wanted', { outcome: ORDINARY.wanted }],
    ['name', { name: ORDINARY.name }],
    ['support', { adjustments: ['none'] }],
    ['contact', { prefers: 'email', email: ORDINARY.email, phone: ORDINARY.phone }],
    ['address', { paperAddress: ORDINARY.address.join('\n') }],
    ['advocate', { advocate: 'no' }],
    ['evidence', {}],
  ]
  for (const [path, fields] of steps) await browser.post(`/complain/${path}`, fields)
  const once = await browser.post('/complain/check', {})
  const { at, html } = once.at === '/complain/sent' ? once : await browser.post('/complain/check', {})
  expect(at, /<h1[^>]*>[^<]*/.exec(html)?.[0]).to.equal('/complain/sent')
  return /SC-2026-\d{5}/.exec(html)?.[0] ?? ''
}

function withIds(path: string, ids: Ids): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? OTHERS[name] ?? 'none'))
}

const OTHERS: Readonly<Record<string, string>> = {
  team: 'complaints-team',
  procedureId: 'children-act',
  version: '1',
  process: 'children-act-stage-1',
}

/** Where a page leads by its links, and by its forms that change nothing. */
function linksIn(html: string): readonly string[] {
  const links = [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, href = '']) => href)
  const forms = [...html.matchAll(/<form\b([^>]*)>/g)]
    .filter(([, attributes = '']) => !/method="post"/i.test(attributes))
    .flatMap(([, attributes = '']) => /action="(\/[^"#]*)/.exec(attributes)?.[1] ?? [])
  return [...links, ...forms].map((href) => href.replaceAll('&amp;', '&')).filter((href) => !href.startsWith('//'))
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\r\n\r\n'))
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25))
}

function isBuffer(value: unknown): value is { readonly type: 'Buffer'; readonly data: readonly number[] } {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer'
}

function textOf({ data }: { readonly data: readonly number[] }): string {
  return Buffer.from(data).toString('latin1')
}
