/* Over 300 lines: what is written once is looked for in every place where it comes out. */
import { expect } from 'chai'
import PizZip from 'pizzip'
import openApiDocument from '../../../api/openapi.json' with { type: 'json' }
import { secretText, sendCode, type Actor } from '../../../engine/index.ts'
import { makeAreas } from '../../../web/areas.ts'
import { fillForm } from '../../support/fill-form.ts'
import { mischiefIn, PAYLOADS, payloadsIn } from '../../support/hostile.ts'
import { wouldPost } from '../../support/html-form.ts'
import { startTestPages, type Browser, type Shown, type TestPages } from '../../support/pages.ts'
import { addUser, signIn } from '../../support/users.ts'

/*
 * Somebody writes what would run, if a page took it for its own, into every box for words that complainants and staff come
 * to. It is kept as it was written, and every page, letter, file and answer of the API shows it as text.
 */

const MANAGER: Actor = { id: 'manager', role: 'complaints-manager' }
/** They end the case or take it elsewhere. */
const ENDS = /withdraw|cancel|clos|rerout|transfer|died|settle|restrict|send-back|satisf/

describe('what hostile people write', function () {
  this.timeout(400_000)
  let pages: TestPages
  let manager: Browser
  let owner: Browser
  let admin: Browser
  let caseId: string
  let onPaper: string
  /** Where each payload was written, of those that a form has taken. */
  const written = new Map<string, string>()
  const refused: string[] = []
  let next = 0

  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    manager = pages.browse(MANAGER)
    caseId = await complain()
    onPaper = await takeDown()
    await pages.service.drain()
    owner = await open(caseId)
    for (const path of ['message', 'add', 'advocate']) await fill(owner, `/track/${path}`)
    await upload()
    await doTask()
    await pages.service.drain()
    for (const id of [caseId, onPaper]) await actEverywhere(id)
    while (next < PAYLOADS.length) await fill(owner, '/track/message')
    await addUser(pages.service.runtime, 'sam.lane', ['system-admin'])
    admin = pages.browse()
    await signIn(admin, 'sam.lane')
    await fill(admin, '/admin/users/new', { id: 'zq.user', email: 'zq@example.org', roles: 'caseworker' })
    await fill(manager, `/cases/${onPaper}/restrict`)
    await fill(manager, `/cases/${caseId}/documents/d1/withdraw`)
    await pages.service.drain()
  })
  after(() => pages.stop())

  /** The words for one form, put on record as written once the form was taken. */
  const writer = (where: string) => {
    const used: (readonly [payload: string, name: string])[] = []
    return {
      words: (name: string) => {
        if (ONLY_OF_OTHERS.has(name)) return ''
        const payload = PAYLOADS[next % PAYLOADS.length] ?? ''
        next += 1
        used.push([payload, name])
        return /^(address|paperAddress)$/.test(name) ? `${payload}\nExampleton` : payload
      },
      taken: () => {
        for (const [payload, name] of used) written.set(payload, `${where} ${name}`)
      },
    }
  }

  /** Fills in the form of a page, and the one after it that asks once more. */
  async function fill(browser: Browser, path: string, instead: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const page = await browser.get(path)
    const { words, taken } = writer(path)
    const first = next
    const filled =
      fillForm(page.html, { words, instead }, path.split('?')[0]) ?? fillForm(page.html, { words, instead })
    if (filled === undefined) throw new RangeError(`${path} has no form (${page.status}, ${page.at})`)
    let shown = await browser.post(filled.action === '' ? path : filled.action, filled.fields)
    mustBeClean(shown, `${path}, sent`)
    if (shown.status === 200 && shown.at === path && /Check before|Confirm/.test(shown.html)) {
      const again = /<form\b[^>]*action="([^"]*)"/.exec(shown.html.slice(shown.html.indexOf('<main')))?.[1] ?? path
      shown = await browser.post(again, wouldPost(shown.html.slice(shown.html.indexOf('<main'))))
    }
    // What a draft held makes way for what is sent, and is written again.
    if (instead['_do'] === 'draft') {
      next = first
      return shown
    }
    if (shown.status < 300 && !shown.html.includes('<title>Error')) taken()
    else refused.push(`${path}: ${shown.status} ${faultsIn(shown.html)}`)
    return shown
  }

  const wrong: string[] = []
  const seen = new Set<string>()
  function mustBeClean({ html, headers }: Shown, where: string): void {
    wrong.push(...mischiefIn(html).map((each) => `${where}: ${each}`))
    for (const each of payloadsIn(html)) seen.add(each)
    if ([...headers.values()].some((value) => /zq\(|zq=1/i.test(value))) wrong.push(`${where}: in a header`)
  }

  /** As a child on the public pages. */
  async function complain(): Promise<string> {
    const browser = pages.browse()
    await browser.get('/complain/kind')
    const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      kind: { kind: 'complaint' },
      'who-for': { who: 'child' },
      team: {},
      'what-happened': {},
      when: { when: 'now' },
      points: { more: 'no' },
      'outcome-wanted': {},
      name: {},
      support: { adjustments: 'none' },
      contact: { prefers: 'email' },
      address: {},
      advocate: { advocate: 'no' },
    }
    for (const [path, instead] of Object.entries(choices)) await fill(browser, `/complain/${path}`, instead)
    await browser.post('/complain/evidence', {})
    const once = await browser.post('/complain/check', {})
    const sent = once.at === '/complain/sent' ? once : await browser.post('/complain/check', {})
    mustBeClean(sent, '/complain/sent')
    const reference = /SC-2026-\d{5}/.exec(sent.html)?.[0]
    if (reference === undefined) throw new Error(`Not sent: ${sent.at}, ${refused.join('; ')}`)
    return reference
  }

  /** Of somebody on the telephone, who wants letters on paper. */
  async function takeDown(): Promise<string> {
    const { words, taken } = writer('/record/complaint')
    const instead = { preference: 'letter', who: 'self', 'point-count': '1', oral: 'no', risk: 'no' }
    let page = await manager.get('/record/complaint')
    for (let steps = 0; steps < 8 && !page.at.startsWith('/cases/'); steps += 1) {
      const filled = fillForm(page.html, { words }, '/record/complaint') ?? fillForm(page.html, { words })
      const own = Object.fromEntries(Object.entries(instead).filter(([name]) => name in (filled?.fields ?? {})))
      page = await manager.post(filled?.action ?? '', {
        ...filled?.fields,
        ...own,
        go: page.html.includes('value="send"') ? 'send' : 'next',
      })
      mustBeClean(page, '/record/complaint')
    }
    const reference = /SC-2026-\d{5}/.exec(page.at)?.[0]
    if (reference === undefined) throw new Error(`Not taken down: ${page.at} ${faultsIn(page.html)}`)
    taken()
    return reference
  }

  async function open(reference: string): Promise<Browser> {
    const { runtime } = pages.service
    await sendCode(runtime, reference, 'email')
    const { rows } = await runtime.store.read.outbox({ channel: 'email', limit: 500 })
    const secret = rows.findLast(({ details }) => 'secret' in details)?.details['secret']
    const browser = pages.browse()
    await browser.get('/track')
    await browser.post('/track', { reference, have: 'yes' })
    const { at } = await browser.post('/track/code', {
      code: secretText(runtime, secret as Parameters<typeof secretText>[1]),
    })
    expect(at).to.equal('/track/case')
    return browser
  }

  async function upload(): Promise<void> {
    await manager.get(`/cases/${caseId}/documents/new`)
    for (const [index, name] of FILE_NAMES.entries()) {
      const title = PAYLOADS[index] ?? ''
      const file = { field: 'files', name, content: Buffer.from('Words.') }
      const shown = await manager.upload(`/cases/${caseId}/documents/new`, { kind: 'other', title, from: title }, [
        file,
      ])
      mustBeClean(shown, name)
      expect(shown.status, name).to.equal(200)
      written.set(title, 'a title')
    }
  }

  async function doTask(): Promise<void> {
    const { rows } = await pages.service.runtime.store.read.tasks({ caseId, limit: 10 })
    const path = `/cases/${caseId}/tasks/${rows[0]?.id ?? ''}`
    await fill(manager, path, { _do: 'draft' })
    await fill(manager, path, { _do: 'check' })
  }

  async function actEverywhere(id: string): Promise<void> {
    const menu = await manager.get(`/cases/${id}/actions`)
    const links = [...menu.html.matchAll(new RegExp(`href="(/cases/${id}/(?:actions|clock/extend)/[^"]+)"`, 'g'))]
    for (const path of new Set(links.map(([, href = '']) => href.replaceAll('&amp;', '&')))) {
      // The two were linked from the first of them.
      if (!ENDS.test(path) && !(id === onPaper && path.endsWith('/link')))
        await fill(manager, path, path.endsWith('/link') ? { other: id === caseId ? onPaper : caseId } : {})
    }
  }

  it('was written into most of the boxes there are, and each is kept as it was written', async () => {
    expect(refused).to.deep.equal([])
    expect([...written.keys()]).to.include.members(PAYLOADS)
    const kept = await everyText(pages)
    const lost = [...written].filter(([payload]) => !kept.some((text) => text.includes(payload)))
    expect(lost.map(([payload, where]) => `${where}: ${payload}`)).to.deep.equal([])
  })

  it('is text on every page of the cases, of lists, of letters and of whoever complains', async () => {
    const ids = await idsOf(pages, caseId)
    const paper = await idsOf(pages, onPaper)
    for (const { method, path, door } of makeAreas(pages.parts).flatMap((area) => area.routes)) {
      if (method !== 'get' || path === '/events' || path.startsWith('/sign-in/provider')) continue
      for (const each of /:(caseId|messageId)/.test(path) ? [ids, paper] : [ids]) {
        const at = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(each[name] ?? 'none'))
        const browser = door.for === 'complainant' ? owner : path.startsWith('/admin') ? admin : manager
        const shown = await browser.get(at)
        // A file that stands for itself brings its own styles.
        const html = path.startsWith('/audit/exports/record/') ? shown.html.replace('<style>', '') : shown.html
        if (shown.headers.get('content-type')?.includes('html') === true) mustBeClean({ ...shown, html }, at)
      }
    }
    for (const browser of [manager]) {
      mustBeClean(await browser.get('/cases'), '/cases')
      for (const payload of PAYLOADS)
        mustBeClean(await browser.post('/cases/search', { text: payload }), '/cases/search')
    }
    expect(wrong).to.deep.equal([])
    expect([...seen].toSorted()).to.deep.equal(PAYLOADS.map((_, index) => String(100 + index)))
  })

  it('is text in the Word file of a letter, which nothing else has come into', async () => {
    const { messageId = '' } = await idsOf(pages, onPaper)
    const response = await fetch(`${pages.service.url}/letters/${encodeURIComponent(messageId)}/letter.docx`, {
      headers: { 'x-test-actor': 'manager/complaints-manager' },
    })
    expect(response.status).to.equal(200)
    const xml = new PizZip(await response.arrayBuffer()).file('word/document.xml')?.asText() ?? ''
    expect(payloadsIn(xml)).to.not.deep.equal([])
    const names = [...xml.matchAll(/<\/?([\w:]+)/g)].map(([, name = '']) => name)
    expect(names.filter((name) => !/^(w|wp|a|r|mc|w14):/.test(name))).to.deep.equal([])
    expect(xml).to.not.match(/<!DOCTYPE|<!ENTITY|<!\[CDATA/)
  })

  it('is JSON in every answer of the API, and in files of lists no formula', async () => {
    const ids = await idsOf(pages, caseId)
    for (const [path, operations] of Object.entries(openApiDocument.paths)) {
      if (!('get' in operations) || path.endsWith('/events')) continue
      const at = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'none'))
      const { headers, status } = await pages.call('complaints-manager', 'GET', at)
      if (status >= 500) wrong.push(`${at}: ${status}`)
      expect(headers.get('x-content-type-options'), at).to.equal('nosniff')
      expect(headers.get('content-type') ?? '', at).to.not.match(/html|svg|xml$/)
    }
    for (const path of ['/cases/export.csv', '/tasks/export.csv?list=all']) {
      const { html } = await manager.get(path)
      expect(html, path).to.not.match(/(^|[,\n"])[=+@-][^",\n]/)
    }
    expect(wrong).to.deep.equal([])
  })

  it('is no more than a name in the headers with which a file is given out', async () => {
    const { documents } = (await pages.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/documents`)).body as {
      documents: { document: string; fileName: string }[]
    }
    expect(documents.length).to.be.at.least(FILE_NAMES.length)
    for (const { document, fileName } of documents) {
      const { status, headers } = await manager.get(`/cases/${caseId}/documents/${document}/file`)
      if (status === 409) continue
      expect(status, fileName).to.equal(200)
      const disposition = headers.get('content-disposition') ?? ''
      // RFC 6266: a quoted name of plain signs, and the whole name in the signs of RFC 8187.
      expect(disposition, fileName).to.match(
        /^attachment; filename=(?:[!#$%&'*+.^_`|~\w-]+|"(?:[^"\\\r\n]|\\["\\])*")(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/,
      )
      expect(disposition, fileName).to.not.match(/[^\x20-\x7e]/)
      expect(headers.get('set-cookie') ?? '', fileName).to.not.include('zq')
      expect(headers.get('content-security-policy')).to.include('sandbox')
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('cache-control')).to.equal('no-store')
    }
  })
})

