import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { deployProcedure, draftAbout, openDraft, readDraft, SYSTEM, type Actor } from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const owner: Actor = PEOPLE.owner

describe('pages that say what a procedure is', () => {
  let pages: TestPages
  let browser: Browser
  let at: string
  let draftId: string

  before(async function () {
    this.timeout(120_000)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    await deployProcedure(pages.service.runtime, SYSTEM, filesOf('tests/fixtures/scenarios/tiny'))
    browser = pages.browse(owner)
    const draft = await openDraft(pages.service.runtime, owner, 'tiny')
    draftId = draft.id
    at = `/procedures/tiny/drafts/${draftId}/about`
  })
  after(() => pages.stop())

  const about = () => draftAbout(pages.service.runtime, owner, draftId)
  /** Opens a page of one question and answers it. */
  const answer = async (path: string, fields: Readonly<Record<string, string>>) => {
    const page = await browser.get(`${at}/${path}`)
    expect(page.status, path).to.equal(200)
    return browser.post(`${at}/${path}`, fields)
  }

  it('shows it to whoever reads procedures, and lets its owners change it', async () => {
    const { html } = await browser.get(at)
    expect(html).to.contain('Tiny procedure').and.to.contain('“Choose” in “Tiny”').and.to.contain('Add a diagram')
    const read = await pages.browse(PEOPLE.auditor).get(at)
    expect(read.html).to.contain('Tiny procedure').and.to.not.contain('Add a diagram')
    expect((await pages.browse(PEOPLE.auditor).get(`${at}/title`)).status).to.equal(403)
  })

  const CHANGES: readonly { readonly path: string; readonly fields: Record<string, string>; readonly has: RegExp }[] = [
    { path: 'title', fields: { title: 'Small procedure' }, has: /Small procedure/ },
    { path: 'roles/add', fields: { role: 'panel-clerk', title: 'Clerk' }, has: /Clerk/ },
    { path: 'roles/panel-clerk', fields: { title: 'Clerk of the panel' }, has: /Clerk of the panel/ },
    { path: 'roles/panel-clerk/remove', fields: {}, has: /Roles/ },
    { path: 'start/add', fields: { name: 'urgency', type: 'option', options: 'red\ngreen' }, has: /red, green/ },
    { path: 'start/urgency', fields: { type: 'date' }, has: /A day/ },
    { path: 'start/urgency/remove', fields: {}, has: /Nothing but the complaint/ },
    { path: 'law/add', fields: { instrument: 'Some Act 1990 s.1' }, has: /Some Act 1990 s\.1/ },
    {
      path: 'law/1',
      fields: { instrument: 'Some Act 1990 s.2', url: 'https://www.legislation.gov.uk/x' },
      has: /s\.2/,
    },
    { path: 'law/0/remove', fields: {}, has: /Some Act/ },
    {
      path: 'diagrams/add',
      fields: { title: 'Checking', task: 'Check it', role: 'caseworker', outcome: 'checked', clause: 'Local practice' },
      has: /Checking[\s\S]*Nothing yet/,
    },
    { path: 'begin', fields: { process: 'checking' }, has: /A case begins in<\/dt><dd[^>]*>Checking/ },
  ]
  for (const { path, fields, has } of CHANGES) {
    it(`changes ${path}`, async () => {
      const { status, html, at: led } = await answer(path, fields)
      expect([status, led]).to.deep.equal([200, at])
      expect(html).to.contain('Saved in the draft').and.to.match(has)
    })
  }

  it('leaves what all of these made', async () => {
    const { title, roles, startVariables, legalBasis, diagrams, main } = await about()
    expect({ title, startVariables, main }).to.deep.equal({
      ...{ title: 'Small procedure', startVariables: [], main: 'checking' },
    })
    expect(roles.map(({ code }) => code)).to.deep.equal(['caseworker'])
    expect(legalBasis).to.deep.equal([{ instrument: 'Some Act 1990 s.2', url: 'https://www.legislation.gov.uk/x' }])
    expect(diagrams.map(({ file }) => file)).to.deep.equal(['checking.bpmn', 'tiny.bpmn'])
  })

  const REFUSED: readonly [path: string, fields: Record<string, string>, says: string][] = [
    ['roles/caseworker/remove', {}, 'Give these steps to another role first'],
    ['title', { title: '' }, 'Enter '],
    ['start/add', { name: 'Not a name', type: 'date' }, 'A name begins with a small letter'],
    ['law/add', { instrument: 'Some Act 1990 s.2' }, 'The procedure names that law already.'],
    ['diagrams/checking/remove', {}, 'Cases begin in “Checking”.'],
  ]
  for (const [path, fields, says] of REFUSED) {
    it(`says why not: ${path}`, async () => {
      const { revision } = await readDraft(pages.service.runtime, owner, draftId)
      const { status, html } = await answer(path, fields)
      expect(status).to.equal(422)
      expect(html).to.contain('There is a problem').and.to.contain(says)
      expect(await readDraft(pages.service.runtime, owner, draftId)).to.include({ revision })
    })
  }

  it('knows no role, start variable, law or diagram that the procedure does not have', async () => {
    for (const path of ['roles/cook', 'start/nothing', 'law/9', 'diagrams/nothing/remove']) {
      expect((await browser.get(`${at}/${path}`)).status, path).to.equal(404)
    }
  })
})
