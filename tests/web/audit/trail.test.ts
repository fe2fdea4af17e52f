import { expect } from 'chai'
import {
  auditOrigin,
  newSigningKey,
  readNoteKey,
  readSigningKey,
  signTrail,
  verifyBundle,
  type Actor,
  type SigningKey,
} from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { addUser } from '../../support/users.ts'
import { submitExample } from '../../support/walk.ts'

const MANAGER: Actor = { id: 'cm1', role: 'complaints-manager' }
const OTHER: Actor = { id: 'cm2', role: 'complaints-manager' }
const AUDITOR: Actor = { id: 'au1', role: 'auditor' }

describe('the audit trail on its pages', function () {
  this.timeout(240_000)
  let pages: TestPages
  let open = ''
  let shut = ''
  let key: SigningKey
  let auditor: Browser
  let child = ''

  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    const { runtime } = pages.service
    await addUser(runtime, AUDITOR.id, [AUDITOR.role])
    open = await submitExample(pages)
    shut = await submitExample(pages)
    await pages.service.drain()
    const [person] = await runtime.store.read.people(shut)
    child = String(person?.data['name'])
    const manager = pages.browse(MANAGER)
    await manager.get(`/cases/${shut}/restrict`)
    await manager.post(`/cases/${shut}/restrict`, { reason: 'Staff family.' })
    const other = pages.browse(OTHER)
    await other.get(`/cases/${shut}/break-glass`)
    await other.post(`/cases/${shut}/break-glass`, { reason: `${child} may be at risk tonight.`, _do: 'confirm' })
    await other.get(`/cases/${shut}`)
    auditor = pages.browse(AUDITOR)
    await auditor.get(`/cases/${open}/reason`)
    await auditor.post(`/cases/${open}/reason`, { reason: `To see how ${child} was treated.` })
    await auditor.get(`/cases/${open}`)
    await runtime.store.command((unit) => {
      const row = { actor: AUDITOR.id, role: AUDITOR.role, type: 'trail-searched' }
      for (let rows = 0; rows < 20; rows += 1) unit.audit({ ...row, body: { rows } })
      return Promise.resolve()
    })
    key = readSigningKey(newSigningKey(auditOrigin(runtime)))
    await signTrail(runtime, key)
  })
  after(() => pages.stop())

  const rowsIn = (html: string) =>
    [...html.matchAll(/href="\/audit\/trail\/rows\/(\d+)"/g)].map(([, seq]) => Number(seq))
  const timesIn = (html: string) =>
    [...html.slice(html.indexOf('id="count"')).matchAll(/data-label="When"><time datetime="([^"]+)"/g)].map(
      ([, at]) => at ?? '',
    )
  const last = async () => pages.service.runtime.store.audit.size()
  const typesSince = async (seq: number) => {
    const rows = await pages.service.runtime.store.knex<{ seq: number; type: string }>('audit').where('seq', '>', seq)
    return rows.map(({ type }) => type)
  }

  it('is looked through, the newest first, a page at a time, and that is a row itself', async () => {
    const before = await last()
    const first = await auditor.get('/audit/trail')
    expect(first.status).to.equal(200)
    expect(await typesSince(before)).to.deep.equal(['trail-searched'])
    const newest = rowsIn(first.html)
    expect(newest).to.have.length(25)
    const times = timesIn(first.html)
    expect(times).to.deep.equal(times.toSorted().toReversed())
    const older = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(older).to.contain('before=')
    const second = await auditor.get(older)
    expect(rowsIn(second.html).filter((seq) => newest.includes(seq))).to.deep.equal([])
    expect([times.at(-1), timesIn(second.html)[0]].toSorted()[1]).to.equal(times.at(-1))
    const back = /href="([^"]+)" rel="prev"/.exec(second.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(rowsIn((await auditor.get(back)).html)).to.include(newest.at(-1))
  })

  const searches: readonly {
    readonly by: string
    readonly query: () => string
    readonly shows: RegExp
    readonly never: RegExp
  }[] = [
    {
      by: 'a case',
      query: () => `case=${open.toLowerCase()}`,
      shows: /said why they look/,
      never: /signing the trail/,
    },
    {
      by: 'a person',
      query: () => 'who=cm1',
      shows: /restricted|number \d+ of the case|page of a case/,
      never: /signing the trail<br>/,
    },
    {
      by: 'what happened',
      query: () => 'what=reason-given',
      shows: /said why they look/,
      never: /<td[^>]*data-label="What">A page of a case/,
    },
    {
      by: 'a kind of thing',
      query: () => 'what=all:looked',
      shows: /was looked (at|through)/,
      never: /data-label="What">A complaint was submitted/,
    },
    {
      by: 'days',
      query: () => 'from-day=1&from-month=3&from-year=2026&to-day=2&to-month=3&to-year=2026',
      shows: /newest first/,
      never: /There is no such row/,
    },
    {
      by: 'days long ago',
      query: () => 'to-day=1&to-month=3&to-year=2018',
      shows: /There is no such row/,
      never: /newest first/,
    },
    {
      by: 'no day',
      query: () => 'from-day=31&from-month=2&from-year=2026',
      shows: /First day must be a real day/,
      never: /newest first/,
    },
    {
      by: 'a case that is not there',
      query: () => 'case=SC-2020-00001',
      shows: /There is no case of that reference/,
      never: /newest first/,
    },
    {
      by: 'a case that is restricted',
      query: () => `case=${shut}`,
      shows: /There is no case of that reference/,
      never: /newest first/,
    },
    { by: 'a page that is gone', query: () => 'before=nonsense', shows: /Search again/, never: /newest first/ },
  ]
  for (const { by, query, shows, never } of searches) {
    it(`is searched by ${by}`, async () => {
      const { html } = await auditor.get(`/audit/trail?${query()}`)
      const main = html.slice(Math.max(0, html.indexOf('id="count"')))
      expect(main).to.match(shows)
      expect(main).not.to.match(never)
    })
  }

  it('shows a row with what binds it, proven in the newest checkpoint, to those who may see its case', async () => {
    const list = await auditor.get(`/audit/trail?case=${open}`)
    const [seq = 0] = rowsIn(list.html).toReversed()
    const before = await last()
    const { html } = await auditor.get(`/audit/trail/rows/${seq}`)
    expect(await typesSince(before)).to.deep.equal(['history-viewed'])
    const row = await pages.service.runtime.store.trail.line(seq)
    expect(html).to.contain(row?.hash.toString('hex')).and.contain(row?.prev.toString('hex'))
    expect(html).to.match(/its hash, worked out anew from what it says, is the one that was written/)
    expect(html).to.match(/that were signed on 2 March 2026/)
    expect(html).to.match(/neither it nor its place can have been changed/)
    const young = await auditor.get(`/audit/trail/rows/${await last()}`)
    expect(young.html).to.contain('Not signed yet')
    // Of a restricted case: who looked may be looked at, what happened may not.
    const { knex } = pages.service.runtime.store
    const ofShut = await knex<{ seq: number; type: string; case_id: string }>('audit').where('case_id', shut)
    const opened = ofShut.find(({ type }) => type === 'glass-broken')
    const submitted = ofShut.find(({ type }) => type === 'complaint-submitted')
    expect((await auditor.get(`/audit/trail/rows/${opened?.seq}`)).status).to.equal(200)
    expect((await auditor.get(`/audit/trail/rows/${submitted?.seq}`)).status).to.equal(404)
    for (const none of ['0', '999999', 'x', '-1'])
      expect((await auditor.get(`/audit/trail/rows/${none}`)).status).to.equal(404)
  })

  it('is verified on a page, which says what was found and where', async () => {
    await auditor.get('/audit/trail/verify')
    const alone = await auditor.post('/audit/trail/verify', { case: '', note: '', key: '' })
    expect(alone.at).to.match(/^\/audit\/trail\/verifications\/\d+$/)
    expect(alone.html).to.contain('Nothing was altered').and.contain('cut off at the end')
    const [{ note } = { note: '' }] = await pages.service.runtime.store.audit.checkpoints(1)
    const whole = await auditor.post('/audit/trail/verify', {
      case: '',
      note: note.trim().replaceAll('\n', '\r\n'),
      key: key.text,
    })
    expect(whole.html).to.contain('as somebody outside holds')
    const ofCase = await auditor.post('/audit/trail/verify', { case: open, note: '', key: '' })
    expect(ofCase.html).to.contain(`The rows of ${open}`)
    expect((await auditor.get('/audit/trail')).html).to.contain('Nothing altered')
    for (const [fields, says] of [
      [{ case: shut }, /no case of that reference/],
      [{ note: 'x' }, /checkpoint is not one/],
      [{ key: 'x' }, /public key is not one/],
    ] as const) {
      const wrong = await auditor.post('/audit/trail/verify', { case: '', note: '', key: '', ...fields })
      expect(wrong.status).to.equal(422)
      expect(wrong.html).to.match(says)
    }
  })

  it('shows who holds what was signed, and gives notes and rows that are verified elsewhere', async () => {
    const { html } = await auditor.get('/audit/trail/signed')
    const size = /\/audit\/trail\/signed\/(\d+)/.exec(html)?.[1] ?? ''
    expect(html).to.contain('2 March 2026')
    expect((await auditor.get(`/audit/trail/signed/${size}`)).html).to.contain(`\n${size}\n`)
    expect((await auditor.get('/audit/trail/signed/7')).status).to.equal(404)
    const bundle = await auditor.get(`/audit/trail/bundle?case=${open}`)
    expect(bundle.headers.get('content-disposition')).to.contain(`audit-${open}.jsonl`)
    expect(bundle.html).not.to.contain(child)
    const report = await verifyBundle(bundle.html.split('\n'), { keys: [readNoteKey(key.text)] })
    expect(report).to.deep.include({ verdict: 'intact', findings: [] })
    expect((await auditor.get(`/audit/trail/bundle?case=${shut}`)).html).to.contain(
      'There is no case of that reference',
    )
  })

  it('says who had access, why and until when, and never a child’s name', async () => {
    const before = await last()
    const restricted = await auditor.get('/audit/access')
    expect(await typesSince(before)).to.deep.equal(['access-reviewed'])
    expect(restricted.html).to.contain(shut)
    const [first = ''] = child.split(' ')
    const seen: Readonly<Record<string, RegExp>> = {
      restricted: /A page of a case was looked at/,
      emergency: /may be at risk tonight[\s\S]*Until 2 March 2026 at 10:00am/,
      revealed: /nothing of the kind/,
      auditors: /The audit trail was looked through|Who had access was looked through/,
      exports: /were taken out to be verified/,
      refused: /Somebody was refused/,
      roles: /A user was added/,
    }
    for (const [kind, says] of Object.entries(seen)) {
      const { html } = await auditor.get(`/audit/access?kind=${kind}`)
      expect(html, kind).to.match(says)
      expect(html, kind).not.to.contain(first)
    }
    const mine = await pages.browse(MANAGER).get('/audit/access?kind=auditors&who=au1')
    expect(mine.html).to.contain('The audit trail was looked through')
    const reasons = await auditor.get('/audit/access/export.csv?kind=auditors')
    expect(reasons.html)
      .to.match(/To see how .* was treated/)
      .and.not.to.contain(first)
    const csv = await auditor.get('/audit/access/export.csv?kind=emergency')
    expect(csv.html).to.contain('may be at risk tonight').and.not.to.contain(first)
    expect((await auditor.get('/audit/trail/export.csv?what=reason-given')).html).to.contain('An auditor said why')
  })

  it('leaves out what is about its reader', async () => {
    await pages.service.runtime.store.command((unit) => {
      const subject = { who: 'cm3', relation: 'subject', part: '', untilAt: null }
      unit.saveAccess({ ...subject, caseId: shut })
      unit.saveAccess({ ...subject, caseId: open })
      return Promise.resolve()
    })
    const subject = pages.browse({ id: 'cm3', role: 'complaints-manager' })
    for (const path of [
      '/audit/trail',
      '/audit/trail?who=au1',
      '/audit/access',
      '/audit/access?kind=emergency',
      '/audit/access?kind=auditors',
    ]) {
      const { html } = await subject.get(path)
      expect(html, path).not.to.contain(shut)
      expect(html, path).not.to.contain(open)
    }
  })

  it('gives through the API what its pages show', async () => {
    const get = async (path: string) => {
      const { status, body } = await pages.call('auditor', 'GET', `/api/v1/audit/${path}`)
      expect(status, `${path}: ${JSON.stringify(body)}`).to.equal(200)
      return body
    }
    const { lines } = (await get(`rows?type=reason-given&type=glass-broken&limit=5`)) as { lines: { seq: number }[] }
    expect(await get(`rows/${lines[0]?.seq}`)).to.deep.include({ isWhole: true, follows: true, words: 'kept' })
    expect(await get('access?kind=refused&from=2026-03-01&to=2026-03-02')).to.have.property('counts')
    expect(await get('signed-days')).to.have.property('holders')
    const [{ size } = { size: 0 }] = await pages.service.runtime.store.audit.checkpoints(1)
    const secret = await pages.secretOf('auditor')
    for (const [path, says] of [
      [`checkpoints/${size}`, '— redress/'],
      [`bundles/${open}`, '"kind":"manifest"'],
    ] as const) {
      const answer = await fetch(`${pages.service.url}/api/v1/audit/${path}`, {
        headers: { authorization: `Bearer ${secret}` },
      })
      expect(await answer.text(), path).to.contain(says)
    }
  })

  it('is altered: the page says so, and which row', async () => {
    const { knex } = pages.service.runtime.store
    const [seq = 0] = rowsIn((await auditor.get('/audit/trail?what=reason-given')).html)
    const triggers = await knex('sqlite_master')
      .where({ type: 'trigger', tbl_name: 'audit' })
      .select<{ name: string; sql: string }[]>('name', 'sql')
    for (const { name } of triggers) await knex.raw(`drop trigger ${name}`)
    await knex('audit').where({ seq }).update({ actor: 'somebody-else' })
    const { html } = await auditor.post('/audit/trail/verify', { case: '', note: '', key: '' })
    expect(html).to.contain('The audit trail was altered').and.contain(`/audit/trail/rows/${seq}`)
    await knex('audit').where({ seq }).update({ actor: AUDITOR.id })
    for (const { sql } of triggers) await knex.raw(sql)
  })
})