/** Boxes that are of no use beside the answers given here. */
const ONLY_OF_OTHERS = new Set(['other-name', 'who'])

const FILE_NAMES = [
  'a"; filename="b.txt',
  'a\\".txt',
  '%0d%0aSet-Cookie: zq=1.txt',
  '<img src=x onerror=zq()>.txt',
  'Ünï ☂ 🧒 .txt',
  `${String.fromCharCode(0x202e)}txt.exe.txt`,
  '../../../etc/passwd.txt',
  "a'b;c=d.txt",
  '{{7*7}}.txt',
]

function faultsIn(html: string): string {
  const list = /govuk-error-summary__list[\s\S]*?<\/ul>/.exec(html)?.[0] ?? /<h1[\s\S]*?<\/h1>/.exec(html)?.[0] ?? ''
  return list
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300)
}

async function idsOf({ service }: TestPages, caseId: string): Promise<Readonly<Record<string, string>>> {
  const { read } = service.runtime.store
  const { rows: tasks } = await read.tasks({ caseId, limit: 1 })
  const { rows: messages } = await read.outbox({ caseId, limit: 50 })
  const [document] = await read.documents(caseId)
  const message = messages.find(({ channel }) => channel === 'letter') ?? messages[0]
  const { id = 'none' } = document ?? {}
  return {
    caseId,
    taskId: tasks[0]?.id ?? 'none',
    messageId: message?.id ?? 'none',
    letterId: messages[0]?.id ?? 'none',
    document: id,
    documentId: id,
    team: 'complaints-team',
    userId: 'zq.user',
    procedureId: 'children-act',
    rule: 'children-act.stage-1-answer',
    action: 'add-person',
  }
}

/** Every text that the database keeps, as it is read. */
async function everyText({ service }: TestPages): Promise<readonly string[]> {
  const { knex } = service.runtime.store
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      found.push(value)
      if (/^[[{]/.test(value)) {
        try {
          walk(JSON.parse(value) as unknown)
        } catch {
          // A text that begins so, and is no JSON.
        }
      }
    } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
      Object.values(value).forEach(walk)
  }
  for (const table of ['facts', 'people', 'documents', 'users', 'tasks', 'audit_payload', 'outbox', 'approvals']) {
    if (await knex.schema.hasTable(table)) walk((await knex(table).select('*')) as unknown)
  }
  return found
}
