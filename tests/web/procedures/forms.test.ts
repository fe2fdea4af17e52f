import { expect } from 'chai'
import { openDraft, readDraft, type Actor } from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const owner: Actor = PEOPLE.owner

describe('pages of the forms of a draft', () => {
  let pages: TestPages
  let browser: Browser
  let at: string
  let draftId: string

  before(async function () {
    this.timeout(120_000)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    browser = pages.browse(owner)
    const draft = await openDraft(pages.service.runtime, owner, 'children-act')
    draftId = draft.id
    at = `/procedures/children-act/drafts/${draftId}/forms`
  })
  after(() => pages.stop())

  const form = async (id: string) => {
    const { files } = await readDraft(pages.service.runtime, owner, draftId)
    const text = files.find(({ path }) => path === `forms/${id}.json`)?.text
    return text === undefined
      ? undefined
      : (JSON.parse(text) as { readonly title: string; readonly properties: Readonly<Record<string, object>> })
  }

  /** Opens a page of one question and answers it. */
  const answer = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    const page = await browser.get(`${at}/${path}`)
    expect(page.status, path).to.equal(200)
    return browser.post(`${at}/${path}`, fields)
  }

  it('lists forms with their steps, what they record, and how they stand', async () => {
    const { status, html } = await browser.get(at)
    expect(status).to.equal(200)
    expect(html).to.contain('Decide whether more time is needed')
    expect(html).to.contain('“Decide on more time” in “More time for Stage 1”')
    expect(html).to.contain('The stage 1 is extended.')
  })

  it('shows a form with its questions, what it records, and as the caseworker sees it', async () => {
    const { html } = await browser.get(`${at}/extend-stage-1`)
    expect(html).to.contain('Only where “Is more time needed?” is Yes.')
    expect(html).to.contain('How the caseworker sees it')
    expect(html).to.match(/<input class="govuk-radios__input"[^>]* name="moreTime"/)
  })

  it('adds a question, which the preview shows at once', async () => {
    const fields = { label: 'Did you call them?', kind: 'yes-no', required: 'yes', after: 'moreTime' }
    const { at: led, html } = await answer('extend-stage-1/add', fields)
    expect(led).to.equal(`${at}/extend-stage-1`)
    expect(html).to.contain('Saved in the draft')
    expect(html).to.match(/<input class="govuk-radios__input"[^>]* name="callThem"/)
    expect(Object.keys((await form('extend-stage-1'))?.properties ?? {})).to.deep.equal([
      ...['moreTime', 'callThem', 'ground', 'reason', 'until'],
    ])
  })

  const CHANGES: readonly { readonly path: string; readonly fields: Record<string, string>; readonly has: RegExp }[] = [
    { path: 'callThem/words', fields: { label: 'Did you speak to them?' }, has: /Question: Did you speak to them\?/ },
    { path: 'callThem/hint', fields: { hint: 'By telephone.' }, has: /By telephone\./ },
    { path: 'callThem/required', fields: { required: 'no' }, has: /Must it be answered\?[\s\S]*?No</ },
    { path: 'callThem/section', fields: { section: 'Before you decide' }, has: /Before you decide/ },
    { path: 'callThem/shown', fields: { after: 'moreTime=true' }, has: /Where “Is more time needed\?” is “Yes”/ },
    { path: 'callThem/variable', fields: { variable: 'yes' }, has: /May diagrams decide[\s\S]*?Yes</ },
    { path: 'reason/longest', fields: { longest: '500' }, has: /500 characters/ },
    { path: 'ground/answers/add', fields: { label: 'Somebody is ill' }, has: /somebody-is-ill/ },
    { path: 'ground/answers/complex', fields: { label: 'It is complex' }, has: /It is complex/ },
  ]
  for (const { path, fields, has } of CHANGES) {
    it(`changes ${path}`, async () => {
      const { status, html } = await answer(`extend-stage-1/questions/${path}`, fields)
      expect(status).to.equal(200)
      expect(html).to.match(has)
    })
  }

  it('names what goes by a question that is to be removed', async () => {
    const { status, html } = await answer('extend-stage-1/questions/moreTime/remove', {})
    expect(status).to.equal(422)
    expect(html).to.contain('asked about: “Is more time needed?” in “More time for Stage 1”')
  })

  it('says what an answer lacks beside its question', async () => {
    const { status, html } = await answer('extend-stage-1/add', { label: '', kind: '', required: '' })
    expect(status).to.equal(422)
    expect(html).to.match(/Enter (an answer to “Question”|the question)/)
  })

  it('moves a question, and says why it cannot', async () => {
    await browser.get(`${at}/extend-stage-1`)
    expect((await browser.post(`${at}/extend-stage-1`, { _do: 'down:callThem' })).status).to.equal(200)
    expect(Object.keys((await form('extend-stage-1'))?.properties ?? {})[1]).to.equal('ground')
    const refused = await browser.post(`${at}/extend-stage-1`, { _do: 'up:ground' })
    expect(refused.status).to.equal(422)
  })

  it('removes a question', async () => {
    const { at: led } = await answer('extend-stage-1/questions/callThem/remove', {})
    expect(led).to.equal(`${at}/extend-stage-1`)
    expect(await form('extend-stage-1')).to.not.have.nested.property('properties.callThem')
  })

  it('records another fact out of answers, changes it and forgets it', async () => {
    const chosen = await answer('extend-stage-1/records/add', { fact: 'safeguarding-raised' })
    expect(chosen.at).to.equal(`${at}/extend-stage-1/records/new?fact=safeguarding-raised`)
    const fields = { data_reason: 'reason', when_: 'moreTime=true' }
    const made = await answer('extend-stage-1/records/new?fact=safeguarding-raised', fields)
    expect(made.html).to.contain('A safeguarding concern is passed on.')
    const shown = await browser.get(`${at}/extend-stage-1/records/1`)
    expect(shown.html).to.match(/value="moreTime=true" selected/)
    const changed = await answer('extend-stage-1/records/1', { data_reason: 'reason', when_: '' })
    expect(changed.status).to.equal(200)
    const forgotten = await answer('extend-stage-1/records/1/remove', {})
    expect(forgotten.html).to.not.contain('A safeguarding concern is passed on.')
  })

  it('keeps what a record has that the page cannot change', async () => {
    const before = await form('adjudicate')
    const page = await browser.get(`${at}/adjudicate/records/1`)
    const chosen = [...page.html.matchAll(/<select[^>]* name="([^"]+)"[\s\S]*?<\/select>/g)].map(
      ([select, name = '']) => [name, /<option value="([^"]*)" selected/.exec(select)?.[1] ?? ''] as const,
    )
    await browser.post(`${at}/adjudicate/records/1`, Object.fromEntries(chosen))
    expect(await form('adjudicate')).to.deep.equal(before)
  })

  it('tries a form with answers, and says what would go on record', async () => {
    await browser.get(`${at}/extend-stage-1/preview`)
    const wrong = await browser.post(`${at}/extend-stage-1/preview`, { moreTime: 'yes' })
    expect(wrong.status).to.equal(422)
    const tried = await browser.post(`${at}/extend-stage-1/preview`, {
      moreTime: 'yes',
      ground: 'complex',
      reason: 'Two people are away.',
      'until-day': '20',
      'until-month': '3',
      'until-year': '2026',
    })
    expect(tried.html).to.contain('The stage 1 is extended, on Monday 2 March 2026.')
  })

  it('begins a form, as a copy and with nothing, and removes what no step has', async () => {
    const copy = await answer('new', { title: 'Decide on still more time', copy: 'extend-stage-1' })
    expect(copy.at).to.equal(`${at}/decide-on-still-more-time`)
    const empty = await answer('new', { title: 'Decide on still more time', copy: '' })
    expect(empty.at).to.equal(`${at}/decide-on-still-more-time-2`)
    expect((await answer('decide-on-still-more-time/remove', {})).at).to.equal(at)
    expect(await form('decide-on-still-more-time')).to.equal(undefined)
    const used = await answer('extend-stage-1/remove', {})
    expect(used.status).to.equal(422)
    expect(used.html).to.contain('Steps have this form')
  })

  it('says in which versions a form changed', async () => {
    const { html } = await browser.get(`${at}/extend-stage-1/history`)
    expect(html).to.contain('Version 1')
    expect(html).to.contain('It is changed in this draft as well')
  })

  it('shows forms to an auditor without a way to change them', async () => {
    const auditor = pages.browse(PEOPLE.auditor)
    const { status, html } = await auditor.get(`${at}/extend-stage-1`)
    expect(status).to.equal(200)
    expect(html).to.not.contain('Add a question')
    expect((await auditor.get(`${at}/extend-stage-1/add`)).status).to.equal(403)
  })
})
