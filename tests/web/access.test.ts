import { expect } from 'chai'
import type { Router } from 'express'
import document from '../../engine/access/matrix.json' with { type: 'json' }
import { OUTSIDE_ROLES, ROLES, type Instant, type Role } from '../../engine/index.ts'
import { makeAreas } from '../../web/areas.ts'
import type { Area, RegisteredRoute } from '../../web/frame/index.ts'
import { countStatements } from '../support/statements.ts'
import { startTestPages, type Browser, type Shown, type TestPages } from '../support/pages.ts'
import { submitExample, walk } from '../support/walk.ts'

/*
 * Who may come to which page: every registered address, for every role, on a case that is theirs, on one that is not, on
 * one that is about them, and on one that is restricted to others. What is expected is read from the text of `matrix.json`
 * by the action with which the address is registered, and by what every page of a case shows besides: its file.
 */

type State = 'own' | 'foreign' | 'subject' | 'restricted'
const STATES: readonly State[] = ['own', 'foreign', 'subject', 'restricted']
const PEOPLE = ROLES.filter((role) => role !== 'system')
/** Whoever changes a case of others makes it known to their team: that comes last. */
const LAST_WHO_CHANGES = [...PEOPLE.filter((role) => role !== 'complaints-manager'), 'complaints-manager'] as const
const TEXT = document.actions as Readonly<Record<string, { cells: Readonly<Record<string, string>> } | undefined>>

/** What an address of a case asks besides its own action; the file of the case, where it stands not here. */
const BESIDES: ReadonlyMap<string, readonly string[]> = new Map([
  ['/audit/cases/:caseId', ['read-history']],
  ['/audit/cases/:caseId/findings.csv', ['read-history']],
  ['/audit/retention/:caseId', ['read-cases']],
  ['/letters/:messageId/letter.docx', []],
  ['/letters/:messageId/print', []],
  // Of the trail alone, which names nobody.
  ['/audit/cases/:caseId/conformance', []],
  ['/audit/cases/:caseId/replay', []],
  ['/cases/:caseId/documents/:document/file', ['see-case-file', 'see-child-identity']],
])
/**
 * Addresses by which people come to a case that is closed to them, or close it: what they answer is more than the matrix says
 * of a file, and `tests/web/access-pages/` asks it. To a case that is about the asker they answer as every other does.
 */
const OF_ACCESS = /^\/(approvals|cases\/:caseId\/(break-glass|reason|reveal|restrict|conflict|subject|incidents))/
/** Addresses that answer for as long as somebody stays. */
const STREAMS = new Set(['/events'])
/** What is asked of a letter on paper, where the example's goes by e-mail. */
const OF_PAPER = new Set(['/letters/:messageId/letter.docx', '/letters/:messageId/print'])

