import { expect } from 'chai'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import type { Actor, Instant } from '../../engine/index.ts'
import { makeAreas } from '../../web/areas.ts'
import { startTestPages, type TestPages } from '../support/pages.ts'
import { submitExample, walk } from '../support/walk.ts'

/*
 * Whoever is shown something of a case stands in its audit trail for it: one line for each page, with who they are, as
 * what, and which page it was. What shows nothing of a case leaves no line.
 */

/** What the line says of a page, below `/cases/:caseId`. A page that is not here is told by one line too, of any part. */
const PARTS: Readonly<Record<string, string>> = {
  '': 'case-viewed now',
  '/clock': 'case-viewed time-limits',
  '/points': 'case-viewed points',
  '/people': 'case-viewed people',
  '/timeline': 'case-viewed timeline',
  '/learning': 'case-viewed learning',
  '/links': 'case-viewed links',
  '/print': 'case-viewed print',
  '/actions': 'case-viewed actions',
  '/actions/:action': 'case-viewed actions',
  '/clock/extend/:rule': 'case-viewed extension',
  '/documents': 'case-viewed documents',
  '/documents/new': 'case-viewed documents',
  '/documents/:document': 'case-viewed documents',
  '/documents/:document/withdraw': 'case-viewed documents',
  '/documents/:document/file': 'document-opened d1',
  '/procedure': 'case-viewed diagram',
  '/conformance': 'case-viewed conformance',
  '/replay': 'case-viewed replay',
  '/letters': 'case-viewed letters',
  '/letters/:messageId': 'message-viewed',
  '/letters/:messageId/returned': 'message-viewed',
  '/partners': 'case-viewed partners',
  '/ombudsman': 'case-viewed ombudsman',
  '/costs': 'case-viewed costs',
  '/tasks/:taskId': 'case-viewed task',
  '/rectifications': 'case-viewed rectifications',
  '/rectifications/new': 'case-viewed rectifications',
  '/rectifications/:rectification': 'case-viewed rectifications',
  '/tasks/:taskId/send-back': 'case-viewed task',
}

/** Pages and addresses that name a case and show nothing of what it is about: doors to it, codes, steps, rights. */
const NO_CONTENT = new Set([
  '/cases/:caseId/reason',
  '/cases/:caseId/reveal',
  '/cases/:caseId/restrict',
  '/cases/:caseId/restrict/lift',
  '/cases/:caseId/conflict',
  '/cases/:caseId/subject',
  '/cases/:caseId/incidents',
  '/cases/:caseId/incidents/:incidentId/skip',
  // To whoever sees the case it is the case itself.
  '/cases/:caseId/break-glass',
  '/api/v1/cases/{caseId}/position',
  '/api/v1/cases/{caseId}/actions',
  '/api/v1/cases/{caseId}/access',
  '/api/v1/tasks/{taskId}',
  '/api/v1/tasks/{taskId}/form',
])

/** Each of its parts is read, and each reading stands there. */
const WHOLE_RECORD = /^\/audit\/exports\/record\/:caseId\/(html|pdf|zip)$/

const MANAGER: Actor = { id: 'manager', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'auditor', role: 'auditor' }

