import { expect } from 'chai'
import { instant, openDraft, readDraft, saveDraft, type Actor } from '../../../engine/index.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const OWNER: Actor = { id: 'pat', role: 'process-owner' }
const AFTER = 'after-response.bpmn'

describe('what a draft changes', function () {
  this.timeout(120_000)
  let pages: TestPages
  let owner: Browser
  let draftId: string
  let revision = 0
  before(async () => {
    pages = await startTestPages({ now: instant('2026-03-25T09:00:00.000Z') })
    owner = pages.browse(OWNER)
    const { runtime } = pages.service
    const draft = await openDraft(runtime, OWNER, 'public-health')
    draftId = draft.id
    revision = draft.revision
  })
  after(() => pages.stop())

  const at = () => `/procedures/public-health/drafts/${draftId}/compare`
  const save = async (...edits: readonly (readonly [path: string, from: string, to: string])[]) => {
    const { runtime } = pages.service
    const { files } = await readDraft(runtime, OWNER, draftId)
    const texts = new Map(files.map((file) => [file.path, file.text]))
    for (const [path, from, to] of edits) {
      expect(texts.get(path)).to.include(from)
      texts.set(path, texts.get(path)!.replace(from, to))
    }
    const changes = [...new Set(edits.map(([path]) => path))].map((path) => ({ path, text: texts.get(path)! }))
    revision = (await saveDraft(runtime, OWNER, draftId, { revision, changes, what: 'Changed' })).revision
  }

  it('says so where nothing is changed', async () => {
    const { html } = await owner.get(at())
    expect(html).to.include('No changes')
    expect(html).not.to.include('<table')
  })

  it('says each change in a sentence, was beside now, and marks it on the diagrams with its number', async () => {
    await save(
      [AFTER, 'workingDays="20"', 'workingDays="10"'],
      [AFTER, 'name="Look once more"', 'name="Look again"'],
      ['receipt.bpmn', ' y="', ' y="1'],
    )
    const { html } = await owner.get(at())
    expect(html).to.include('2 changes, 1 of them to deadlines; layout changed in 1 diagram')
    expect(html).to.include('A word after the response: 20 → 10 working days')
    expect(html).to.match(/data-side="Was">20 working days<[\s\S]*data-side="Now">10 working days</)
    expect(html.match(/<svg /g)).to.have.length(2)
    expect(html.match(/<text [^>]*>✎ 1</g)).to.have.length(2)
    expect(html).to.include('Look once more').and.to.include('Look again')
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).to.have.length(new Set(ids).size)
  })

  it('shows one kind alone, as the address says, and what cannot be put in words always', async () => {
    await save([AFTER, '<bpmn:userTask id', '<bpmn:userTask redress:mood="calm" id'])
    const { html } = await owner.get(`${at()}?about=deadlines`)
    expect(html).to.include('A word after the response: 20 → 10 working days')
    expect(html).not.to.include('is now called')
    expect(html).to.include('Something differs that cannot be put in words').and.to.include('calm')
    const none = await owner.get(`${at()}?kind=removed`)
    expect(none.html).to.include('No change is of the kind that you have chosen').and.to.include('calm')
  })

  it('answers the same over HTTP', async () => {
    const { status, body } = await pages.call('auditor', 'GET', `/api/v1/drafts/${draftId}/comparison`)
    expect(status).to.equal(200)
    const { changes, before, summary } = body as { changes: { level: string }[]; before: object; summary: string }
    expect(changes.map(({ level }) => level)).to.have.members(['change', 'change', 'error'])
    expect(before).to.deep.equal({ version: 1 })
    expect(summary).to.include('1 difference that cannot be put in words')
    const versions = await pages.call('auditor', 'GET', '/api/v1/procedures/public-health/comparison?from=1&to=1')
    expect((versions.body as { summary: string }).summary).to.equal('No changes')
  })

  for (const path of [
    '/procedures/public-health/compare/1/9',
    '/procedures/public-health/compare/1/x',
    '/procedures/nothing/compare/1/1',
  ]) {
    it(`has no page ${path}`, async () => {
      expect((await owner.get(path)).status).to.equal(404)
    })
  }
})