describe('who may come to which page', function () {
  this.timeout(300_000)
  let pages: TestPages
  let areas: readonly Area[]
  const ids = new Map<State | 'none', Readonly<Record<string, string>>>()

  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    areas = makeAreas(pages.parts)
    for (const state of STATES) ids.set(state, await makeCase(pages))
    const none = Object.entries(ids.get('own') ?? {})
    ids.set(
      'none',
      Object.fromEntries(none.map(([name, id]) => [name, id.replaceAll('SC-2026-00001', 'SC-2026-99999')])),
    )
    await stand(pages, ids)
  })
  after(() => pages.stop())

  /** One of the areas' addresses, with the ids of a case in it. */
  const at = (path: string, state: State | 'none'): string =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids.get(state)?.[name] ?? OTHERS[name] ?? 'none'))

  const browsers = new Map<string, Browser>()
  /** With a session that has a token for its forms. */
  const browserOf = async (role: Role, state: State | 'none'): Promise<Browser> => {
    const boundTo = OUTSIDE_ROLES.has(role) || role === 'complainant' ? ids.get(state)?.['caseId'] : undefined
    const known = browsers.get(`${role} ${boundTo}`)
    if (known !== undefined) return known
    const browser = pages.browse({ id: role, role, ...(boundTo !== undefined && { boundTo }) })
    await browser.get('/complain/you')
    browsers.set(`${role} ${boundTo}`, browser)
    return browser
  }

  const send = async (browser: Browser, { method, path }: RegisteredRoute, state: State | 'none'): Promise<Shown> => {
    const address = at(path, state)
    if (method === 'get') return browser.get(address)
    return UPLOADS.test(path) ? browser.upload(address, {}, []) : browser.post(address, {})
  }

  it('registers every address of an area with its door, and none beside it', () => {
    for (const { router, routes } of areas) {
      const served = servedBy(router)
      expect(served).to.deep.equal(routes.map(({ method, path }) => `${method} ${path}`))
    }
  })

  it('has no address twice, and no door but for an action of the matrix', () => {
    const routes = areas.flatMap((area) => area.routes)
    const addresses = routes.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(addresses).size).to.equal(addresses.length)
    for (const { door, path } of routes) if (door.for === 'staff') expect(TEXT, path).to.have.property(door.permission)
  })

  it('sends whoever did not sign in to do so, and shows them nothing', async () => {
    for (const route of areas.flatMap((area) => area.routes)) {
      if (route.door.for === 'anyone') continue
      const browser = pages.browse()
      await browser.get('/complain/return')
      const { at: led, html } = await send(browser, route, 'own')
      expect(led, route.path).to.equal(route.door.for === 'staff' ? '/sign-in' : '/track')
      expect(html).to.not.match(/Jordan|Reed|Moira|My visits/)
    }
  })

  it('answers each role by the matrix, on cases of theirs, of others, about them and restricted', async () => {
    const wrong: string[] = []
    const routes = areas.flatMap((area) => area.routes).filter(({ path }) => !STREAMS.has(path))
    for (const role of LAST_WHO_CHANGES) {
      for (const route of routes) {
        if (route.door.for !== 'staff') continue
        if (OF_ACCESS.test(route.path) && cellOf(route.door.permission, role) !== undefined) continue
        // There is no such sample, whatever the case is.
        const ofCase = /:(caseId|messageId)/.test(route.path) && !route.path.includes(':sampleId')
        const comesIn = ofCase && cellOf(route.door.permission, role) !== undefined
        for (const state of comesIn ? statesFor(role) : (['own'] as const)) {
          const { status } = await send(await browserOf(role, state), route, state)
          const expected = expectedOf(route, role, state, ofCase)
          if (!expected.includes(status)) {
            wrong.push(`${route.method} ${route.path}: ${role}, ${state}: ${status}, not ${expected.join(' or ')}`)
          }
        }
      }
    }
    expect(wrong).to.deep.equal([])
  })

  it('shows the events to those who may read cases', async () => {
    for (const role of PEOPLE) {
      const stop = new AbortController()
      const response = await fetch(`${pages.service.url}/events`, {
        headers: { 'x-test-actor': `${role}/${role}` },
        signal: stop.signal,
      })
      expect(response.status, role).to.equal(cellOf('read-cases', role) === undefined ? 403 : 200)
      stop.abort()
    }
  })

  it('answers of a case that is about the asker as of one that is not there, after as many statements', async () => {
    const count = await countStatements(pages.service.runtime.store)
    try {
      for (const route of areas.flatMap((area) => area.routes)) {
        if (route.door.for !== 'staff' || !/:(caseId|messageId)/.test(route.path)) continue
        const browser = pages.browse({ id: 'complaints-manager', role: 'complaints-manager' })
        for (const path of ['/complain/you', '/tasks/mine']) await browser.get(path)
        const about = await count.of(() => send(browser, route, 'subject'))
        const none = await count.of(() => send(browser, route, 'none'))
        const said = `${route.method} ${route.path}`
        expect(plain(about.result.html, ids.get('subject')), said).to.equal(plain(none.result.html, ids.get('none')))
        expect(headersOf(about.result), said).to.deep.equal(headersOf(none.result))
        expect(about.statements, said).to.deep.equal(none.statements)
      }
    } finally {
      count.stop()
    }
  })
})

/** Of addresses that are about no case. */
const OTHERS: Readonly<Record<string, string>> = {
  userId: 'nobody',
  user: 'complaints-manager',
  team: 'complaints-team',
  procedureId: 'children-act',
  action: 'complainant-told',
  rule: 'children-act.stage-1-answer',
}
const UPLOADS = /documents\/new$|redacted$|\/track\/file$/

/** A case some way into Stage 1, with a task, a letter and a document. */
async function makeCase(pages: TestPages): Promise<Readonly<Record<string, string>>> {
  const caseId = await submitExample(pages)
  await walk(pages, caseId, (step) => step.includes('handling'))
  await pages.service.drain()
  const as = async (path: string) => (await pages.call('complaints-manager', 'GET', path)).body
  const { tasks } = (await as(`/api/v1/tasks?caseId=${caseId}`)) as { tasks: { taskId: string }[] }
  const { letters } = (await as(`/api/v1/cases/${caseId}/letters`)) as { letters: { id: string }[] }
  const form = new FormData()
  form.set('kind', 'other')
  form.set('file', new Blob(['Words.'], { type: 'text/plain' }), 'words.txt')
  const added = await fetch(`${pages.service.url}/api/v1/cases/${caseId}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await pages.secretOf('complaints-manager')}` },
    body: form,
  })
  expect(added.status).to.equal(201)
  const stored = await pages.service.runtime.store
    .knex<{ id: string; case_id: string }>('documents')
    .where({ case_id: caseId })
    .first('id')
  const made = { caseId, taskId: tasks[0]?.taskId, messageId: letters[0]?.id, document: stored?.id }
  for (const id of Object.values(made)) expect(id).to.be.a('string')
  return made as Readonly<Record<string, string>>
}