describe('what is read of a case', function () {
  this.timeout(120_000)
  let pages: TestPages
  let caseId: string
  let ids: Readonly<Record<string, string>>
  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step.includes('handling'))
    await pages.service.drain()
    ids = { caseId, ...(await furnish(pages, caseId)) }
    await pages.service.runtime.store.command((unit) => {
      const lasting = { part: '', untilAt: '2099-01-01T00:00:00.000Z' as Instant, caseId }
      unit.saveAccess({ ...lasting, who: AUDITOR.id, relation: 'reason-given' })
      return Promise.resolve()
    })
  })
  after(() => pages.stop())

  const at = (path: string) =>
    path.replace(/:(\w+)|\{(\w+)\}/g, (_, one?: string, other?: string) =>
      encodeURIComponent(ids[one ?? other ?? ''] ?? 'none'),
    )

  /** What is in the audit trail by that, besides what jobs and timers do. */
  const linesOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const { knex } = pages.service.runtime.store
    const last = await knex<Line>('audit').max<{ seq: number }[]>('seq as seq')
    await work()
    const rows = await knex<Line>('audit')
      .where('seq', '>', last[0]?.seq ?? 0)
      .orderBy('seq')
    return rows.map(({ type, element, case_id: of, actor, role, body }) => {
      const { data = {} } = JSON.parse(body) as { readonly data?: { readonly part?: string } }
      expect(of, type).to.be.oneOf([caseId, null])
      return [type, element ?? data.part ?? '', `by ${actor} ${role}`].filter((each) => each !== '').join(' ')
    })
  }

  it('stands in its trail once for each page, with who read which', async () => {
    const browser = pages.browse(MANAGER)
    await browser.get('/tasks/mine')
    const routes = makeAreas(pages.parts).flatMap((area) => area.routes)
    const wrong: string[] = []
    for (const { method, path, door } of routes) {
      if (method !== 'get' || door.for !== 'staff' || path === '/events') continue
      let status = 0
      const lines = await linesOf(async () => ({ status } = await browser.get(at(path))))
      if (status === 403 || (status === 404 && NO_CONTENT.has(path))) continue
      if (WHOLE_RECORD.test(path)) {
        if (!lines.some((line) => line.startsWith('case-viewed whole-record')))
          wrong.push(`${path}: ${lines.join('; ')}`)
        continue
      }
      const [, below] = /^(?:\/audit(?=.*\/(?:conformance|replay)$))?\/cases\/:caseId(.*)$/.exec(path) ?? []
      if (below === undefined || NO_CONTENT.has(path)) {
        if (lines.some((line) => /(case|message)-viewed/.test(line)) && !/break-glass|letters/.test(path)) {
          wrong.push(`${path} shows nothing of a case: ${lines.join('; ')}`)
        }
        continue
      }
      const part = PARTS[below] ?? ''
      const isOne = lines.length === 1 && (lines[0] ?? '').startsWith(part) && /(viewed|opened) /.test(lines[0] ?? '')
      if (!isOne || lines[0]?.endsWith(' by manager complaints-manager') !== true) {
        wrong.push(`${path}: ${lines.join('; ') || 'nothing'}`)
      }
    }
    expect(wrong).to.deep.equal([])
  })

  it('stands there once for each address of the API', async () => {
    const wrong: string[] = []
    for (const [path, operations] of Object.entries(openApiDocument.paths)) {
      if (!('get' in operations) || !/\{(caseId|taskId|messageId|documentId)\}/.test(path)) continue
      // Working papers are an auditor's alone.
      if (path.includes('{sampleId}')) continue
      let status = 0
      const lines = await linesOf(async () => ({ status } = await pages.call('complaints-manager', 'GET', at(path))))
      if (status === 404) continue
      const isOne =
        lines.length === 1 && /(viewed|opened|taken) .*by complaints-manager complaints-manager$/.test(lines[0] ?? '')
      if (isOne === NO_CONTENT.has(path) || lines.length > 1) wrong.push(`${path}: ${lines.join('; ') || 'nothing'}`)
    }
    expect(wrong).to.deep.equal([])
  })

  it('names no message and no task that are of another case, and shows them not', async () => {
    const other = await submitExample(pages)
    await pages.service.drain()
    const browser = pages.browse(MANAGER)
    const { messageId = '', taskId = '' } = ids
    for (const path of [`letters/${encodeURIComponent(messageId)}`, `tasks/${encodeURIComponent(taskId)}`]) {
      const { knex } = pages.service.runtime.store
      const { status } = await browser.get(`/cases/${other}/${path}`)
      expect(status, path).to.equal(404)
      const rows = await knex<Line>('audit').whereIn('type', ['message-viewed', 'case-viewed']).orderBy('seq')
      expect(rows.at(-1)?.body ?? '', path).to.not.include(messageId)
    }
  })

  it('is no opening of a document where the words are not shown to the reader', async () => {
    const browser = pages.browse(AUDITOR)
    let status = 0
    const lines = await linesOf(async () => ({ status } = await browser.get(`/cases/${caseId}/documents/d1/file`)))
    expect(status).to.equal(403)
    expect(lines).to.deep.equal(['case-viewed documents by auditor auditor'])
  })

  it('is in the trail when a list goes out as a file, and when the trail itself is read', async () => {
    const browser = pages.browse(MANAGER)
    expect(await linesOf(() => browser.get('/cases/export.csv'))).to.deep.equal([
      'list-exported by manager complaints-manager',
    ])
    expect(await linesOf(() => browser.get('/tasks/export.csv?list=all'))).to.deep.equal([
      'list-exported by manager complaints-manager',
    ])
    expect(await linesOf(() => pages.call('auditor', 'GET', `/api/v1/cases/${caseId}/history`))).to.deep.equal([
      'history-viewed by auditor auditor',
    ])
  })

  it('is not what a draft, taking a task and putting it back do', async () => {
    const browser = pages.browse(MANAGER)
    await browser.get(at('/cases/:caseId/tasks/:taskId'))
    for (const does of ['claim', 'draft', 'release']) {
      const { status } = await browser.post(at(`/cases/:caseId/tasks/:taskId/${does}`), {})
      expect(status, does).to.equal(200)
    }
    const lines = await linesOf(() => browser.post(at('/cases/:caseId/tasks/:taskId/draft'), {}))
    expect(lines.filter((line) => line.includes('viewed'))).to.deep.equal([])
  })
})

interface Line {
  readonly seq: number
  readonly type: string
  readonly element: string | null
  readonly case_id: string | null
  readonly actor: string
  readonly role: string
  readonly body: string
}

async function furnish(pages: TestPages, caseId: string): Promise<Readonly<Record<string, string>>> {
  const form = new FormData()
  form.set('kind', 'other')
  form.set('file', new Blob(['Words.'], { type: 'text/plain' }), 'words.txt')
  const added = await fetch(`${pages.service.url}/api/v1/cases/${caseId}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await pages.secretOf('complaints-manager')}` },
    body: form,
  })
  expect(added.status).to.equal(201)
  const task = await pages.service.runtime.store.knex<Owned>('tasks').where({ case_id: caseId, status: 'open' }).first()
  const message = await pages.service.runtime.store.knex<Owned>('outbox').where({ case_id: caseId }).first()
  return {
    taskId: task?.id ?? '',
    messageId: message?.id ?? '',
    document: 'd1',
    documentId: 'd1',
    action: 'complainant-told',
    rule: 'children-act.stage-1-answer',
  }
}

interface Owned {
  readonly id: string
  readonly case_id: string
  readonly status: string
}
