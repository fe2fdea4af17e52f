import { expect } from 'chai'
import { clocks } from '../../../engine/law/index.ts'
import { dayOf, PERSON_ROLES } from '../../../engine/index.ts'
import { explainedDays } from '../../../web/cases/explained-days.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

describe('the pages of a case in the middle of Stage 2', function () {
  this.timeout(120_000)
  let pages: TestPages
  let browser: Browser
  let caseId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step === 'task_investigate')
    browser = pages.browse({ id: 'cm1', role: 'complaints-manager' })
  })
  after(() => pages.stop())

  const facts = () => pages.service.runtime.store.read.facts(caseId)
  const trail = async () => {
    const { rows } = await pages.service.runtime.store.read.history({ caseId, limit: 1000 })
    return rows.length
  }
  const at = (path: string) => `/cases/${caseId}${path}`

  const tabs = [
    { path: '', title: 'Now', says: 'Investigate and report' },
    { path: '/clock', title: 'Time limits', says: 'Nobody can type a date in.' },
    { path: '/actions', title: 'What can be done', says: 'Not possible now' },
    { path: '/points', title: 'Points of complaint', says: 'My visits were cancelled three times.' },
    { path: '/people', title: 'People and consent', says: 'Jordan Reed' },
    { path: '/timeline', title: 'Timeline', says: 'Stage 2 began' },
    { path: '/learning', title: 'Actions and learning', says: 'A contact plan for the year.' },
    { path: '/links', title: 'Linked cases', says: 'No other case is linked' },
    { path: '/close', title: 'Closing the case', says: 'Nobody closes a case by hand.' },
    { path: '/print', title: 'Bundle', says: 'Points of complaint' },
  ]
  for (const { path, title, says } of tabs) {
    it(`${path === '' ? '/' : path} says "${says}", and being read stands in the trail once`, async () => {
      const before = await trail()
      const { html, status } = await browser.get(at(path))
      expect(status).to.equal(200)
      expect(html).to.include(`<title>${title} – Case ${caseId}`).and.to.include(says)
      expect(html.match(/<h1/g)).to.have.length(1)
      expect((await trail()) - before).to.equal(1)
    })
  }

  it('name the complainant on the page of people and in the bundle alone', async () => {
    for (const { path } of tabs) {
      const { html } = await browser.get(at(path))
      expect(html.includes('Jordan Reed'), path).to.equal(path === '/people' || path === '/print')
    }
  })

  it('show how to reach somebody only when it is asked for', async () => {
    expect((await browser.get(at('/people'))).html).not.to.include('jordan.reed@example.org')
    expect((await browser.get(at('/people?person=p1'))).html).to.include('jordan.reed@example.org')
  })

  it('explain every date: the days counted add up to it', async () => {
    const all = clocks(await facts(), dayOf(pages.service.runtime.clock.now()), { procedure: 'children-act' })
    const explained = all.flatMap(({ explanation }) => explanation ?? [])
    expect(explained.length).to.be.greaterThan(5)
    for (const explanation of explained.filter(({ unit }) => unit === 'working days')) {
      const days = explainedDays(explanation)
      expect(days.findLast(({ upTo }) => upTo !== undefined)?.upTo ?? 0, explanation.rule).to.equal(explanation.counted)
      expect(days.at(-1)?.to ?? explanation.from).to.equal(explanation.due)
    }
  })

  it('show the new date and the letter before more time is taken, and then tell the complainant', async () => {
    const address = at('/clock/extend/children-act.stage-2-answer')
    expect((await browser.get(address)).html).to.include('5 June 2026')
    const fields = {
      ground: 'complex',
      reason: 'Two homes must be visited.',
      'until-day': '1',
      'until-month': '5',
      'until-year': '2026',
    }
    const before = (await facts()).length
    const check = await browser.post(address, { ...fields, _do: 'preview' })
    expect(check.html).to.include('Check the new date and the letter').and.to.include('1 May 2026')
    expect(check.html).to.include('Two homes must be visited.')
    expect(await facts()).to.have.length(before)
    const done = await browser.post(address, { ...fields, _do: 'confirm' })
    expect(done.html).to.include('Extended to 1 May 2026.')
    expect((await facts()).slice(before).map(({ type }) => type)).to.include('stage-2-extended')
    const { rows } = await pages.service.runtime.store.read.outbox({ caseId, limit: 200 })
    expect(rows.some(({ body }) => body.includes('Two homes must be visited.'))).to.equal(true)
  })

  it('take no day beyond the most that is allowed, and say so at the field', async () => {
    const address = at('/clock/extend/children-act.stage-2-answer')
    const fields = { ground: 'complex', reason: 'More.', 'until-day': '1', 'until-month': '9', 'until-year': '2026' }
    await browser.get(address)
    const { html, status } = await browser.post(address, { ...fields, _do: 'preview' })
    expect(status).to.equal(422)
    expect(html).to.include('There is a problem').and.to.include('<title>Error: ')
  })

  it('keep the old words of a note that is corrected', async () => {
    await browser.get(at('/actions/record-note'))
    const noted = await browser.post(at('/actions/record-note'), { kind: 'internal', text: 'She rang the home.' })
    expect(noted.at).to.equal(at('/timeline'))
    const note = (await facts()).findLast(({ type }) => type === 'note-recorded')?.id.split('/')[1] ?? ''
    const address = at(`/actions/${encodeURIComponent(`correct-note:${note}`)}`)
    await browser.get(address)
    const { html } = await browser.post(address, { text: 'He rang the home.', reason: 'It was the father.' })
    expect(html)
      .to.include('She rang the home.')
      .and.to.include('He rang the home.')
      .and.to.include('It was the father.')
  })

  it('count a call with the complainant as hearing from us', async () => {
    await pages.moveTo('2026-03-20T10:00:00Z')
    await browser.get(at('/actions/record-contact'))
    await browser.post(at('/actions/record-contact'), {
      'on-day': '20',
      'on-month': '3',
      'on-year': '2026',
      mode: 'phone',
      with: 'complainant',
      text: 'Told them how far we are.',
    })
    expect((await browser.get(at(''))).html).to.include('last heard from us on <strong>20 March 2026</strong>, today')
  })

  it('say what is missing beside the field', async () => {
    await browser.get(at('/actions/record-note'))
    const { html, status } = await browser.post(at('/actions/record-note'), { kind: 'internal', text: '' })
    expect(status).to.equal(422)
    expect(html).to.include('href="#text"')
  })

  it('link two cases on both sides, and say of an unknown one that it is none', async () => {
    const other = await submitExample(pages)
    await browser.get(at('/actions/link'))
    const unknown = await browser.post(at('/actions/link'), { other: 'SC-2026-99999', kind: 'duplicate' })
    expect(unknown.html).to.include('Enter the reference of a case that you can see')
    expect((await browser.post(at('/actions/link'), { other, kind: 'same-family' })).html).to.include(other)
    expect((await browser.get(`/cases/${other}/links`)).html)
      .to.include(caseId)
      .and.to.include('The same family')
    const undo = `/cases/${other}/actions/${encodeURIComponent(`undo-link:${caseId}:same-family`)}`
    expect((await browser.get(`/cases/${other}/links`)).html).to.include(`href="${undo}"`)
    await browser.get(undo)
    expect((await browser.post(undo, { reason: '' })).status).to.equal(422)
    const undone = await browser.post(undo, { reason: 'Another family of the same name.' })
    expect(undone.at).to.equal(`/cases/${other}/links`)
    for (const each of [caseId, other]) {
      expect((await browser.get(`/cases/${each}/links`)).html).to.include('No other case is linked')
      expect((await browser.get(`/cases/${each}/timeline`)).html).to.include('Taken back later')
    }
    expect((await browser.get(undo)).status).to.equal(404)
    await browser.get(at('/actions/link'))
    expect((await browser.post(at('/actions/link'), { other, kind: 'same-family' })).html).to.include(other)
  })

  it('show the letter about a change that waits, and send it with the decision', async () => {
    const address = at('/actions/freeze')
    const fields = { outcome: 'frozen', reason: 'It would pre-empt the answer.' }
    const letters = async () =>
      (await pages.service.runtime.store.read.outbox({ caseId, limit: 500 })).rows.filter(({ body }) =>
        body.includes('It would pre-empt the answer.'),
      )
    await browser.get(address)
    const before = (await facts()).length
    const check = await browser.post(address, fields)
    expect(check.html).to.include('Check the letter').and.to.include('It would pre-empt the answer.')
    expect(await facts()).to.have.length(before)
    expect(await letters()).to.have.length(0)
    expect((await browser.post(address, { ...fields, _do: 'change' })).html).to.include(
      '>It would pre-empt the answer.<',
    )
    await browser.post(address, { ...fields, _do: 'send' })
    const after = (await facts()).slice(before)
    expect(after.map(({ type }) => type)).to.deep.equal(['decision-freeze-decided', 'notice-sent'])
    expect(await letters()).to.have.length(1)
  })

  it('add somebody with all that they need', async () => {
    const form = await browser.get(at('/actions/add-person'))
    expect(form.html).to.include('<optgroup label="Who works on it"><option value="action-owner">Action owner</option>')
    expect(form.html.match(/<option value="[a-z-]+"/g)).to.have.length(PERSON_ROLES.length)
    const someone = { role: 'interested-person', name: 'Robin Vale', contactPreference: 'letter' }
    const address = '1 High Street\nExampleton EX1 4AB'
    const added = await browser.post(at('/actions/add-person'), {
      ...someone,
      address,
      adjustments: ['large-print', 'bsl'],
    })
    expect(added.at).to.equal(at('/people'))
    const people = () => pages.service.runtime.store.read.people(caseId)
    const robin = (await people()).find(({ data }) => data['name'] === 'Robin Vale')
    expect(robin?.data).to.deep.include({ role: 'interested-person', adjustments: ['large-print', 'bsl'] })
    await browser.get(at('/actions/add-person'))
    await browser.post(at('/actions/add-person'), { ...someone, name: 'Alex Vale', address })
    const alex = (await people()).find(({ data }) => data['name'] === 'Alex Vale')
    expect(alex?.data).to.deep.include({ adjustments: [] })
  })

  it('leave legal advice out of the bundle', async () => {
    await browser.get(at('/actions/record-note'))
    await browser.post(at('/actions/record-note'), { kind: 'legal-advice', text: 'Counsel says wait.' })
    expect((await browser.get(at('/timeline'))).html)
      .to.include('Counsel says wait.')
      .and.to.include('Privileged')
    expect((await browser.get(at('/print'))).html).not.to.include('Counsel says wait.')
  })

  it('withdraw the complaint by the form that its message has', async () => {
    const address = at(`/actions/${encodeURIComponent('message:complaint-withdrawn')}`)
    expect((await browser.get(address)).html).to.include('The procedure ends')
    await browser.post(address, {
      'withdrawnOn-day': '20',
      'withdrawnOn-month': '3',
      'withdrawnOn-year': '2026',
      channel: 'phone',
      ownWish: 'yes',
    })
    expect((await facts()).map(({ type }) => type)).to.include('complaint-withdrawn')
    expect((await browser.get(at(''))).html).to.include('Withdrawn')
  })
})