/** Everybody has to do with the first case, nobody with the second; the third is about everybody; the fourth is shut. */
async function stand(
  { service }: TestPages,
  ids: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Promise<void> {
  const { store } = service.runtime
  const idOf = (state: State) => ids.get(state)?.['caseId'] ?? ''
  await store.knex('case_access').whereIn('case_id', STATES.map(idOf)).delete()
  await store
    .knex('cases')
    .where({ id: idOf('restricted') })
    .update({ restricted: 1 })
  await store.command((unit) => {
    for (const role of PEOPLE) {
      const lasting = { who: role, part: '', untilAt: '2099-01-01T00:00:00.000Z' as Instant }
      for (const relation of ['assigned', 'party'] as const) {
        unit.saveAccess({ ...lasting, caseId: idOf('own'), relation })
        unit.saveAccess({ ...lasting, caseId: idOf('subject'), relation })
      }
      unit.saveAccess({ ...lasting, caseId: idOf('subject'), relation: 'subject' })
      unit.saveAccess({ ...lasting, caseId: idOf('restricted'), relation: 'team' })
      unit.saveAccess({ ...lasting, caseId: idOf('restricted'), relation: 'candidate' })
    }
    return Promise.resolve()
  })
}

/** What one of several roles that the matrix never tells apart is refused, the others are: they are asked on two cases. */
function statesFor(role: Role): readonly State[] {
  const columnOf = (each: Role) => JSON.stringify(Object.keys(TEXT).map((action) => cellOf(action, each) ?? ''))
  const first = PEOPLE.find((each) => columnOf(each) === columnOf(role))
  return first === role ? STATES : ['own', 'subject']
}

/** What the matrix says of an address: of its own action, and of the file of the case that its page shows. */
function expectedOf(
  { method, path, door }: RegisteredRoute,
  role: Role,
  state: State,
  ofCase: boolean,
): readonly number[] {
  const own = door.for === 'staff' ? cellOf(door.permission, role) : undefined
  if (own === undefined) return [403]
  if (!ofCase) return path === COUNTS ? [...LET_IN, 403] : LET_IN
  const actions = [door.for === 'staff' ? door.permission : '', ...(BESIDES.get(path) ?? ['see-case-file'])]
  const cells = actions.map((action) => cellOf(action, role))
  const everywhere = cells.every((cell) => cell === undefined || cell.startsWith('any'))
  // The system administrator comes to a case by breaking the glass alone.
  const isThere = (state === 'own' && role !== 'system-admin') || (state === 'foreign' && everywhere)
  if (!isThere) return cellOf('see-case-file', role) === undefined ? [403] : [404]
  if (cells.some((cell) => cell === undefined)) return [403]
  // An auditor says why before a file is opened.
  if (role === 'auditor' && actions.includes('see-case-file')) return [403]
  if (OF_PAPER.has(path)) return [409]
  return method === 'get' && !/:(action|rule|rectification)|\/rectifications\/new/.test(path) ? [200] : FURTHER
}

/** Whoever reads procedures comes there; counts of cases are for those who see cases or answer for procedures. */
const COUNTS = '/procedures/:procedureId/live'

/** Let in, and shown a page, sent on, told what is missing in the form or that it cannot be done now. */
const LET_IN: readonly number[] = [200, 400, 404, 409, 422]
/** The same of a case: sending an empty form to a task of another role, or to a page that the case does not have now. */
const FURTHER: readonly number[] = [200, 403, 404, 409, 422]

function cellOf(action: string, role: Role): string | undefined {
  const cells = Object.entries(TEXT[action]?.cells ?? {})
  const cell = cells.find(([, roles]) => roles === '*' || roles.split(' ').includes(role))?.[0]
  return action === 'see-case-file' && cell?.startsWith('shared') ? undefined : cell
}

function servedBy(router: Router): readonly string[] {
  return router.stack.map(({ route }) => {
    const methods = (route as unknown as { methods: Record<string, boolean> } | undefined)?.methods ?? {}
    return `${Object.keys(methods).join(' ')} ${route?.path ?? 'something without an address'}`
  })
}

/** A page without what differs from one reading to the next: the ids that were asked for, and the form's token. */
function plain(html: string, ids: Readonly<Record<string, string>> = {}): string {
  return Object.values(ids)
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, id) => text.replaceAll(id, '…').replaceAll(encodeURIComponent(id), '…'), html)
    .replace(/name="_csrf" value="[^"]*"/g, '')
}

function headersOf({ headers, status }: Shown): Readonly<Record<string, string>> {
  // How many more may be sent goes down with each, whatever it asks for.
  const varying = new Set(['date', 'x-request-id', 'content-length', 'set-cookie', 'ratelimit'])
  return { status: String(status), ...Object.fromEntries([...headers].filter(([name]) => !varying.has(name))) }
}
