import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { keyHash } from '../../../api/middleware/authenticate.ts'
import { instant, type Actor, type Role } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const AT = '/procedures/learning'
const FRESH = instant('2026-03-25T09:00:00.000Z')
const OWNER: Actor = { id: 'pat', role: 'process-owner', steppedUpAt: FRESH }
const MANAGER: Actor = { id: 'kim', role: 'complaints-manager', steppedUpAt: FRESH }
/** The same person in another of their roles. */
const OWNER_AS_MANAGER: Actor = { id: 'pat', role: 'complaints-manager', steppedUpAt: FRESH }

describe('a draft from its first change to publishing', function () {
  this.timeout(120_000)
  let pages: TestPages
  let owner: Browser
  let manager: Browser
  before(async () => {
    pages = await startTestPages({ now: FRESH })
    // Scenarios have tests of their own, and take their time.
    Object.assign(pages.parts.runtime, { publishConditions: [] })
    owner = pages.browse(OWNER)
    manager = pages.browse(MANAGER)
  })
  after(() => pages.stop())

  const opened = async (): Promise<string> => {
    await owner.get(AT)
    return (await owner.post(`${AT}/drafts`, {})).at
  }
  const idOf = (draft: string) => draft.split('/').at(-1) ?? ''
  /** Through the API, as the person of that name in that role. */
  const call = async (name: string, role: Role, method: string, path: string, body?: object, revision?: number) => {
    const secret = `rk_${randomBytes(24).toString('base64url')}`
    await pages.service.runtime.store.command((unit) => {
      const key = { id: `key-${secret}`, hash: keyHash(secret), role, name, createdAt: unit.now, revokedAt: null }
      unit.addApiKey(key)
      return Promise.resolve()
    })
    const response = await fetch(`${pages.service.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(revision !== undefined && { 'if-match': `"${revision}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> }
  }
  const settings = async (draft: string, title: string) => {
    const { body } = await call('kim', 'complaints-manager', 'GET', `/drafts/${idOf(draft)}`)
    const { files, revision } = body as { files: { path: string; text: string }[]; revision: number }
    const text = files.find(({ path }) => path === 'procedure.json')?.text ?? ''
    return {
      revision,
      change: { path: 'procedure.json', text: text.replace(/"title": "[^"]*"/, `"title": "${title}"`) },
    }
  }
  const retitled = async (draft: string, title: string, as = 'pat') => {
    const { revision, change } = await settings(draft, title)
    const asked = { changes: [change], what: `Title: ${title}` }
    return call(as, 'process-owner', 'PATCH', `/drafts/${idOf(draft)}`, asked, revision)
  }
  const asked = async (title: string): Promise<string> => {
    const draft = await opened()
    await retitled(draft, title)
    await owner.get(`${draft}/ask`)
    await owner.post(`${draft}/ask`, { comment: 'As the committee decided.' })
    return draft
  }

  it('begins with a task list that says where each step stands', async () => {
    const draft = await opened()
    const { html } = await owner.get(draft)
    for (const words of ['0 of 9 steps', 'Nothing differs from version', 'Cannot start yet', 'Not started']) {
      if (words !== '0 of 9 steps') expect(html).to.include(words)
    }
    await retitled(draft, 'Learning, mended')
    const after = (await owner.get(draft)).html
    expect(after).to.include('1 file differs from version 1.').and.to.include('You are working on it')
    expect((await manager.get(draft)).html).to.include('pat is working on it')
    expect((await manager.get('/procedures/corporate/drafts/' + idOf(draft))).status).to.equal(404)
  })

  it('says who works on it to whoever saves meanwhile', async () => {
    const draft = await opened()
    await retitled(draft, 'Mine')
    const { status, body } = await retitled(draft, 'Yours', 'robin')
    expect([status, body['type']]).to.deep.equal([409, '/errors#CONFLICT'])
    expect(JSON.stringify(body)).to.include('pat is working on the draft')
    await owner.get(draft)
    await owner.post(`${draft}/let-go`, {})
    expect((await retitled(draft, 'Yours', 'robin')).status).to.equal(200)
  })

  it('lists what the rules find, with what to do and where', async () => {
    const draft = await opened()
    const { body } = await call('kim', 'complaints-manager', 'GET', `/drafts/${idOf(draft)}`)
    const { files } = body as { files: { path: string; text: string }[] }
    const text = files.find(({ path }) => path === 'learning-closing.bpmn')?.text ?? ''
    const broken = { path: 'learning-closing.bpmn', text: text.replace(/ redress:role="[^"]*"/, '') }
    const saved = await call(
      ...(['pat', 'process-owner', 'PATCH', `/drafts/${idOf(draft)}`] as const),
      ...([{ changes: [broken], what: 'Nobody does it' }, 1] as const),
    )
    expect(saved.status).to.equal(200)
    const { html } = await owner.get(`${draft}/checks`)
    expect(html)
      .to.match(/\d+ errors?</)
      .and.to.include('What to do:')
      .and.to.include('On the diagram')
    expect((await owner.get(draft)).html).to.include('There is a problem')
    expect((await owner.get(`${draft}/ask`)).html).to.include('Approval cannot be asked for yet.')
  })

  it('is approved by somebody else, and published from a day', async () => {
    const draft = await opened()
    await retitled(draft, 'Learning from April')
    await owner.get(`${draft}/ask`)
    const unsaid = await owner.post(`${draft}/ask`, { comment: ' ' })
    expect([unsaid.status, unsaid.html.includes('Say what you changed, and why')]).to.deep.equal([400, true])
    expect((await owner.post(`${draft}/ask`, { comment: 'A new title.' })).at).to.equal(draft)

    const stale = pages.browse({ id: 'kim', role: 'complaints-manager' })
    const hash = /name="seen" value="([0-9a-f]{64})"/.exec((await stale.get(`${draft}/review`)).html)?.[1] ?? ''
    const yes = { decision: 'approve', comment: 'As was agreed.', seen: hash }
    expect((await stale.post(`${draft}/review`, yes)).at).to.not.include(draft)
    expect((await stale.get(`${draft}/review`)).html, 'not written twice').to.match(/>As was agreed\.<\/textarea>/)
    expect((await stale.get(`${draft}/review`)).html).to.not.include('As was agreed.')

    const { html } = await manager.get(`${draft}/review`)
    expect(html).to.include('A new title.').and.to.include('Learning from April')
    const undecided = await manager.post(`${draft}/review`, { comment: '' })
    expect([undecided.status, undecided.html.includes('Choose whether you approve')]).to.deep.equal([400, true])
    const unseen = await manager.post(`${draft}/review`, { decision: 'approve', comment: '', seen: 'f'.repeat(64) })
    expect([unseen.status, unseen.html.includes('look at it again')]).to.deep.equal([400, true])
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(unseen.html)?.[1] ?? ''
    expect((await manager.post(`${draft}/review`, { decision: 'approve', comment: '', seen })).at).to.equal(
      `${draft}/publish`,
    )

    const past = { 'from-day': '24', 'from-month': '3', 'from-year': '2026' }
    expect((await manager.post(`${draft}/publish`, past)).html).to.include('The day must be today or later')
    const published = await manager.post(`${draft}/publish`, { ...past, 'from-day': '1', 'from-month': '4' })
    expect([published.at, published.html.includes('From a later day')]).to.deep.equal([AT, true])
    expect((await owner.get(draft)).html).to.include('in force from 1 April 2026')
  })

  it('is not approved by whoever wrote in it, on a page or over HTTP', async () => {
    const draft = await asked('Mine alone')
    const author = pages.browse(OWNER_AS_MANAGER)
    expect((await author.get(`${draft}/review`)).html).to.include('somebody else must answer')
    expect((await author.post(`${draft}/review`, { decision: 'approve', comment: '' })).status).to.equal(403)
    for (const act of ['approval', 'sending-back']) {
      const { status } = await call('pat', 'complaints-manager', 'POST', `/drafts/${idOf(draft)}/${act}`, {
        comment: 'x',
      })
      expect(status, act).to.equal(403)
    }
    expect((await owner.get(`${draft}/review`)).status).to.equal(403)
    const other = await call('kim', 'complaints-manager', 'POST', `/drafts/${idOf(draft)}/approval`, { comment: '' })
    expect(other.body).to.include({ state: 'approved' })
    const own = await call('pat', 'complaints-manager', 'POST', `/drafts/${idOf(draft)}/publication`, {})
    expect(own.status).to.equal(403)
  })

  it('is sent back with a comment, and taken back', async () => {
    const draft = await asked('Not yet')
    await manager.get(`${draft}/review`)
    expect((await manager.post(`${draft}/review`, { decision: 'send-back', comment: '' })).status).to.equal(400)
    await manager.post(`${draft}/review`, { decision: 'send-back', comment: 'The title is too long.' })
    expect((await owner.get(draft)).html).to.include('kim sent a draft back: The title is too long.')
    await owner.get(`${draft}/discard`)
    expect((await owner.post(`${draft}/discard`, {})).at).to.equal(AT)
  })

  it('has comments with answers that can be resolved', async () => {
    const draft = await opened()
    await manager.get(`${draft}/comments`)
    expect((await manager.post(`${draft}/comments`, { file: '', words: '' })).html).to.include(
      'Choose what your comment',
    )
    const about = { file: 'learning-closing.bpmn', element: 'nowhere', words: 'Why?' }
    expect((await manager.post(`${draft}/comments`, about)).html).to.include('That step is not in the diagram any more')
    const { html } = await manager.post(`${draft}/comments`, { ...about, element: '' })
    const id = /comments\/(comment-[\w-]+)\/answer/.exec(html)?.[1] ?? ''
    await owner.get(`${draft}/comments`)
    expect((await owner.post(`${draft}/comments/${id}/answer`, { answer: 'It must.' })).html).to.include('It must.')
    expect((await owner.post(`${draft}/comments/${id}/resolve`, { resolved: 'yes' })).html).to.include(
      'Resolved by pat',
    )
  })

  it('can be one that rolls back', async () => {
    await owner.get(`${AT}/versions/1/roll-back`)
    const { at, html } = await owner.post(`${AT}/versions/1/roll-back`, {})
    expect(at).to.match(/\/drafts\/draft-/)
    expect(html).to.include('opened a draft to roll back: As in version 1')
    expect((await owner.get(`${AT}/versions/99/roll-back`)).status).to.equal(404)
    expect((await manager.get(`${AT}/versions/1/roll-back`)).status).to.equal(403)
  })

  it('is brought up to date when another version has come', async () => {
    const late = await opened()
    await retitled(late, 'Late')
    const quick = await asked('Quick')
    await call('kim', 'complaints-manager', 'POST', `/drafts/${idOf(quick)}/approval`, { comment: '' })
    const { status } = await call('kim', 'complaints-manager', 'POST', `/drafts/${idOf(quick)}/publication`, {})
    expect(status).to.equal(201)
    const { html } = await owner.get(`${late}/bring-up-to-date`)
    expect(html).to.include('Both changed it. Settings of the procedure: which counts?')
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
    expect((await owner.post(`${late}/bring-up-to-date`, { revision })).status).to.equal(400)
    expect((await owner.post(`${late}/bring-up-to-date`, { revision, 'take-0': 'draft' })).at).to.equal(late)
    expect((await owner.get(`${late}/bring-up-to-date`)).html).to.include('made from the newest version')
  })

  it('stands in the auditor’s list of changes, and in the trail', async () => {
    const auditor = pages.browse({ id: 'audrey', role: 'auditor' })
    const { html } = await auditor.get('/audit/changes?kind=procedures')
    expect(html).to.include('a draft was approved').and.to.include('published, to count from')
    expect((await auditor.get('/audit/trail')).html).to.include('Somebody commented on a procedure')
    expect((await owner.get('/procedures')).html).to.include('Draft of version')
    expect((await owner.get(`${AT}/history`)).html).to.include('asked for approval: As the committee decided.')
  })
})
